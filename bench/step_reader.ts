/**
 * How fast are STEP files read and proven, and what does all that follows cost beside it?
 *
 * Takes the files that are read without a kernel, by their sizes: small (below 100 KB), medium (to
 * 1 MB) and large. Prints milliseconds a file by stage, and the MB/s of reading, cold (the first
 * pass of a process over other files each) and warm (the best of the later passes): the text, the
 * bodies made of it, their proofs, the features of a profile, the encoded file, the merge. Beside
 * it stand the kernel (`reader: "kernel"`, booted before) and native OpenCascade by way of Python,
 * both of which read, and prove nothing. Each is a process of its own. The milliseconds are those
 * of a clock, so that the machine should be quiet.
 *
 * ```sh
 * deno run -A bench/step_reader.ts                         # sample parts
 * deno run -A bench/step_reader.ts FOLDER... [--profile uvnet] [--most 200] [--passes 5]
 * pip install cadquery-ocp                                 # in some environment: native's numbers
 * deno run -A bench/step_reader.ts FOLDER... --python PYTHON
 * ```
 *
 * @module
 */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { OcctLoader, samples } from "../mod.ts";
import { gatherFiles } from "../src/pipeline/tasks/gather_files.ts";
import { precheckStep } from "../src/cad/formats/step/step_precheck.ts";
import type { Stages } from "./step_reader_process.ts";

const { values: options, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    profile: { type: "string", default: "uvnet" },
    most: { type: "string", default: "200" },
    passes: { type: "string", default: "5" },
    python: { type: "string" },
  },
});

/** Borders of the sizes, in bytes. */
const SIZES = [
  { name: "small", below: 100_000 },
  { name: "medium", below: 1_000_000 },
  { name: "large", below: Infinity },
] as const;

const STAGES = ["text", "bodies", "proofs", "features", "store", "merge"] as const;

const scratch = await Deno.makeTempDir({ prefix: "trunnion-bench-" });
try {
  const sources = folders.length > 0 ? folders : [await sampleParts()];
  const all = (await Promise.all(sources.map((source) => gatherFiles(source)))).flat();
  const own = await provenFiles(all.filter((path) => /\.(step|stp)$/i.test(path)));
  console.log("ms a file".padEnd(32) + [...STAGES, "read", "MB/s", "all"].map(cell).join(""));
  let least = 0;
  for (const { name, below } of SIZES) {
    const files = own.filter((path) => {
      const { size } = statSync(path);
      return size >= least && size < below;
    }).slice(0, Number(options.most));
    least = below;
    if (files.length > 0) await measure(name, files);
  }
} finally {
  await Deno.remove(scratch, { recursive: true });
}

async function measure(size: string, files: string[]): Promise<void> {
  const bytes = files.reduce((sum, path) => sum + statSync(path).size, 0);
  const kb = (bytes / files.length / 1000).toFixed(0);
  console.log(`\n${size}: ${files.length} files of ${kb} KB`);
  const list = join(scratch, `${size}.txt`);
  await Deno.writeTextFile(list, files.join("\n"));
  for (const reader of ["typescript", "kernel"]) {
    const script = fileURLToPath(new URL("./step_reader_process.ts", import.meta.url));
    const args = [
      list,
      reader,
      options.profile,
      options.passes,
      join(scratch, `${size}_${reader}`),
    ];
    const passes: Stages[] = await answer(Deno.execPath(), ["run", "-A", script, ...args]);
    for (const [which, pass] of coldAndWarm(passes, readOf)) {
      const { kernel, ...stages } = pass;
      const shown = reader === "kernel"
        ? ["", "", "", ...STAGES.slice(3).map((stage) => ms(stages[stage]))]
        : STAGES.map((stage) => ms(stages[stage]));
      const whole = STAGES.reduce((sum, stage) => sum + stages[stage], kernel);
      row(reader, which, [...shown, ...rate(readOf(pass), bytes / files.length), ms(whole)]);
    }
  }
  if (options.python === undefined) return;
  const script = fileURLToPath(new URL("./step_reader_peer.py", import.meta.url));
  const passes: number[] = await answer(options.python, [script, list, options.passes]);
  for (const [which, read] of coldAndWarm(passes, (read) => read)) {
    row("native", which, [...STAGES.map(() => ""), ...rate(read, bytes / files.length), ""]);
  }
}

/** What opening a file takes. */
function readOf({ text, bodies, proofs, kernel }: Stages): number {
  return text + bodies + proofs + kernel;
}

function coldAndWarm<T>(passes: readonly T[], by: (pass: T) => number): [string, T][] {
  const [cold, ...later] = passes;
  return [["cold", cold], ["warm", later.reduce((a, b) => by(b) < by(a) ? b : a)]];
}

function rate(read: number, bytes: number): string[] {
  return [ms(read), (bytes / 1000 / read).toFixed(1)];
}

function ms(value: number): string {
  return value.toFixed(2);
}

function cell(text: string): string {
  return text.padStart(9);
}

function row(reader: string, which: string, cells: readonly string[]): void {
  console.log(`  ${reader.padEnd(22)}${which.padEnd(8)}${cells.map(cell).join("")}`);
}

// deno-lint-ignore no-explicit-any -- each script gives its own
async function answer(program: string, args: string[]): Promise<any> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args }).output();
  if (!success) throw new Error(`${program} ${args[0]}: ${new TextDecoder().decode(stderr)}`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** The files that need no kernel, so that both readers do the same. */
async function provenFiles(paths: readonly string[]): Promise<string[]> {
  const loader = new OcctLoader({ reader: "typescript" });
  const proven: string[] = [];
  for (const path of paths) {
    try {
      precheckStep(readFileSync(path));
      await loader.createFromFile(path);
      proven.push(path);
    } catch {
      continue; // the kernel's, or nobody's
    }
  }
  await loader.close();
  console.log(`${proven.length} of ${paths.length} files are read without a kernel`);
  return proven;
}

async function sampleParts(): Promise<string> {
  const folder = join(scratch, "parts");
  await samples(folder, { count: 200, seed: 1 });
  return folder;
}
