/** The samples of a dataset one by one, as exporters of profiles take them. @module */
import type { NdArray, TypedArray } from "../../../storage/array.ts";
import { DatasetError } from "../../errors.ts";
import type { ExportPlan } from "../export_plan.ts";
import { blocksOf, type ExportedArray, readBlock } from "../read_block.ts";
import { rowCutter } from "../row_cutter.ts";

/** Rows of numbers: integers of 64 bits come as doubles. */
export interface Rows {
  readonly data: Exclude<TypedArray, BigInt64Array>;
  /** The rows, then the other dimensions. */
  readonly shape: readonly number[];
}

/** One sample with some of its arrays. */
export interface ProfileSample<Key extends string = string> {
  /** Its position in the dataset. */
  readonly index: number;
  /** The name of its files, without an extension; no two samples have the same. */
  readonly stem: string;
  /** Its rows of the arrays, by `group/array`. */
  readonly arrays: Readonly<Record<Key, Rows>>;
  /** A label for each face, -1 where one has none; null without labels. */
  readonly labels: readonly number[] | null;
}

/** What stands for a face without a label. */
const NONE = -1;

/** Samples whose arrays are read at once. */
const BLOCK = 64;

/**
 * Reads samples one after the other.
 *
 * @param samples positions in the dataset
 * @param labels those of faces, as {@linkcode faceLabels} finds them
 * @throws {DatasetError} where the dataset lacks an array
 */
export async function* profileSamples<Key extends string>(
  plan: ExportPlan,
  samples: readonly number[],
  keys: readonly Key[],
  labels: ExportedArray | null = null,
): AsyncGenerator<ProfileSample<Key>> {
  const arrays = keys.map((key) => arrayOf(plan, key)), stems = fileStems(plan);
  for (const block of blocksOf(samples, BLOCK)) {
    const read = await Promise.all(arrays.map((array) => readBlock(plan.reader, array, block)));
    const cutters = read.map((one) => rowCutter(one));
    const cutLabels = labels === null
      ? null
      : rowCutter(await readBlock(plan.reader, labels, block));
    for (const index of block) {
      const own: Partial<Record<Key, Rows>> = {};
      keys.forEach((key, i) => own[key] = numbers(cutters[i]()));
      yield {
        index,
        stem: stems[index],
        arrays: own as Record<Key, Rows>,
        labels: cutLabels === null ? null : labelsOf(cutLabels().data, own as Record<string, Rows>),
      };
    }
  }
}

/** A label for each face; a sample of a file without labels has no rows of them. */
function labelsOf(data: TypedArray, arrays: Readonly<Record<string, Rows>>): number[] {
  if (data.length > 0) return Array.from(data, Number);
  const ofFaces = Object.entries(arrays).find(([key]) => key.startsWith("faces/"));
  return new Array(ofFaces?.[1].shape[0] ?? 0).fill(NONE);
}

function numbers({ data, shape }: NdArray): Rows {
  return { data: data instanceof BigInt64Array ? Float64Array.from(data, Number) : data, shape };
}

/**
 * An array of the dataset.
 *
 * @throws {DatasetError} where it lacks it
 */
export function arrayOf({ reader, arrays }: ExportPlan, key: string): ExportedArray {
  const found = arrays.find((array) => array.key === key);
  if (found !== undefined) return found;
  throw new DatasetError(
    `Cannot export '${reader.location}': its profile must have written '${key}', found ` +
      `${arrays.map((array) => array.key).join(", ") || "no arrays"}. Encode its files again`,
    { data: { key } },
  );
}

/**
 * What the files of each sample are called: its name, without what a file's name cannot have
 * everywhere, and with its position behind it where two are alike.
 */
export function fileStems({ reader, columns }: ExportPlan): readonly string[] {
  const names = columns.find(({ name }) => name === "name")?.values;
  const taken = new Set<string>();
  return Array.from({ length: reader.sampleCount }, (_, s) => {
    const kept = String(names?.[s] ?? `sample_${s}`).replace(/[^\p{L}\p{N}._-]/gu, "_");
    let stem = kept.slice(0, 80);
    // File systems may take no account of case.
    if (taken.has(stem.toLowerCase())) stem = `${stem}_${s}`;
    taken.add(stem.toLowerCase());
    return stem;
  });
}
