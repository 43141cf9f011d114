/**
 * How long does a file of each format take to open, and how long natively?
 *
 * Opens sample parts as STEP, as B-Rep text (what the kernel makes of them) and, with `--python`,
 * as IGES (what native OpenCascade makes of them: solids and trimmed surfaces in turn), and the
 * files of the folders that are given, by format and size: small (below 100 KB), medium (to 1 MB),
 * large.
 *
 * Prints milliseconds a file in the first pass, which boots the kernels that are needed, and in the
 * best of the later ones, beside native OpenCascade by way of Python, which reads and checks
 * nothing. The milliseconds are those of a clock, so that the machine should be quiet.
 *
 * ```sh
 * pip install cadquery-ocp                                 # in some environment
 * deno run -A bench/formats.ts [FOLDER...] [--python PYTHON] [--count 60] [--passes 4]
 * ```
 *
 * @module
 */
import { statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { OcctLoader, samples } from "../mod.ts";
import { KernelClient } from "../src/cad/occt/kernel_client.ts";
import { gatherFiles } from "../src/pipeline/tasks/gather_files.ts";

const { values: options, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: "string" },
    count: { type: "string", default: "60" },
    passes: { type: "string", default: "4" },
  },
});
const PEER = fileURLToPath(new URL("./formats_peer.py", import.meta.url));
const PASSES = Number(options.passes);

/** Borders of the sizes, in bytes. */
const SIZES = [
  { name: "small", below: 100_000 },
  { name: "medium", below: 1_000_000 },
  { name: "large", below: Infinity },
] as const;

const scratch = await Deno.makeTempDir({ prefix: "trunnion-bench-" });
try {
  await sampleParts(join(scratch, "parts"));
  const sources = [join(scratch, "parts"), ...folders];
  const groups = await groupsOf((await Promise.all(sources.map((one) => gatherFiles(one)))).flat());
  row(["format", "size", "files", "KB", "first", "later", "native", "later", "times native"]);
  for (const { format, size, files } of groups) {
    const kb = files.reduce((sum, path) => sum + statSync(path).size, 0) / files.length / 1000;
    const own = await passesOf(files), native = await peer(files);
    const [cold, warm] = coldAndWarm(own), [nativeCold, nativeWarm] = coldAndWarm(native);
    const ratio = native.length === 0 ? "" : (warm / nativeWarm).toFixed(2);
    row([format, size, String(files.length), kb.toFixed(0), ms(cold), ms(warm), ms(nativeCold)]
      .concat(ms(nativeWarm), ratio));
  }
} finally {
  await Deno.remove(scratch, { recursive: true });
}

/** The files that can be opened here and natively, by format and size. */
async function groupsOf(all: readonly string[]) {
  const paths = options.python === undefined ? all : JSON.parse(await run(["check", ...all]));
  const loader = new OcctLoader();
  const groups = new Map<string, { format: string; size: string; files: string[] }>();
  for (const path of paths) {
    const format = await loader.createFromFile(path).then(
      ({ provenance }) => provenance.format,
      () => null, // nothing to compare
    );
    if (format === null) continue;
    const { name: size } = SIZES.find(({ below }) => statSync(path).size < below)!;
    const group = groups.get(format + size) ?? { format, size, files: [] };
    groups.set(format + size, group);
    group.files.push(path);
  }
  await loader.close();
  return [...groups.values()];
}

/** Milliseconds a file of each pass, by a loader of its own. */
async function passesOf(files: readonly string[]): Promise<number[]> {
  const loader = new OcctLoader();
  const passes: number[] = [];
  for (let pass = 0; pass < PASSES; pass++) {
    const start = performance.now();
    for (const path of files) await loader.createFromFile(path);
    passes.push((performance.now() - start) / files.length);
  }
  await loader.close();
  return passes;
}

/** The same natively; none where there is no Python. */
async function peer(files: readonly string[]): Promise<number[]> {
  if (options.python === undefined) return [];
  const list = join(scratch, "list.txt");
  await Deno.writeTextFile(list, files.join("\n"));
  return JSON.parse(await run(["read", list, options.passes]));
}

/** The same parts in every format. */
async function sampleParts(folder: string): Promise<void> {
  await samples(folder, { count: Number(options.count), seed: 1 });
  const kernel = new KernelClient();
  for (const path of await gatherFiles(folder)) {
    const { brep } = await kernel.readStep(await Deno.readFile(path));
    await Deno.writeFile(path.replace(/\.step$/, ".brep"), brep);
  }
  await kernel.close();
  if (options.python !== undefined) await run(["write", folder]);
}

async function run(args: readonly string[]): Promise<string> {
  const command = new Deno.Command(options.python!, { args: [PEER, ...args] });
  const { success, stdout, stderr } = await command.output();
  if (!success) throw new Error(`${PEER} ${args[0]}: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}

function coldAndWarm([cold, ...later]: readonly number[]): [number, number] {
  return [cold, Math.min(...later)];
}

function ms(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? "" : value.toFixed(2);
}

function row(cells: readonly string[]): void {
  console.log(cells.map((cell, i) => i < 2 ? cell.padEnd(8) : cell.padStart(10)).join(""));
}
