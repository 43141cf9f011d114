/**
 * Damages STEP files in ways of which each is the same for the same seed, and reads them without a
 * kernel. By hand, over folders of files:
 *
 *     deno run -A test/cad/formats/step/fuzz_step.ts 2000 parts other-parts
 *
 * It prints what the readings came to, and fails where one does not end in bodies or in an error of
 * a class of its own, or takes longer than {@linkcode MOST_MS}.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { CadError } from "../../../../src/cad/errors.ts";
import type { ReadingOptions } from "../../../../src/cad/loader_options.ts";
import { createRandomStream } from "../../../../src/cad/random_stream.ts";
import { readStep } from "../../../../src/cad/formats/step/read_step.ts";

/** What a reading may take, whatever the file: a thousand times what a small part does. */
const MOST_MS = 10_000;

/** What the readings of damaged files came to. */
interface FuzzOutcome {
  /** How often each class of error came up; `bodies` where the file was read. */
  readonly counts: Record<string, number>;
  /** What must not be: by number of the file, so that it can be made again. */
  readonly faults: string[];
  readonly slowest: number;
}

const OPTIONS: ReadingOptions = {
  units: "mm",
  nameEncoding: "auto",
  tolerance: "file",
  reader: "typescript",
  deadline: 1,
  heal: "reader",
  onBadFace: "refuse",
  kernelExporters: [],
};

/** Reads as many damaged files as are asked for. */
export async function fuzzStep(
  files: readonly Uint8Array[],
  count: number,
  seed: number,
): Promise<FuzzOutcome> {
  const counts: Record<string, number> = {}, faults: string[] = [];
  let slowest = 0;
  for (let number = 0; number < count; number++) {
    const random = createRandomStream(seed, number);
    const bytes = damaged(files[number % files.length], () => random.next());
    const start = performance.now();
    let outcome = "bodies";
    try {
      const { bodies, assembly } = await readStep(bytes, {
        path: `file ${number}`,
        options: OPTIONS,
        kernel: {
          name: "none",
          version: "none",
          readStep: () => Promise.reject(new Error("The kernel was asked")),
          readIges: () => Promise.reject(new Error("The kernel was asked")),
        },
      });
      assembly!();
      if (bodies.length === 0) faults.push(`${number}: no bodies`);
    } catch (error) {
      outcome = (error as Error).name;
      if (!(error instanceof CadError)) faults.push(`${number}: ${(error as Error).stack}`);
    }
    const time = performance.now() - start;
    slowest = Math.max(slowest, time);
    if (time > MOST_MS) faults.push(`${number}: ${time} ms`);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return { counts, faults, slowest };
}

/** What means something in STEP, and breaks it where it does not belong. */
const PIECES = [
  ..."'\"(),;#=*$/.\\&@<>".split(""),
  ..."/* */ '' ); (( #1 #999999 #2147483648 1E999 NAN .T. $,$ \\X2\\ \\X\\ \\S\\ \\N\\".split(" "),
  ..."ENDSEC; DATA; ANCHOR; REFERENCE; &SCOPE ENDSCOPE -1. 0. 1E-300".split(" "),
  ..."(#1,#1) AXIS2_PLACEMENT_3D('',#1,$,$) MAPPED_ITEM('',#1,#1)".split(" "),
].map((text) => new TextEncoder().encode(text));

/** A file in which one to three things are changed. */
function damaged(file: Uint8Array, random: () => number): Uint8Array<ArrayBuffer> {
  let bytes: Uint8Array = file;
  const below = (most: number) => Math.floor(random() * most);
  for (let left = 1 + below(3); left > 0 && bytes.length > 0; left--) {
    const at = below(bytes.length), length = below(random() < 0.9 ? 12 : 2000);
    const from = below(bytes.length), piece = PIECES[below(PIECES.length)];
    const part = bytes.subarray(from, from + length);
    switch (below(8)) {
      case 0:
        bytes = bytes.with(at, below(256));
        break;
      case 1:
        bytes = bytes.with(at, 48 + below(10));
        break;
      case 2:
        bytes = spliced(bytes, at, length, new Uint8Array());
        break;
      case 3:
        bytes = spliced(bytes, at, 0, piece);
        break;
      case 4:
        bytes = spliced(bytes, at, piece.length, piece);
        break;
      case 5:
        bytes = spliced(bytes, at, length, part);
        break;
      case 6:
        bytes = otherReference(bytes, at, from);
        break;
      default:
        // Rare, as little is left to read then.
        if (random() < 0.2) bytes = bytes.slice(0, at);
    }
  }
  return new Uint8Array(bytes);
}

function spliced(bytes: Uint8Array, at: number, removed: number, added: Uint8Array): Uint8Array {
  const rest = bytes.subarray(at + removed);
  const out = new Uint8Array(at + added.length + rest.length);
  out.set(bytes.subarray(0, at));
  out.set(added, at);
  out.set(rest, at + added.length);
  return out;
}

/** Puts the number behind one `#` in the place of that behind another one. */
function otherReference(bytes: Uint8Array, at: number, from: number): Uint8Array {
  const [to, source] = [at, from].map((offset) => bytes.indexOf(35, offset));
  if (to < 0 || source < 0) return bytes;
  const end = (offset: number) => {
    let i = offset + 1;
    while (bytes[i] >= 48 && bytes[i] <= 57) i++;
    return i;
  };
  return spliced(bytes, to, end(to) - to, bytes.subarray(source, end(source)));
}

function stepFilesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).sort().flatMap((name) => stepFilesIn(join(path, name)))
    .filter((name) => /\.(step|stp)$/i.test(name) && statSync(name).size < 300_000);
}

if (import.meta.main) {
  const [count, ...folders] = process.argv.slice(2);
  const files = folders.flatMap(stepFilesIn).map((path) => new Uint8Array(readFileSync(path)));
  const outcome = await fuzzStep(files, Number(count), 1);
  console.log(outcome);
  if (outcome.faults.length > 0) process.exitCode = 1;
}
