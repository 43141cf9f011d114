/** What a split was made by. @module */
import { UsageError } from "../../base/errors.ts";
import { type Query, Where } from "../query/where.ts";

/** How samples are told apart when they are divided. */
export type Stratify = "single" | "multilabel" | "none";

/** What makes a sample a duplicate of another. */
export type Dedupe = "exact" | "fingerprint" | { readonly bits: number };

/** A subset, and its share of the samples. */
export interface SubsetShare {
  readonly name: string;
  readonly share: number;
}

/** What a split was made by; new samples are assigned by the same. It is kept as JSON. */
export interface SplitRule {
  /** The keys whose classes are divided in equal shares. */
  readonly keys: readonly string[];
  /** The group in which keys are looked for first. */
  readonly group: string | null;
  readonly stratify: Stratify;
  readonly subsets: readonly SubsetShare[];
  readonly seed: number;
  readonly bins: number | null;
  /** A key; null for none. Of a function nothing is kept but the groups that it made. */
  readonly groupBy: string | null | { readonly function: true };
  readonly dedupe: Dedupe | null;
  /** Which samples are divided; null for all. */
  readonly where: Query | null;
}

/**
 * Requires that a split which is there was made as one that is asked for.
 *
 * @throws {UsageError} with what differs
 */
export function requireSameRule(name: string, found: SplitRule, wanted: SplitRule): void {
  const [was, asked] = [fieldsOf(found), fieldsOf(wanted)];
  const differing = Object.keys(asked).filter((field) => was[field] !== asked[field]);
  if (differing.length === 0) return;
  const told = differing.map((field) => `${field} ${was[field]} (asked for: ${asked[field]})`);
  throw new UsageError(
    `Cannot split as '${name}': there is a split of that name, and it was made with ` +
      `${told.join(", ")}. Give this one another \`name\`, or have the other made anew with ` +
      "`replace: true`",
    { data: { name, differing } },
  );
}

/** What a rule says, by the names of the options. */
function fieldsOf(rule: SplitRule): Record<string, string> {
  const { subsets, keys, groupBy, dedupe } = rule;
  const folds = subsets[0]?.name === "fold_0";
  return {
    ...folds ? {} : Object.fromEntries(subsets.map(({ name, share }) => [name, String(share)])),
    folds: folds ? String(subsets.length) : "none",
    key: keys.join(" and ") || "none",
    group: String(rule.group),
    stratify: rule.stratify,
    seed: String(rule.seed),
    bins: String(rule.bins),
    groupBy: typeof groupBy === "object" && groupBy !== null ? "a function" : String(groupBy),
    dedupe: typeof dedupe === "object" && dedupe !== null ? `${dedupe.bits} bits` : String(dedupe),
    where: rule.where === null ? "none" : new Where(rule.where).toString(),
  };
}
