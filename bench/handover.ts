/**
 * How fast do samples come out of a dataset, for training?
 *
 * Encodes sample parts, merges copies of them into a dataset, and reads the groups `faces` and
 * `graph` of all samples: in batches of 32, in order and shuffled, on this thread and read ahead by
 * two threads, and item by item. Beside it what a user would have made by himself: a folder of npz
 * files, one a sample. Each row is a process of its own, and rounds alternate between the rows.
 * Where TRUNNION_PYTHON names an interpreter with zarr and numpy (and torch), the same in Python
 * follows, from the same dataset and the same npz files.
 *
 * ```sh
 * deno run -A bench/handover.ts --samples 4000
 * TRUNNION_PYTHON=python3 deno run -A bench/handover.ts
 * ```
 *
 * Printed: samples a second (the best epoch), samples by second of processor time, the most memory
 * of the process. How even the shuffle is comes last: the mean distance between a sample's place in
 * the epoch and in the dataset as a share of that of a perfect shuffle, and from how many of its
 * neighbourhoods (64 samples) a batch of 32 takes its samples.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cpuUsage } from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createFlow, DatasetMerger, encodeTask, gatherTask, openDataset, samples } from "trunnion";
import type { Dataset, NdArray, Sample } from "trunnion";
import { typedFrom } from "../src/storage/array_type.ts";
import type { DType } from "../src/storage/array.ts";
import { ZipWriter } from "../src/storage/zip/zip_writer.ts";

const { values } = parseArgs({
  options: {
    samples: { type: "string", default: "4000" },
    parts: { type: "string", default: "100" },
    rounds: { type: "string", default: "3" },
    row: { type: "string" },
    flow: { type: "string" },
    npz: { type: "string" },
  },
});
const GROUPS = ["faces", "graph"];
const EPOCHS = 3;

type Read = (dataset: Dataset, npz: string) => Promise<number>;

/** Batches of all samples; their number. */
function batches(options: object): Read {
  return async (dataset) => {
    let count = 0;
    for await (
      const batch of dataset.samples({ groups: GROUPS }).batches({ size: 32, ...options })
    ) {
      count += batch.size;
    }
    return count;
  };
}

const ROWS: Readonly<Record<string, Read>> = {
  "batches, in order": batches({}),
  "batches, shuffled": batches({ shuffle: true, seed: 1 }),
  "batches, in order, 2 workers": batches({ workers: 2 }),
  "batches, shuffled, 2 workers": batches({ shuffle: true, seed: 1, workers: 2 }),
  "items, in order": async (dataset) => {
    let count = 0;
    for await (const { arrays } of dataset.samples({ groups: GROUPS })) {
      if ("graph/num_nodes" in arrays) count++;
    }
    return count;
  },
  "npz files, in order": (_, npz) => Promise.resolve(readFolder(npz, (names) => names)),
  "npz files, shuffled": (_, npz) =>
    Promise.resolve(readFolder(npz, (names) => names.sort(() => Math.random() - 0.5))),
};

/** Reads a folder of npz files, the naive way; their number. */
function readFolder(folder: string, order: (names: string[]) => string[]): number {
  const names = order(readdirSync(folder).sort());
  return names.filter((name) => "graph.num_nodes" in readNpz(join(folder, name))).length;
}

const NPY: Readonly<Record<string, DType>> = {
  f4: "float32",
  f8: "float64",
  i4: "int32",
  i8: "int64",
};

/** Reads the arrays of an npz with stored entries. */
function readNpz(path: string): Record<string, NdArray> {
  const bytes = new Uint8Array(readFileSync(path));
  const view = new DataView(bytes.buffer);
  const found: Record<string, NdArray> = {};
  for (let at = 0; view.getUint32(at, true) === 0x04034b50;) {
    const size = view.getUint32(at + 18, true);
    const [nameLength, extra] = [view.getUint16(at + 26, true), view.getUint16(at + 28, true)];
    const name = new TextDecoder().decode(bytes.subarray(at + 30, at + 30 + nameLength));
    const start = at + 30 + nameLength + extra;
    const header = view.getUint16(start + 8, true);
    const text = new TextDecoder().decode(bytes.subarray(start + 10, start + 10 + header));
    const [, type] = /'descr': '[<|](\w+)'/.exec(text)!;
    const [, shape] = /'shape': \(([^)]*)\)/.exec(text)!;
    const body = bytes.subarray(start + 10 + header, start + size);
    found[name.replace(".npy", "")] = {
      data: typedFrom(NPY[type], body),
      shape: shape.split(",").filter((one) => one.trim() !== "").map(Number),
    };
    at = start + size;
  }
  return found;
}

/** Writes a sample as numpy's `savez` does. */
function writeNpz(path: string, { arrays }: Sample): void {
  const parts: Uint8Array[] = [];
  const zip = new ZipWriter((bytes) => void parts.push(bytes.slice()));
  const types = {
    Float32Array: "<f4",
    Float64Array: "<f8",
    Int32Array: "<i4",
    BigInt64Array: "<i8",
  };
  for (const [key, { data, shape }] of Object.entries(arrays)) {
    const type = types[data.constructor.name as keyof typeof types];
    const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(", ")},), }`;
    const header = text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11) + "\n";
    const bytes = new Uint8Array(10 + header.length + data.byteLength);
    bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
    bytes.set(new TextEncoder().encode(header), 10);
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 10 + header.length);
    zip.add(`${key.replace("/", ".")}.npy`, bytes);
  }
  zip.end();
  writeFileSync(path, new Uint8Array(Buffer.concat(parts)));
}

/** Encodes parts and merges so many copies of them; the path of a `.flow`. */
async function makeDataset(folder: string): Promise<string> {
  await samples(join(folder, "parts"), { count: Number(values.parts), seed: 1 });
  const flow = createFlow({
    name: "handover",
    tasks: [gatherTask, encodeTask],
    flowsOutputDir: join(folder, "output"),
  });
  await flow.process({ inputs: { sources: [join(folder, "parts")] } });
  const encoded = join(folder, "output", "flows", "handover", "encoded");
  const originals = readdirSync(encoded).filter((name) => name.endsWith(".data")).sort();
  mkdirSync(join(folder, "copies"));
  const dataFiles = Array.from({ length: Number(values.samples) }, (_, i) => {
    const path = join(folder, "copies", `${String(i).padStart(6, "0")}.data`);
    copyFileSync(join(encoded, originals[i % originals.length]), path);
    return path;
  });
  const at = (extension: string) => join(folder, `many.${extension}`);
  await new DatasetMerger({
    dataFiles,
    datasetPath: at("dataset"),
    infosetPath: at("infoset"),
    attribsetPath: at("attribset"),
    flowName: "many",
  }).mergeData();
  writeFileSync(
    at("flow"),
    JSON.stringify({
      flow_name: "many",
      flow_data: "many.dataset",
      flow_info: "many.infoset",
      flow_attributes: "many.attribset",
    }),
  );
  return at("flow");
}

interface Measured {
  readonly samples_per_second: number;
  readonly samples_per_cpu_second: number;
  readonly peak_mb: number;
}

/** The most memory that this process has had, in MB, where Linux tells. */
function peakMemory(): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1000;
  } catch {
    return NaN;
  }
}

async function measure(row: string, flow: string, npz: string): Promise<Measured> {
  let [perSecond, perCpuSecond] = [0, 0];
  using dataset = await openDataset(flow); // as in training, for all epochs
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const [started, processor] = [performance.now(), cpuUsage()];
    const count = await ROWS[row](dataset, npz);
    const { user, system } = cpuUsage(processor);
    perSecond = Math.max(perSecond, count / (performance.now() - started) * 1000);
    perCpuSecond = Math.max(perCpuSecond, count / (user + system) * 1e6);
  }
  return {
    samples_per_second: perSecond,
    samples_per_cpu_second: perCpuSecond,
    peak_mb: peakMemory(),
  };
}

async function inChild(row: string, flow: string, npz: string): Promise<Measured> {
  const args = ["run", "-A", fileURLToPath(import.meta.url), "--row", row, "--flow", flow];
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: [...args, "--npz", npz],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`The row '${row}' has failed`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

function print(name: string, measured: Measured): void {
  const rate = measured.samples_per_second.toFixed(0).padStart(7);
  const own = measured.samples_per_cpu_second.toFixed(0).padStart(7);
  console.log(
    `${name.padEnd(52)}${rate}/s${own}/cpu-s${measured.peak_mb.toFixed(0).padStart(7)} MB`,
  );
}

/** How even a shuffle is, that holds so many bytes at once. */
async function shuffleQuality(flow: string, memory: number): Promise<string> {
  using dataset = await openDataset(flow);
  const order: number[] = [];
  let neighbourhoods = 0, count = 0;
  const options = { size: 32, shuffle: true, seed: 1, memory, dropLast: true };
  for await (const { indices } of dataset.samples({ groups: GROUPS }).batches(options)) {
    order.push(...indices);
    neighbourhoods += new Set(indices.map((index) => index >> 6)).size;
    count++;
  }
  const distance = order.reduce((sum, index, place) => sum + Math.abs(index - place), 0);
  const share = distance / order.length / (dataset.sampleCount / 3);
  const most = Math.ceil(dataset.sampleCount / 64);
  // Of so many neighbourhoods a batch of a perfect shuffle takes from so many.
  const perfect = most * (1 - (1 - 1 / most) ** 32);
  return `${(memory / 2 ** 20).toFixed(0).padStart(4)} MiB: distance ${
    share.toFixed(2)
  } of a perfect ` +
    `shuffle's, ${(neighbourhoods / count).toFixed(1)} neighbourhoods a batch ` +
    `(perfect: ${perfect.toFixed(1)})`;
}

if (values.row !== undefined) {
  console.log(JSON.stringify(await measure(values.row, values.flow!, values.npz!)));
} else {
  const folder = mkdtempSync(join(tmpdir(), "trunnion-handover-"));
  try {
    const flow = await makeDataset(folder);
    const npz = join(folder, "npz");
    mkdirSync(npz);
    using dataset = await openDataset(flow);
    let bytes = 0, index = 0;
    for await (const sample of dataset.samples({ groups: GROUPS })) {
      writeNpz(join(npz, `${String(index++).padStart(6, "0")}.npz`), sample);
      bytes += Object.values(sample.arrays).reduce((sum, { data }) => sum + data.byteLength, 0);
    }
    console.log(
      `${index} samples of ${(bytes / index / 1000).toFixed(0)} kB: ${GROUPS.join(", ")}`,
    );
    const best = new Map<string, Measured>();
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const row of Object.keys(ROWS)) {
        const found = await inChild(row, flow, npz);
        const before = best.get(row);
        if (!before || found.samples_per_second > before.samples_per_second) best.set(row, found);
      }
    }
    for (const [row, measured] of best) print(`TypeScript: ${row}`, measured);
    const python = Deno.env.get("TRUNNION_PYTHON");
    const script = fileURLToPath(new URL("handover_reader.py", import.meta.url));
    if (!python || !existsSync(script)) {
      console.log("Python: not run; TRUNNION_PYTHON names no interpreter");
    } else {
      const { stdout } = await new Deno.Command(python, {
        args: [script, flow, "--npz", npz, "--groups", ...GROUPS, "--json"],
        stderr: "inherit",
      }).output();
      for (const line of new TextDecoder().decode(stdout).split("\n").filter(Boolean)) {
        const { reader, ...measured } = JSON.parse(line);
        print(`Python: ${reader}`, measured);
      }
    }
    console.log("\nThe shuffle, by the memory that it may hold:");
    for (const memory of [2 ** 22, 2 ** 24, 2 ** 26, 2 ** 28]) {
      console.log(await shuffleQuality(flow, memory));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
