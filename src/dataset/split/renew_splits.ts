/** Applies all splits of a dataset to a new version of it. @module */
import { messageOf } from "../../base/message_of.ts";
import { UsageError } from "../../base/errors.ts";
import { resolveKey } from "../query/resolve_key.ts";
import type { DatasetReader } from "../read/reader.ts";
import { DEFAULT_SPLIT } from "../read/subsets_of_split.ts";
import { classesOfSamples, MISSING } from "../statistics/classes.ts";
import { carrySplit, type SplitChanges } from "./carry_split.ts";
import { readSplit, splitBytes, type SplitRecord } from "./split_record.ts";
import { samplesOf } from "./split_sample.ts";

/** What became of the splits of a dataset. */
export interface RenewedSplits {
  readonly changes: readonly SplitChanges[];
  /** What a person should know, a sentence each. */
  readonly warnings: readonly string[];
  /** Writes the splits down, when the new version is published. */
  save(): Promise<void>;
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
    const classes = await classesOf(reader, name, record, warnings);
    const samples = await samplesOf(reader, await groupColumn(reader, name, record, warnings));
    const carried = carrySplit(name, record, samples, classes);
    changes.push(carried.changes);
    warnings.push(...warningsOf(carried.changes));
    writes.push([name, splitBytes(carried.record)]);
    if (name !== DEFAULT_SPLIT) continue;
    const subsets = carried.record.rows.slice(0, samples.length).map(({ subset }) => subset);
    await reader.writeInfoColumn("subset", subsets);
  }
  const save = async () => {
    for (const [name, bytes] of writes) await splits!.write(name, bytes);
  };
  return { changes, warnings, save };
}

/** A sentence of what changed. */
export function changesText(changes: SplitChanges): string {
  const { split, stayed, renamed, edited, returned, added, joined, left } = changes;
  const ways = [[renamed, "renamed"], [edited, "edited"], [returned, "returned"]] as const;
  const known = ways.filter(([count]) => count > 0).map(([count, way]) => `${count} ${way}`);
  const news = Object.entries(added).filter(([, count]) => count > 0)
    .map(([subset, count]) => `${count} to ${subset}`);
  if (joined > 0) news.push(`${joined} of them beside what they belong to`);
  return `Split '${split}': ${stayed} samples stayed` +
    `${known.length === 0 ? "" : ` (${known.join(", ")})`}; ` +
    `${news.length === 0 ? "none is new" : `new: ${news.join(", ")}`}; ` +
    `${left === 0 ? "none" : left} left.`;
}

async function classesOf(
  reader: DatasetReader,
  name: string,
  { rule, edges }: SplitRecord,
  warnings: string[],
): Promise<string[]> {
  try {
    const column = await resolveKey(reader, rule.key, rule.group);
    if (column.group !== null) throw new UsageError("it has several values a sample now");
    const { labels, name: nameOf } = classesOfSamples(column, rule.bins, edges);
    return labels.map(nameOf);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    warnings.push(
      `Split '${name}': new samples could not be told apart by '${rule.key}', and are assigned ` +
        `as one class: ${messageOf(error)}`,
    );
    return new Array(reader.sampleCount).fill(MISSING);
  }
}

async function groupColumn(
  reader: DatasetReader,
  name: string,
  { rule: { groupBy } }: SplitRecord,
  warnings: string[],
): Promise<string | null> {
  if (groupBy === null || groupBy === "file" || reader.infoset?.has(groupBy)) return groupBy;
  warnings.push(
    `Split '${name}': there is no column '${groupBy}' any more, so new samples keep together by ` +
      "file",
  );
  return await Promise.resolve("file");
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

function someOf(files: readonly string[]): string {
  const more = files.length > 5 ? ` and ${files.length - 5} more` : "";
  return files.slice(0, 5).join(", ") + more;
}
