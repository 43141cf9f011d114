/**
 * Encodes some of a dataset's files again, and compares.
 *
 * @module
 */
import { sha256OfFile } from "../../base/sha256.ts";
import type { CadLoader, CadModel } from "../../cad/cad_loader.ts";
import { CadError } from "../../cad/errors.ts";
import { TrunnionError } from "../../base/errors.ts";
import { createRandom } from "../split/random.ts";
import { pathFinder } from "../read/file_paths.ts";
import type { TableValue } from "../read/parquet_table.ts";
import type { Findings } from "./findings.ts";
import { canReencode, reencode } from "./reencode.ts";
import { type BlockArray, SampleBlock } from "./sample_block.ts";
import type { VerifyTarget } from "./verify_target.ts";

/** What became of one file that was to be encoded again. */
export interface ComparedSource {
  /** Its `file_id` in the infoset. */
  readonly fileId: number;
  /** Its path. */
  readonly file: string;
  /**
   * - `"compared"`: what differs is among the faults;
   * - `"missing"`: there is no such file any more, or it may not be read;
   * - `"changed"`: its hash is not the infoset's;
   * - `"not comparable"`: it was opened in another way, or cannot be opened.
   */
  readonly outcome: "compared" | "missing" | "changed" | "not comparable";
  /** Why it was not compared. */
  readonly detail: string | null;
  /** Arrays that were compared, over all samples of the file. */
  readonly arrays: number;
}

/** Which files are encoded again, and how. */
interface CompareOptions {
  /** How many files, drawn at random. */
  readonly count: number;
  readonly seed: number;
  readonly loader: CadLoader;
  readonly signal?: AbortSignal;
}

/** How far floating-point values may be apart, relative to their row's largest. */
const OF_ROW = 1e-6;
/** The same relative to the array's largest: what is nothing but rounding is no difference. */
const OF_ARRAY = 1e-10;

/** One file of the dataset, as the infoset has it. */
interface Source {
  readonly fileId: number;
  readonly file: string;
  readonly hash: string;
  readonly reader: TableValue;
  readonly units: TableValue;
  readonly samples: { sample: number; body: number; faces: TableValue }[];
}

/** Draws files, encodes them again and compares the arrays; the dataset's own order of files. */
export async function compareSources(
  target: VerifyTarget,
  { count, seed, loader, signal }: CompareOptions,
  found: Findings,
): Promise<ComparedSource[]> {
  const sources = await sourcesOf(target);
  const find = await pathFinder(target.reader);
  const chosen = createRandom(seed).shuffle([...sources]).slice(0, count)
    .sort((a, b) => a.fileId - b.fileId);
  const compared: ComparedSource[] = [];
  for (const source of chosen) {
    signal?.throwIfAborted();
    compared.push(await compareSource(target, source, find(source.file), loader, signal, found));
  }
  return compared;
}

async function compareSource(
  target: VerifyTarget,
  source: Source,
  path: string | null,
  loader: CadLoader,
  signal: AbortSignal | undefined,
  found: Findings,
): Promise<ComparedSource> {
  const { fileId, file, hash, reader, units, samples } = source;
  const told = (outcome: ComparedSource["outcome"], detail: string | null, arrays = 0) => ({
    fileId,
    file,
    outcome,
    detail,
    arrays,
  });
  if (path === null) return told("missing", "its source folder is not there any more");
  const now = hashOrNull(path);
  if (now === null) return told("missing", "there is no such file, or it may not be read");
  if (now !== hash) {
    return told("changed", "its SHA-256 is not the infoset's");
  }
  let model: CadModel;
  try {
    model = await loader.createFromFile(path, { signal });
  } catch (error) {
    if (error instanceof CadError) {
      return told("not comparable", `it does not open: ${error.message}`);
    }
    throw error;
  }
  const { provenance } = model;
  for (
    const [what, before, now] of [
      ["reader", reader, provenance.reader],
      ["unit", units, provenance.units],
    ]
  ) {
    if (before !== null && before !== now) {
      return told(
        "not comparable",
        `it was opened with the ${what} '${before}', now it is '${now}'`,
      );
    }
  }
  let arrays = 0;
  for (const { sample, body, faces } of samples) {
    const brep = model.bodies[body]?.brep;
    if (brep === undefined || (faces !== null && brep.faces.length !== faces)) {
      return told(
        "not comparable",
        `its body ${body} is another: it was opened with other options`,
      );
    }
    const block = new SampleBlock(target.reader, target.arrays, sample, sample + 1);
    arrays += await compareSample(block, brep, found);
  }
  return told("compared", null, arrays);
}

async function compareSample(
  block: SampleBlock,
  brep: CadModel["bodies"][0]["brep"],
  found: Findings,
): Promise<number> {
  const stored: BlockArray[] = [];
  for (const key of block.keys.filter(canReencode)) {
    const array = await block.read(key);
    if (array !== null) stored.push(array);
  }
  try {
    const again = reencode(brep, stored);
    for (const array of stored) compareArray(block, array, again[array.key].data, found);
    return stored.length;
  } catch (error) {
    if (!(error instanceof TrunnionError)) throw error;
    const problem = "the sample cannot be encoded again";
    found.add({ where: "dataset", problem, sample: block.first, value: error.message });
    return 0;
  }
}

function compareArray(
  block: SampleBlock,
  array: BlockArray,
  again: ArrayLike<number | bigint>,
  found: Findings,
): void {
  const { data, key, size } = array;
  const where = key;
  if (again.length !== data.length) {
    const problem = "there are other numbers of rows when the file is encoded again";
    const value = `${data.length / size}, not ${again.length / size}`;
    found.add({ where, problem, sample: block.first, value });
    return;
  }
  found.checked += data.length;
  const floating = data instanceof Float32Array || data instanceof Float64Array;
  const ofArray = OF_ARRAY * largestOf(again, 0, again.length);
  block.eachRow(array, (sample, row, from) => {
    const allowed = floating ? OF_ROW * largestOf(again, from, from + size) + ofArray : 0;
    for (let at = from; at < from + size; at++) {
      const expected = Number(again[at]);
      if (Math.abs(data[at] - expected) <= allowed) continue;
      // Of a face that cannot be measured there are no numbers, neither time.
      if (Number.isNaN(data[at]) && Number.isNaN(expected)) continue;
      const problem = "the file gives another value when it is encoded again";
      found.add({ where, problem, sample, row, value: `${data[at]}, not ${expected}` });
      return;
    }
  });
}

function largestOf(values: ArrayLike<number | bigint>, from: number, to: number): number {
  let largest = 0;
  for (let i = from; i < to; i++) {
    const value = Math.abs(Number(values[i]));
    if (value > largest) largest = value; // not where it is NaN
  }
  return largest;
}

async function sourcesOf({ reader }: VerifyTarget): Promise<Source[]> {
  const column = async (name: string): Promise<TableValue[]> =>
    reader.infoset?.has(name)
      ? await reader.infoColumn(name)
      : new Array<TableValue>(reader.sampleCount).fill(null);
  const [fileIds, files, hashes, bodies, readers, units, faces] = await Promise.all(
    ["file_id", "file", "file_hash", "body_index", "reader", "units", "face_count"].map(column),
  );
  const sources = new Map<number, Source>();
  files.forEach((file, sample) => {
    const hash = hashes[sample], body = bodies[sample];
    if (typeof file !== "string" || typeof hash !== "string" || typeof body !== "number") return;
    const fileId = Number(fileIds[sample]);
    const source = sources.get(fileId) ??
      { fileId, file, hash, reader: readers[sample], units: units[sample], samples: [] };
    sources.set(fileId, source);
    source.samples.push({ sample, body, faces: faces[sample] });
  });
  return [...sources.values()];
}

function hashOrNull(file: string): string | null {
  try {
    return sha256OfFile(file);
  } catch {
    return null;
  }
}
