/**
 * What differs between two datasets.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { datasetSource } from "../read/dataset_source.ts";
import { DatasetReader } from "../read/reader.ts";
import { matchSamples } from "../split/match_samples.ts";
import { samplesOf } from "../split/split_sample.ts";
import { arrayDifferences } from "./array_differences.ts";
import { requireIgnored } from "./compare_manifests.ts";
import type { Difference, Pair } from "./difference.ts";
import { columnDifferences, splitDifferences, vocabularyDifferences } from "./table_differences.ts";

/** What `compareDatasets` takes. */
export interface CompareOptions {
  /**
   * Columns and arrays (`group/array`) that are not compared, such as how long something took.
   * One of the datasets must have each of them.
   *
   * @default {[]}
   */
  readonly ignore?: readonly string[];
  /**
   * How many samples are named for each difference.
   *
   * @default {5}
   */
  readonly examples?: number;
}

/** How the samples of two datasets differ. */
export interface SampleDifferences {
  /** How many both have. */
  readonly both: number;
  /** Names of those that only the first has. */
  readonly removed: readonly string[];
  /** Names of those that only the second has. */
  readonly added: readonly string[];
  /** Those whose file has another path and the same content. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  /** Names of those whose file has the same path and other content. */
  readonly edited: readonly string[];
}

/** What `compareDatasets` finds. */
export interface DatasetComparison {
  /** Whether the datasets have the same samples with the same values, labels and splits. */
  readonly same: boolean;
  /** How the samples differ. */
  readonly samples: SampleDifferences;
  /** What else differs. */
  readonly differences: readonly Difference[];
}

const OPTIONS: OptionNames<CompareOptions> = { ignore: true, examples: true };

/** Does what `compareDatasets` says, which loads this when it is called. */
export async function findDifferences(
  before: string,
  after: string,
  options: CompareOptions = {},
): Promise<DatasetComparison> {
  requireKnownOptions("compare the datasets", options, OPTIONS);
  const { ignore = [], examples = 5 } = options;
  if (!Number.isSafeInteger(examples) || examples < 0) {
    throw new UsageError(
      `Cannot compare the datasets: 'examples' must be a whole number from 0, found ${examples}`,
    );
  }
  const old = await DatasetReader.open(datasetSource(before));
  try {
    const now = await DatasetReader.open(datasetSource(after));
    try {
      requireIgnored("compare the datasets", ignore, new Set([old, now].flatMap(namesIn)));
      return await compare(old, now, new Set(ignore), examples);
    } finally {
      now.close();
    }
  } finally {
    old.close();
  }
}

/** Columns and arrays of a dataset. */
function namesIn({ infoset, arrays }: DatasetReader): string[] {
  const keys = arrays.groups().flatMap((group) =>
    arrays.arrays(group).map(({ name }) => `${group}/${name}`)
  );
  return [...infoset?.columns ?? [], ...keys];
}

async function compare(
  old: DatasetReader,
  now: DatasetReader,
  ignored: ReadonlySet<string>,
  examples: number,
): Promise<DatasetComparison> {
  const [oldSamples, nowSamples] = [await samplesOf(old, null), await samplesOf(now, null)];
  const found = matchSamples(oldSamples, nowSamples);
  const pairs = found.flatMap((match, s): Pair[] =>
    match === null ? [] : [{ old: match.index, now: s }]
  );
  const [oldNames, names] = [await namesOf(old), await namesOf(now)];
  const stays = new Set(pairs.map((pair) => pair.old));
  const samples: SampleDifferences = {
    both: pairs.length,
    removed: oldNames.filter((_, s) => !stays.has(s)),
    added: names.filter((_, s) => found[s] === null),
    renamed: found.flatMap((match, s) =>
      match?.match === "renamed" ? [{ from: oldNames[match.index], to: names[s] }] : []
    ),
    edited: names.filter((_, s) => found[s]?.match === "edited"),
  };
  const some = (changed: readonly number[]) => changed.slice(0, examples).map((s) => names[s]);
  const differences = [
    ...await arrayDifferences(old, now, pairs, ignored, some),
    ...await columnDifferences(old, now, pairs, ignored, some),
    ...vocabularyDifferences(old, now),
    ...await splitDifferences(old, now, pairs, some),
  ];
  const { removed, added, renamed, edited } = samples;
  const same = differences.length === 0 &&
    [removed, added, renamed, edited].every((list) => list.length === 0);
  return { same, samples, differences };
}

async function namesOf(reader: DatasetReader): Promise<string[]> {
  if (reader.infoset?.has("name")) return (await reader.infoColumn("name")).map(String);
  return (await reader.sampleIds()).map((id) => `sample ${id}`);
}
