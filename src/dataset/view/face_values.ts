/**
 * What a dataset knows of the faces of one sample.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import { type ArrayInfo, isMergeArray } from "../read/array_groups.ts";
import { arrayNames } from "../read/kind_names.ts";
import type { DatasetReader } from "../read/reader.ts";

/** Numbers of faces themselves, which say nothing of them. */
const OWN_NUMBERS = ["face_indices", "face_entity_ids"];

/** A value of each face of a sample. */
type Values = (number | string | null)[];

/**
 * The values of all arrays that have one for each face of a sample, by the arrays' full names;
 * codes by what they stand for.
 */
export async function faceValues(
  reader: DatasetReader,
  sample: number,
  faces: number,
): Promise<Record<string, Values>> {
  const found: Record<string, Values> = {};
  for (const info of faceArrays(reader)) {
    if (OWN_NUMBERS.includes(info.name)) continue;
    const values = await valuesOf(reader, info, sample);
    // A group of another base can have as many rows in all, but not in each sample.
    if (values.length === faces) found[`${info.group}/${info.name}`] = values;
  }
  return found;
}

/**
 * The values of one array, by its full name, or by its own where one group alone has it.
 *
 * @throws {UsageError} when there is none of that name with one value a face
 */
export async function faceValuesOf(
  reader: DatasetReader,
  sample: number,
  key: string,
): Promise<Values> {
  const arrays = faceArrays(reader);
  const full = ({ group, name }: ArrayInfo) => `${group}/${name}`;
  const wanted = key.replace(".", "/"); // as queries have it too
  const found = arrays.filter((info) => full(info) === wanted || info.name === key);
  if (found.length === 1) return await valuesOf(reader, found[0], sample);
  const names = key.includes("/") || found.length > 0
    ? arrays.map(full)
    : arrays.map(({ name }) => name);
  throw new UsageError(
    `Cannot colour faces by '${key}': ${found.length === 0 ? "no array" : "more than one array"} ` +
      `of that name has one value a face. ${suggestNames(key, names, 20)}`,
    { data: { key } },
  );
}

/** Arrays of one number a row whose rows are faces, as far as they say. */
function faceArrays({ arrays }: DatasetReader): ArrayInfo[] {
  return arrays.groups().flatMap((group) =>
    arrays.arrays(group).filter(({ name, shape, dims }) =>
      shape.length === 1 && !isMergeArray(name, group) && dims[0] === "face"
    )
  );
}

async function valuesOf(reader: DatasetReader, info: ArrayInfo, sample: number): Promise<Values> {
  const { group, name, missing } = info;
  const { offsets } = await reader.layout(info);
  const rows = [offsets[sample], offsets[sample + 1]] as const;
  const { data } = await reader.read(group, name, rows);
  const vocabulary = arrayNames(reader, info);
  return Array.from<number | bigint, number | string | null>(
    data as ArrayLike<number | bigint>,
    (value) => {
      const number = Number(value);
      if (number === missing || Number.isNaN(number)) return null;
      return vocabulary?.names.get(number) ?? number;
    },
  );
}
