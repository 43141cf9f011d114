/**
 * How fast is a CAD file encoded?
 *
 * Reads files and computes the profile "hoops", with and without data of pairs of faces, and prints
 * milliseconds a file and a face by stage: cold (the first pass of a process whose kernel has been
 * warmed up, as workers do at their start) and warm (the best of the later passes), by the size of
 * the parts. Beside it stands native OpenCascade doing the same on
 * the same files (test/reference/time.cpp), if it has been built. Then: files/s of one worker, the
 * encoded files written, and the memory that it takes.
 *
 * ```sh
 * deno run -A bench/encode.ts                              # sample parts
 * deno run -A bench/encode.ts FOLDER... --rate FOLDER      # STEP files of one's own
 * TRUNNION_NATIVE=./time deno run -A bench/encode.ts       # the peer too
 * ```
 *
 * @module
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { BrepEncoder, OcctLoader, samples } from "../mod.ts";
import { gatherFiles } from "../src/pipeline/tasks/gather_files.ts";
import { ZipDataStorage } from "../src/storage/zip/zip_data_storage.ts";

const { values: options, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    rate: { type: "string" },
    passes: { type: "string", default: "4" },
    most: { type: "string", default: "40" },
  },
});
const passes = Number(options.passes);
/** Files of one size that are measured, at most. */
const most = Number(options.most);

/** What the encoder's methods are counted under; what they first ask for is counted with them. */
const STAGE: Readonly<Record<string, string>> = {
  pushFaceAttributes: "faces",
  pushFaceDiscretization: "samples",
  pushFaceGrid: "grids",
  pushEdgeAttributes: "edges",
  pushCurveGrid: "edges",
  pushExtendedAdjacency: "pairs",
  pushFacePairEdgesPath: "pairs",
  pushAverageFacePairDistanceHistograms: "pairs",
  pushAverageFacePairAngleHistograms: "pairs",
};
const FEATURES = ["faces", "samples", "grids", "edges", "graph", "pairs"] as const;
const STAGES = ["read", ...FEATURES] as const;
type Times = Record<(typeof STAGES)[number], number>;

/** One file in one pass. */
interface Timed {
  readonly path: string;
  readonly faces: number;
  readonly ms: Times;
}

/** Borders of the sizes, in faces a file. */
const SIZES = [0, 16, 32, 64, 128, 256, 1024, Infinity];

const scratch = await Deno.makeTempDir({ prefix: "trunnion-bench-" });
try {
  const sources = folders.length > 0 ? folders : [await sampleParts()];
  const all = (await Promise.all(sources.map((source) => gatherFiles(source)))).flat();
  const files = await choose(all);
  console.log(`${files.length} files, ${passes} passes: the first is cold, warm is the best later`);
  for (const pairs of [false, true]) {
    const ours = await measure(files, pairs);
    const native = await measureNative(files, pairs);
    console.log(`\nprofile hoops ${pairs ? "with" : "without"} pairs of faces, wall time in ms`);
    print(ours, native);
    if (native !== null) {
      console.log(`native OpenCascade's peak memory: ${(native.memory / 1e6).toFixed(0)} MB`);
    }
  }
  await rate(options.rate ?? sources[0]);
} finally {
  await Deno.remove(scratch, { recursive: true });
}

async function sampleParts(): Promise<string> {
  const folder = join(scratch, "parts");
  await samples(folder, { count: 60, seed: 7 });
  return folder;
}

/** Files that can be encoded, not too many of one size. */
async function choose(paths: readonly string[]): Promise<string[]> {
  const loader = new OcctLoader();
  const bySize = new Map<number, string[]>();
  for (const path of paths) {
    try {
      const model = await loader.createFromFile(path);
      for (const { brep } of model.bodies) new BrepEncoder(brep).pushFaceAttributes();
      const size = sizeOf(model.getFaceCount());
      bySize.set(size, [...bySize.get(size) ?? [], path]);
    } catch (error) {
      console.log(`left out: ${path}: ${error instanceof Error ? error.message : error}`);
    }
  }
  await loader.close();
  return [...bySize.values()].flatMap((own) => {
    const step = Math.max(1, own.length / most);
    return Array.from({ length: Math.min(most, own.length) }, (_, i) => own[Math.floor(i * step)]);
  });
}

function sizeOf(faces: number): number {
  return SIZES.findLastIndex((least) => faces >= least);
}

/** Passes over all files in a kernel process that begins with them. */
async function measure(files: readonly string[], pairs: boolean): Promise<Timed[][]> {
  const loader = new OcctLoader();
  const boot = performance.now();
  await loader.warmUp();
  console.log(`kernel booted and warmed up in ${(performance.now() - boot).toFixed(0)} ms`);
  const all: Timed[][] = [];
  for (let pass = 0; pass < passes; pass++) {
    const timed: Timed[] = [];
    for (const path of files) {
      const ms: Times = { read: 0, faces: 0, samples: 0, grids: 0, edges: 0, graph: 0, pairs: 0 };
      const start = performance.now();
      const model = await loader.createFromFile(path);
      ms.read = performance.now() - start;
      for (const { brep } of model.bodies) {
        const encoder = new BrepEncoder(brep, undefined, pairs ? { pairwise: {} } : {});
        stopwatch(encoder, ms).pushProfile("hoops");
      }
      timed.push({ path, faces: model.getFaceCount(), ms });
    }
    all.push(timed);
  }
  await loader.close();
  return all;
}

/** The encoder with its methods timed, those too that a profile calls. */
function stopwatch(encoder: BrepEncoder, ms: Times): BrepEncoder {
  const names = new Set<string>();
  for (let own: object = encoder; own !== Object.prototype; own = Object.getPrototypeOf(own)) {
    for (const name of Object.getOwnPropertyNames(own)) names.add(name);
  }
  for (const name of names) {
    if (!/^push[A-Z]/.test(name) || name === "pushProfile") continue;
    const method: unknown = Reflect.get(encoder, name);
    if (typeof method !== "function") continue;
    Object.defineProperty(encoder, name, {
      value: (...args: unknown[]) => {
        const start = performance.now();
        const result: unknown = method.apply(encoder, args);
        ms[(STAGE[name] ?? "graph") as keyof Times] += performance.now() - start;
        return result;
      },
    });
  }
  return encoder;
}

/** The same by native OpenCascade; null where it has not been built. */
async function measureNative(
  files: readonly string[],
  pairs: boolean,
): Promise<{ passes: Timed[][]; memory: number } | null> {
  const binary = Deno.env.get("TRUNNION_NATIVE");
  if (binary === undefined) {
    console.log("native OpenCascade: not run; TRUNNION_NATIVE names no program");
    return null;
  }
  const args = [...pairs ? ["--pairs"] : [], "--passes", String(passes), ...files];
  const { stdout } = await new Deno.Command(binary, { args, stderr: "inherit" }).output();
  const lines = new TextDecoder().decode(stdout).trim().split("\n").map((line) => JSON.parse(line));
  const found: Timed[][] = Array.from({ length: passes }, () => []);
  for (const { pass, face_count, file, ...ms } of lines.slice(0, -1)) {
    const times = Object.fromEntries(STAGES.map((stage) => [stage, ms[stage] ?? 0])) as Times;
    const path = files.find((one) => one.endsWith(`/${file}`)) ?? file;
    found[pass].push({ path, faces: face_count, ms: times });
  }
  return { passes: found, memory: lines.at(-1).memory };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function total(ms: Times): number {
  return sum(Object.values(ms));
}

/** The best of the later passes, file by file. */
function warmOf(all: readonly Timed[][]): Timed[] {
  return all[0].map((_, i) =>
    all.slice(1).map((pass) => pass[i]).reduce((best, one) =>
      total(one.ms) < total(best.ms) ? one : best
    )
  );
}

function print(ours: Timed[][], native: Awaited<ReturnType<typeof measureNative>>): void {
  console.log(
    "pass  faces       files  ms/file  ms/face" + STAGES.map((name) => name.padStart(9)).join("") +
      (native === null ? "" : "   native: ms/file     read features    ratio read features"),
  );
  const states = [
    ["cold", ours[0], native?.passes[0]],
    ["warm", warmOf(ours), native === null ? undefined : warmOf(native.passes)],
  ] as const;
  for (const [state, timed, peer] of states) {
    for (const [size, least] of SIZES.slice(0, -1).entries()) {
      const own = timed.filter(({ faces }) => sizeOf(faces) === size);
      if (own.length === 0) continue;
      const other = peer?.filter(({ path }) => own.some((one) => one.path === path));
      const name = `${least}-${SIZES[size + 1] - 1}`;
      console.log(`${state}  ${name.padEnd(10)} ${row(own)}${other ? against(own, other) : ""}`);
    }
    const other = peer === undefined ? "" : against(timed, peer);
    console.log(`${state}  ${"all".padEnd(10)} ${row(timed)}${other}`);
  }
}

function row(timed: readonly Timed[]): string {
  const all = sum(timed.map(({ ms }) => total(ms))), faces = sum(timed.map(({ faces }) => faces));
  const stages = STAGES.map((stage) => sum(timed.map(({ ms }) => ms[stage])) / timed.length);
  return `${String(timed.length).padStart(5)} ${fixed(all / timed.length)} ` +
    `${fixed(all / faces, 3)}${stages.map((ms) => ` ${fixed(ms)}`).join("")}`;
}

function against(own: readonly Timed[], peer: readonly Timed[]): string {
  if (peer.length !== own.length) return `   (native read ${peer.length} of ${own.length} files)`;
  const parts = (timed: readonly Timed[]) => {
    const read = sum(timed.map(({ ms }) => ms.read)) / timed.length;
    return [sum(timed.map(({ ms }) => total(ms))) / timed.length, read];
  };
  const [ours, read] = parts(own), [theirs, theirRead] = parts(peer);
  const features = (ours - read) / (theirs - theirRead);
  return `          ${fixed(theirs)} ${fixed(theirRead)} ${fixed(theirs - theirRead)} ` +
    `${fixed(ours / theirs, 2)} ${(read / theirRead).toFixed(2)} ${fixed(features, 2)}`;
}

function fixed(value: number, digits = 1): string {
  return value.toFixed(digits).padStart(8);
}

/** Files/s of one worker with warm kernel, files written; the memory of worker and kernel. */
async function rate(folder: string): Promise<void> {
  const files = await gatherFiles(folder);
  for (const pairs of [false, true]) {
    const loader = new OcctLoader();
    await loader.warmUp();
    let seconds = Infinity;
    for (let pass = 0; pass < 2; pass++) {
      const start = performance.now();
      for (const [i, path] of files.entries()) {
        const model = await loader.createFromFile(path);
        const storage = new ZipDataStorage(join(scratch, `${i}.data`));
        for (const body of model.bodies) {
          const sample = storage.body(body);
          new BrepEncoder(body.brep, sample, pairs ? { pairwise: {} } : {}).pushProfile("hoops");
        }
        storage.compressStore();
        storage.close();
      }
      seconds = Math.min(seconds, (performance.now() - start) / 1000);
    }
    const kernel = sum(childrenOf(Deno.pid).map(peakOf));
    console.log(
      `\n${folder}: ${files.length} files, ${pairs ? "with" : "without"} pairs, written: ` +
        `${(files.length / seconds).toFixed(1)} files/s a worker; peak memory ` +
        `${(peakOf(Deno.pid) / 1e6).toFixed(0)} MB here, ${(kernel / 1e6).toFixed(0)} MB kernel`,
    );
    await loader.close();
  }
}

/** Processes that this one has started, as Linux lists them. */
function childrenOf(pid: number): number[] {
  if (!existsSync("/proc")) return [];
  return [...Deno.readDirSync("/proc")].map(({ name }) => Number(name)).filter((child) => {
    if (!Number.isInteger(child)) return false;
    try {
      const stat = Deno.readTextFileSync(`/proc/${child}/stat`);
      return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === pid;
    } catch {
      return false; // it has ended meanwhile
    }
  });
}

/** The most memory that a process had, in bytes. */
function peakOf(pid: number): number {
  const status = existsSync("/proc") ? Deno.readTextFileSync(`/proc/${pid}/status`) : "";
  return 1024 * Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? NaN);
}
