/** Which samples a split leaves out by its query. @module */
import { evaluateQuery } from "../query/evaluate_query.ts";
import type { DatasetReader } from "../read/reader.ts";
import type { SplitRule } from "./split_rule.ts";

/**
 * Whether each sample is left out: those that the query does not find; null without one.
 *
 * @throws {UsageError} when the query asks for what there is not
 */
export async function excludedBy(
  reader: DatasetReader,
  { where, group }: SplitRule,
): Promise<boolean[] | null> {
  if (where === null) return null;
  const excluded = new Array<boolean>(reader.sampleCount).fill(true);
  for (const sample of await evaluateQuery(reader, where, group)) excluded[sample] = false;
  return excluded;
}
