/** Applies all splits of a dataset to a new version of it. @module */
import { messageOf } from "../../base/message_of.ts";
import { UsageError } from "../../base/errors.ts";
import type { DatasetReader } from "../read/reader.ts";
import { DEFAULT_SPLIT } from "../read/subsets_of_split.ts";
import { MISSING } from "../statistics/classes.ts";
import { carrySplit, type SplitChanges } from "./carry_split.ts";
import { duplicateKeys } from "./duplicates.ts";
import { excludedBy } from "./excluded_by.ts";
import { classesOf } from "./sample_classes.ts";
import { readSplit, splitBytes, splitColumns, type SplitRecord } from "./split_record.ts";
import { columnsOf, type SplitSample } from "./sample_columns.ts";
import { samplesOf } from "./split_sample.ts";
import { someOf } from "./some_of.ts";

/** What became of the splits of a dataset. */
export interface RenewedSplits {
  readonly changes: readonly SplitChanges[];
  /** What a person should know, a sentence each. */
  readonly warnings: readonly string[];
  /** Writes the splits down, when the new version is published. */
  save(): Promise<void>;
}

/** Where a split's own rule cannot be followed any more, it says so and goes on. */
interface Renewal {
  readonly reader: DatasetReader;
  readonly name: string;
  readonly record: SplitRecord;
  readonly warnings: string[];
}

/**
 * Applies each split to the dataset that is read, and writes the subsets of the split `default`
 * into its infoset.
 *
 * @throws {DatasetError} when a split is damaged: none is guessed, and none is lost
 */
export async function renewSplits(reader: DatasetReader): Promise<RenewedSplits> {
  const { splits } = reader;
  const changes: SplitChanges[] = [];
  const warnings: string[] = [];
  const writes: [string, Uint8Array][] = [];
  for (const name of await splits?.names() ?? []) {
    const file = await splits!.table(name);
    if (file === null) continue;
    const record = await readSplit(file);
    const renewal = { reader, name, record, warnings };
    const samples = await renewedSamples(renewal);
    const carried = carrySplit(name, record, {
      samples,
      labels: await renewedLabels(renewal),
      duplicateKeys: await renewedKeys(renewal, samples),
      excluded: await renewedExclusion(renewal),
    });
    changes.push(carried.changes);
    warnings.push(...warningsOf(carried.changes));
    writes.push([
      name,
      splitBytes(carried.record, splitColumns(carried.record.rows), splits!.compressZstd),
    ]);
    if (name !== DEFAULT_SPLIT) continue;
    const subsets = carried.record.rows.slice(0, samples.length).map(({ subset }) => subset);
    await reader.writeInfoColumn("subset", subsets);
  }
  const save = async () => {
    for (const [name, bytes] of writes) await splits!.write(name, bytes);
  };
  return { changes, warnings, save };
}

async function renewedLabels({ reader, name, record, warnings }: Renewal): Promise<string[]> {
  const { rule, edges } = record;
  try {
    return (await classesOf(reader, rule, edges)).texts.list() as string[];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    warnings.push(
      `Split '${name}': new samples could not be told apart by '${
        rule.keys.join(", ")
      }', and are ` +
        `assigned as one class: ${messageOf(error)}`,
    );
    return new Array(reader.sampleCount).fill(MISSING);
  }
}

async function renewedSamples(renewal: Renewal): Promise<SplitSample[]> {
  const { reader, name, warnings, record: { rule: { groupBy } } } = renewal;
  if (typeof groupBy === "object" && groupBy !== null) return await byKnownGroups(renewal);
  try {
    return await samplesOf(reader, groupBy);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    warnings.push(
      `Split '${name}': there is no '${groupBy}' any more, so new samples keep together by file`,
    );
    return await samplesOf(reader, "file");
  }
}

/** A function cannot be asked any more: its groups are those that it made, and new files. */
async function byKnownGroups({ reader, name, record, warnings }: Renewal): Promise<SplitSample[]> {
  const samples = await samplesOf(reader, null);
  const groupOf = new Map(record.rows.map(({ file, group }) => [file, group]));
  const unknown = samples.filter(({ file }) => !groupOf.has(file));
  if (unknown.length > 0) {
    warnings.push(
      `Split '${name}': the function that grouped its samples cannot be asked about new ones, ` +
        `which keep together by file: ${someOf([...new Set(unknown.map(({ file }) => file))])}`,
    );
  }
  return samples.map((sample) => ({
    ...sample,
    group: groupOf.has(sample.file) ? groupOf.get(sample.file)! : `file ${sample.file}`,
  }));
}

async function renewedKeys(
  { reader, name, record: { rule: { dedupe } }, warnings }: Renewal,
  samples: readonly SplitSample[],
): Promise<(string | null)[]> {
  try {
    return await duplicateKeys(reader, dedupe, columnsOf(samples)) ?? samples.map(() => null);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    warnings.push(`Split '${name}': duplicates of new samples are not found: ${messageOf(error)}`);
    return samples.map(() => null);
  }
}

/** A query that cannot be asked any more leaves nobody out. */
async function renewedExclusion(
  { reader, name, record: { rule }, warnings }: Renewal,
): Promise<boolean[]> {
  try {
    return await excludedBy(reader, rule) ?? noneOf(reader);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    warnings.push(`Split '${name}': its query leaves no new sample out: ${messageOf(error)}`);
    return noneOf(reader);
  }
}

function noneOf({ sampleCount }: DatasetReader): boolean[] {
  return new Array<boolean>(sampleCount).fill(false);
}

function warningsOf({ split, linking, copiesAcross }: SplitChanges): string[] {
  const warnings: string[] = [];
  if (linking.length > 0) {
    warnings.push(
      `Split '${split}': new samples that belong to several subsets are in none, and nobody was ` +
        `moved: ${someOf(linking)}`,
    );
  }
  if (copiesAcross.length > 0) {
    warnings.push(
      `Split '${split}': exact copies are in several subsets, as files were edited; nobody was ` +
        `moved: ${someOf(copiesAcross)}. To divide anew, split with \`replace\``,
    );
  }
  return warnings;
}
