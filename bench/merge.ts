/**
 * How fast are encoded files merged?
 *
 * Makes synthetic `.data` files of small parts, merges them in this thread, with one worker and
 * with two, and prints the rates beside two others on the same files: the naive way in TypeScript
 * (zarrita, one write a file, without shards), and zarr-python 3 with buffered appends. The arrays
 * are compared afterwards.
 *
 * ```sh
 * deno run -A bench/merge.ts --files 2000
 * TRUNNION_PYTHON=python3 deno run -A bench/merge.ts   # with zarr and numpy installed there
 * ```
 *
 * @module
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cpuUsage } from "node:process";
import { parseArgs } from "node:util";
import * as zarr from "zarrita";
import { DatasetMerger } from "../src/dataset/merge/dataset_merger.ts";
import type { MergeExecutor } from "../src/dataset/merge/merge_executor.ts";
import { SHARD_WORK } from "../src/dataset/merge/shard_task.ts";
import { mergeOnPool } from "../src/dataset/merge/merge_on_pool.ts";
import { WorkerPool } from "../src/pool/run/worker_pool.ts";
import { openDataFile } from "../src/storage/read_data_file.ts";
import { chunkCodecs } from "../src/storage/zarr/zarr_metadata.ts";
import { ZipDataStorage } from "../src/storage/zip/zip_data_storage.ts";

const { values } = parseArgs({
  options: {
    files: { type: "string", default: "2000" },
    naive: { type: "string", default: "100" },
  },
});
const count = Number(values.files);
/** The naive way packs a chunk anew for each file that has rows in it, so it gets fewer. */
const naiveCount = Math.min(count, Number(values.naive));

/** The arrays of a small part: published parts have 28 faces and 73 edges on average. */
const ARRAYS = [
  { key: "faces/face_indices", dims: ["face"], inner: [], dtype: "int32" },
  { key: "faces/face_areas", dims: ["face"], inner: [], dtype: "float32" },
  { key: "faces/face_types", dims: ["face"], inner: [], dtype: "int32" },
  {
    key: "faces/face_uv_grids",
    dims: ["face", "u", "v", "c"],
    inner: [10, 10, 7],
    dtype: "float32",
  },
  { key: "edges/edge_lengths", dims: ["edge"], inner: [], dtype: "float32" },
  { key: "edges/edge_types", dims: ["edge"], inner: [], dtype: "int32" },
  { key: "edges/edge_u_grids", dims: ["edge", "u", "c"], inner: [10, 6], dtype: "float32" },
  { key: "graph/edges_source", dims: ["edge"], inner: [], dtype: "int32" },
  { key: "graph/edges_destination", dims: ["edge"], inner: [], dtype: "int32" },
] as const;

/** A linear congruential generator: the same files in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1664525 + 1013904223) >>> 0) / 2 ** 32;
}

function makeFiles(folder: string): string[] {
  const next = random(1);
  const noise = Float32Array.from({ length: 1 << 18 }, (_, i) => Math.sin(i / 50) + next() / 100);
  return Array.from({ length: count }, (_, i) => {
    const faces = 8 + Math.floor(next() * 41), edges = Math.round(faces * 2.6);
    const path = join(folder, `${String(i).padStart(6, "0")}.data`);
    const storage = new ZipDataStorage(path);
    const body = storage.body({
      index: 0,
      kind: "solid",
      name: null,
      instances: [{ transform: null, path: [0] }],
      brep: { faces: { length: faces }, edges: { length: edges } },
    });
    for (const { key, dims, inner, dtype } of ARRAYS) {
      const rows = key.startsWith("faces") ? faces : edges;
      const length = inner.reduce((product: number, size) => product * size, rows);
      const from = Math.floor(next() * (noise.length - length));
      const floats = noise.slice(from, from + length);
      const data = dtype === "float32" ? floats : Int32Array.from(floats, (value) => value * 10);
      body.saveDeclared(key, { data, shape: [rows, ...inner] }, { dims, dtype });
    }
    storage.compressStore();
    storage.close();
    return path;
  });
}

/** Into memory: to be generous, and because zarrita reads back each chunk that it writes into. */
async function naiveMerge(files: readonly string[]): Promise<void> {
  const root = zarr.root(new Map<`/${string}`, Uint8Array>());
  await zarr.create(root);
  const opened = files.map((path) => openDataFile(path));
  for (const { key, dims, inner, dtype } of ARRAYS) {
    const parts = opened.map((file) => file.readArray(key));
    const rows = parts.reduce((sum, { shape }) => sum + shape[0], 0);
    const array = await zarr.create(root.resolve(key), {
      dtype,
      shape: [rows, ...inner],
      chunkShape: [1000, ...inner],
      codecs: chunkCodecs(1).map(({ name, configuration = {} }) => ({ name, configuration })),
      fillValue: 0,
      dimensionNames: [...dims],
    });
    let row = 0;
    for (const { data, shape } of parts) {
      const stride = shape.map((_, i) => shape.slice(i + 1).reduce((product, n) => product * n, 1));
      const selection = [zarr.slice(row, row + shape[0]), ...inner.map(() => null)];
      await zarr.set(array as zarr.Array<"float32", typeof root.store>, selection, {
        data: data as Float32Array,
        shape: [...shape],
        stride,
      });
      row += shape[0];
    }
  }
  for (const file of opened) file.close();
}

/** Milliseconds of the peer, which times itself without its start. */
async function pythonMerge(python: string, source: string, out: string, ours: string) {
  const script = new URL("merge_zarr_python.py", import.meta.url).pathname;
  const command = new Deno.Command(python, { args: [script, source, out, ours], stderr: "piped" });
  const { success, stdout, stderr } = await command.output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout)) as {
    ms: number;
    cpu_ms: number;
    versions: string;
  };
}

/** The most memory that this process has had, where Linux tells. */
function peakMemory(): string {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(Deno.readTextFileSync("/proc/self/status"))?.[1];
    return `${(Number(kilobytes) / 1000).toFixed(0)} MB`;
  } catch {
    return "not known here";
  }
}

const folder = mkdtempSync(join(tmpdir(), "trunnion-bench-"));
try {
  const source = join(folder, "encoded");
  mkdirSync(source);
  const started = performance.now();
  const dataFiles = makeFiles(source);
  const made = performance.now() - started;
  console.log(`${count} .data files made and written: ${(made / count).toFixed(2)} ms a file`);

  const paths = {
    datasetPath: join(folder, "parts.dataset"),
    infosetPath: join(folder, "parts.infoset"),
    attribsetPath: join(folder, "parts.attribset"),
    flowName: "parts",
  };
  const merger = new DatasetMerger({ dataFiles, ...paths });
  const row = (label: string, ms: number, files: number, ratio = "") => {
    const bytes = raw * files / count;
    const rate = (files / ms * 1000).toFixed(0).padStart(7);
    console.log(
      `${label.padEnd(34)} ${(bytes / ms / 1000).toFixed(1).padStart(7)} MB/s ${rate} files/s` +
        ratio,
    );
  };
  let raw = 0, written = 0;
  /** Merges three times; milliseconds of the clock, and of the processor. */
  const measure = async (executor?: MergeExecutor) => {
    const times: number[] = [], cpu: number[] = [];
    for (let run = 0; run < 3; run++) {
      const from = performance.now(), cpuFrom = cpuUsage();
      const report = await merger.mergeData({ executor, fresh: true });
      times.push(performance.now() - from);
      const used = cpuUsage(cpuFrom);
      cpu.push((used.user + used.system) / 1000);
      raw = report.rawBytes;
      written = report.writtenBytes;
    }
    return { times, cpu };
  };
  const { times, cpu } = await measure();
  console.log(`${(raw / 1e6).toFixed(0)} MB raw, ${(written / 1e6).toFixed(0)} MB in shards`);
  row("Trunnion, first run", times[0], count);
  const best = Math.min(...times);
  row("Trunnion, best of three", best, count);
  console.log(`CPU time: ${(Math.min(...cpu) / count).toFixed(2)} ms a file`);
  console.log(`peak memory of the process: ${peakMemory()}`);

  for (const size of [1, 2]) {
    const pool = new WorkerPool({
      size,
      isolation: "thread",
      kinds: SHARD_WORK,
    });
    const onPool = await measure(mergeOnPool(pool, size));
    await pool.close();
    const ms = Math.min(...onPool.times);
    const ratio = ` (${(best / ms).toFixed(2)} of this thread's)`;
    row(`Trunnion, ${size} worker${size > 1 ? "s" : ""}`, ms, count, ratio);
    console.log(`CPU time: ${(Math.min(...onPool.cpu) / count).toFixed(2)} ms a file`);
  }
  console.log(`peak memory of the process, workers included: ${peakMemory()}`);

  const naiveFrom = performance.now();
  await naiveMerge(dataFiles.slice(0, naiveCount));
  row(`zarrita in memory (${naiveCount} files)`, performance.now() - naiveFrom, naiveCount);

  const python = Deno.env.get("TRUNNION_PYTHON");
  if (python === undefined) {
    console.log("zarr-python: not run; TRUNNION_PYTHON names no interpreter");
  } else {
    const out = join(folder, "python.zarr");
    const { ms, cpu_ms: cpuMs, versions } = await pythonMerge(
      python,
      source,
      out,
      paths.datasetPath,
    );
    row(`zarr-python, buffered (${versions})`, ms, count);
    const times = (ms / best).toFixed(1), cpuTimes = (cpuMs / Math.min(...cpu)).toFixed(1);
    console.log(
      `Trunnion is ${times} times as fast (${cpuTimes} by CPU time); the arrays are equal`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
