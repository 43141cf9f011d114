/** What a dataset was, in a file that can be published with a paper. @module */
import { createHash } from "node:crypto";
import { sha256 } from "../../base/sha256.ts";
import { arrayBytes } from "../../storage/array_type.ts";
import { type Lineage, lineageOf } from "../look/lineage.ts";
import { type ArrayInfo, isMergeArray } from "../read/array_groups.ts";
import { datasetSource } from "../read/dataset_source.ts";
import { DatasetReader } from "../read/reader.ts";
import { splitNames, subsetsOfSplit } from "../read/subsets_of_split.ts";
import { samplesOf } from "../split/split_sample.ts";
import { PLACES } from "./table_differences.ts";

/** One sample of a manifest. */
export interface ManifestSample {
  /** Its name. */
  readonly name: string;
  /** Its file, told from the source folder. */
  readonly file: string;
  /** SHA-256 of the file's bytes; null where no file was named. */
  readonly hash: string | null;
  /** Which body of the file it is. */
  readonly body: number;
  /** A hash over all its values in all arrays. */
  readonly values: string;
  /** A hash over what the columns say of it. */
  readonly row: string;
}

/** What a dataset was: enough to see whether another one is the same, and in what it differs. */
export interface DatasetManifest {
  /** The version of this layout. */
  readonly format: 1;
  /** The name of the flow. */
  readonly flow: string | null;
  /**
   * A hash over samples, arrays, columns, vocabularies and splits: equal datasets have equal ones,
   * whatever they are called and wherever they are.
   */
  readonly fingerprint: string;
  /** The samples, in their order. */
  readonly samples: readonly ManifestSample[];
  /** The arrays, with a hash over the values of each. */
  readonly arrays: readonly { key: string; dtype: string; shape: number[]; values: string }[];
  /** The columns of the infoset that say something of samples, with a hash over the values. */
  readonly columns: readonly { name: string; values: string }[];
  /** Names by code, by key. */
  readonly vocabularies: Readonly<Record<string, readonly string[]>>;
  /** The splits: how many samples each subset has, and a hash over who is where. */
  readonly splits: readonly { name: string; subsets: Record<string, number>; values: string }[];
  /** What was agreed to be saved; null where nothing was. */
  readonly schema: unknown;
  /** Where it comes from. */
  readonly lineage: Lineage;
}

/** Digits of the hashes that stand for values: a pair of equal ones by chance is out of reach. */
const DIGITS = 32;

/** Does what `datasetManifest` says, which loads this when it is called. */
export async function makeManifest(dataset: string): Promise<DatasetManifest> {
  const reader = await DatasetReader.open(datasetSource(dataset));
  try {
    const all = reader.arrays.groups().flatMap((group) => reader.arrays.arrays(group));
    const infos = all.filter(({ group, name }) => !isMergeArray(name, group));
    const hashes = Array.from({ length: reader.sampleCount }, () => createHash("sha256"));
    const arrays = [];
    for (const info of infos) arrays.push(await addArray(reader, info, hashes));
    const known = await samplesOf(reader, null);
    const columns = await columnsOf(reader);
    const names = reader.infoset?.has("name") ? await reader.infoColumn("name") : null;
    const parts = {
      samples: known.map(({ file, hash, body }, s) => ({
        name: String(names?.[s] ?? s),
        file,
        hash,
        body,
        values: hashes[s].digest("hex").slice(0, DIGITS),
        row: hashOf(columns.map(({ name, values }) => [name, values[s]])),
      })),
      arrays,
      columns: columns.map(({ name, values }) => ({ name, values: hashOf(values) })),
      vocabularies: Object.fromEntries(
        [...reader.vocabularies].map(([key, { names }]) => [key, [...names.values()]]),
      ),
      splits: await splitsOf(reader),
    };
    const lineage = await lineageOf(reader);
    const fingerprint = sha256(JSON.stringify(parts));
    const { flow, schema } = lineage;
    return { format: 1, flow, fingerprint, ...parts, schema, lineage };
  } finally {
    reader.close();
  }
}

/** Adds an array's values to those of the samples, and says what it is. */
async function addArray(
  reader: DatasetReader,
  info: ArrayInfo,
  samples: readonly ReturnType<typeof createHash>[],
) {
  const key = `${info.group}/${info.name}`;
  const { offsets } = await reader.layout(info);
  const { data } = await reader.read(info.group, info.name);
  const bytes = arrayBytes(data);
  const rows = info.shape[0] ?? 0;
  const width = rows === 0 ? 0 : bytes.length / rows;
  samples.forEach((hash, s) => {
    hash.update(`${key}:`);
    hash.update(bytes.subarray(offsets[s] * width, offsets[s + 1] * width));
  });
  const values = sha256(bytes).slice(0, DIGITS);
  return { key, dtype: info.dtype, shape: [...info.shape], values };
}

async function columnsOf(reader: DatasetReader) {
  const coded = new Set([...reader.vocabularies.keys()].map((key) => `${key}_code`));
  const names = (reader.infoset?.columns ?? []).filter((name) =>
    !PLACES.has(name) && !coded.has(name)
  );
  return await Promise.all(
    names.sort().map(async (name) => ({ name, values: await reader.infoColumn(name) })),
  );
}

function hashOf(values: readonly unknown[]): string {
  const text = JSON.stringify(values, (_, one) => typeof one === "bigint" ? String(one) : one);
  return sha256(text).slice(0, DIGITS);
}

async function splitsOf(reader: DatasetReader) {
  const splits = [];
  for (const name of await splitNames(reader)) {
    const found = await subsetsOfSplit(reader, name);
    const subsets: Record<string, number> = {};
    for (const subset of found) if (subset !== null) subsets[subset] = (subsets[subset] ?? 0) + 1;
    splits.push({ name, subsets, values: hashOf(found) });
  }
  return splits;
}
