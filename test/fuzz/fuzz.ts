/**
 * Damages STEP, IGES and BREP files, reads them, and prints what they came to:
 *
 *     deno task fuzz [--count 360] [--seed 1] [--only STEP:digits:17] [--show]
 *
 * `--count` is the number of files of each kind of damage; `--show` prints a line a file. Each file
 * becomes rows, or an error of a class; what else happens is a fault, printed with the name that
 * makes the same file again (`--only`). The process ends with 1 where there was one.
 *
 * @module
 */
import process from "node:process";
import { parseArgs } from "node:util";
import { LoaderKernel } from "../../src/cad/occt/loader_kernel.ts";
import { createRandomStream } from "../../src/cad/random_stream.ts";
import { type FuzzFormat, mutate, MUTATION_KINDS, type MutationKind } from "./mutate.ts";
import { type MutantOptions, readMutant } from "./read_mutant.ts";
import { type Seeds, seedsOfParts } from "./seeds.ts";

/** Milliseconds that the kernel may take for a file, and Trunnion beside it. */
const DEADLINE = 10_000, BESIDE = 5_000;

/** One damaged file, and what it came to. */
interface FuzzedFile {
  readonly name: string;
  readonly format: FuzzFormat;
  readonly kind: MutationKind;
  readonly outcome: string;
  readonly faces: number;
  readonly ms: number;
  readonly faults: readonly string[];
}

const EXTENSIONS: Readonly<Record<FuzzFormat, string>> = {
  STEP: ".step",
  IGES: ".igs",
  BREP: ".brep",
};
const FORMATS = Object.keys(EXTENSIONS) as readonly FuzzFormat[];

/**
 * Damages and reads as many files of each kind as are asked for, the formats in turn.
 *
 * @param told is told of each file before it is read
 */
export async function* fuzz(
  seeds: Seeds,
  { count, seed, ...options }: MutantOptions & { count: number; seed: number },
  told: (name: string) => void = () => {},
  only?: string,
): AsyncGenerator<FuzzedFile> {
  for (const [k, kind] of MUTATION_KINDS.entries()) {
    for (let number = 0; number < count; number++) {
      const format = FORMATS[number % FORMATS.length];
      const name = `${format}:${kind}:${number}`;
      if (only !== undefined && name !== only) continue;
      const random = createRandomStream(seed, k, number);
      const text = mutate(random.pick(seeds[format]), format, kind, random);
      const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
      told(name);
      const start = performance.now();
      const outcome = await readMutant(bytes, `${name}${EXTENSIONS[format]}`, options);
      const ms = performance.now() - start;
      const late = ms > DEADLINE + BESIDE ? [`took ${Math.round(ms)} ms`] : [];
      yield { name, format, kind, ...outcome, ms, faults: [...outcome.faults, ...late] };
    }
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      count: { type: "string", default: "360" },
      seed: { type: "string", default: "1" },
      only: { type: "string" },
      show: { type: "boolean", default: false },
    },
  });
  const kernel = new LoaderKernel();
  await kernel.warmUp();
  const watch = watchdog();
  const done: FuzzedFile[] = [];
  const options = {
    count: Number(values.count),
    seed: Number(values.seed),
    kernel,
    deadline: DEADLINE,
    reader: "auto",
    profile: "hoops",
  } as const;
  for await (const file of fuzz(await seedsOfParts(kernel), options, watch.begin, values.only)) {
    done.push(file);
    for (const fault of file.faults) console.log(`FAULT ${file.name}: ${fault}`);
    if (values.show) console.log(file.name, file.outcome, file.faces, Math.round(file.ms));
  }
  watch.end();
  await kernel.close();
  printTable(done);
  if (done.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
}

/** Ends the process, and says with which file, where one is read for ever in this thread. */
function watchdog() {
  const code = `let timer;
    onmessage = ({ data }) => {
      clearTimeout(timer);
      if (data !== null) timer = setTimeout(() => {
        console.log("FAULT " + data + ": it hangs");
        Deno.exit(1);
      }, ${3 * (DEADLINE + BESIDE)});
    };`;
  const worker = new Worker(`data:application/javascript,${encodeURIComponent(code)}`, {
    type: "module",
  });
  return {
    begin: (name: string) => worker.postMessage(name),
    end: () => worker.terminate(),
  };
}

function printTable(files: readonly FuzzedFile[]): void {
  const counted = (matches: (file: FuzzedFile) => boolean) => files.filter(matches).length;
  const row = (first: string, cells: readonly (string | number)[]) =>
    console.log(first.padEnd(22) + cells.map((cell) => String(cell).padStart(12)).join(""));
  row("", [...MUTATION_KINDS, "all"]);
  const line = (first: string, matches: (file: FuzzedFile) => boolean) => {
    const by = MUTATION_KINDS.map((kind) => counted((file) => file.kind === kind && matches(file)));
    row(first, [...by, counted(matches)]);
  };
  line("files", () => true);
  for (const format of FORMATS) line(`  ${format}`, (file) => file.format === format);
  line("a face was measured", ({ faces }) => faces > 0);
  const outcomes = [...new Set(files.map(({ outcome }) => outcome))].sort();
  for (const one of outcomes) line(one, ({ outcome }) => outcome === one);
  const slowest = files.reduce((a, b) => a.ms > b.ms ? a : b);
  console.log(`slowest: ${slowest.name}, ${Math.round(slowest.ms)} ms, ${slowest.outcome}`);
  console.log(
    `hangs ${counted(({ faults }) => faults.some((one) => one.startsWith("took")))}, ` +
      `nonsense and errors without a class ` +
      `${counted(({ faults }) => faults.some((one) => !one.startsWith("took")))}`,
  );
}
