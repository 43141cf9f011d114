/** In what a dataset differs from what was written down of another. @module */
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import { matchSamples } from "../split/match_samples.ts";
import type { DatasetManifest } from "./make_manifest.ts";

/** What {@linkcode compareManifests} finds. */
export interface ManifestComparison {
  /** Whether both are of one dataset. */
  readonly same: boolean;
  /** Every difference, a sentence each. */
  readonly differences: readonly string[];
}

/**
 * Names every difference between two manifests: samples, arrays, columns, vocabularies and splits.
 *
 * @param before What was published.
 * @param after What was found now.
 * @param ignore Columns and arrays (`group/array`) that may differ. Which samples differ in the
 *   other columns, or the other arrays, is then not told: a sample's hashes are over all of them.
 * @throws {UsageError} if one is no manifest, or neither has what is to be ignored
 */
export function compareManifests(
  before: DatasetManifest,
  after: DatasetManifest,
  ignore: readonly string[] = [],
): ManifestComparison {
  for (const one of [before, after]) requireManifest("compare manifests", one);
  const known = [before, after].flatMap(({ arrays, columns, vocabularies, splits }) => [
    ...[...arrays, ...columns, ...splits].map(keyOf),
    ...Object.keys(vocabularies),
  ]);
  requireIgnored("compare the manifests", ignore, new Set(known));
  const ignored = new Set(ignore);
  const ofSamples = sampleDifferences(before, after, {
    values: !ignore.some((name) => name.includes("/")),
    row: !ignore.some((name) => !name.includes("/")),
  });
  // Hashes over whole arrays say nothing of other samples; those of single samples do.
  const isAligned = before.samples.length === after.samples.length &&
    before.samples.every(({ name }, s) => name === after.samples[s].name);
  const form = <T extends { values: string }>(list: readonly T[]) =>
    isAligned ? list : list.map(({ values: _, ...rest }) => ({ ...rest, shape: null }));
  const differences = [
    ...ofSamples,
    ...listDifferences("array", form(before.arrays), form(after.arrays), keyOf, ignored),
    ...listDifferences("column", form(before.columns), form(after.columns), keyOf, ignored),
    ...listDifferences(
      "vocabulary",
      Object.entries(before.vocabularies),
      Object.entries(after.vocabularies),
      ([key]) => key,
      ignored,
    ),
    ...listDifferences("split", before.splits, after.splits, ({ name }) => name, ignored),
  ];
  return { same: differences.length === 0, differences };
}

function keyOf(one: { key?: string; name?: string }): string {
  return one.key ?? one.name ?? "";
}

function sampleDifferences(
  before: DatasetManifest,
  after: DatasetManifest,
  compared: { readonly values: boolean; readonly row: boolean },
): string[] {
  const known = (samples: DatasetManifest["samples"]) =>
    samples.map(({ file, hash, body }) => ({ file, hash, body, group: null }));
  const found = matchSamples(known(before.samples), known(after.samples));
  const stays = new Set(found.flatMap((match) => match === null ? [] : [match.index]));
  const removed = before.samples.filter((_, s) => !stays.has(s));
  const changed = after.samples.flatMap(({ name, file, values, row }, s) => {
    const match = found[s];
    if (match === null) return [`sample '${name}' of '${file}' is new`];
    const old = before.samples[match.index];
    if (match.match === "edited") return [`the file '${file}' of sample '${name}' has changed`];
    const other = [
      ...compared.values && old.values !== values ? ["values"] : [],
      ...compared.row && old.row !== row ? ["columns"] : [],
    ];
    const has = other.length === 0 ? "" : `has other ${other.join(" and ")}`;
    if (match.match === "renamed") {
      return [`sample '${old.name}' is named '${name}' now${has && `, and ${has}`}`];
    }
    return has === "" ? [] : [`sample '${name}' of '${file}' ${has}`];
  });
  return [
    ...removed.map(({ name, file }) => `sample '${name}' of '${file}' is missing`),
    ...changed,
  ];
}

function listDifferences<T>(
  what: string,
  before: readonly T[],
  after: readonly T[],
  nameOf: (one: T) => string,
  ignored: ReadonlySet<string>,
): string[] {
  const [olds, nows] = [before, after].map((list) =>
    new Map(list.map((one) => [nameOf(one), JSON.stringify(one)]))
  );
  return [...new Set([...olds.keys(), ...nows.keys()])].flatMap((name) => {
    const [old, now] = [olds.get(name), nows.get(name)];
    if (ignored.has(name) || old === now) return [];
    if (now === undefined) return [`${what} '${name}' is missing`];
    return [`${what} '${name}' ${old === undefined ? "is new" : "differs"}`];
  });
}

/**
 * Refuses what is no manifest: it may be a file that somebody else has written.
 *
 * @param attempt what was attempted, for the error
 * @throws {UsageError} with the format that was found
 */
export function requireManifest(attempt: string, value: DatasetManifest): void {
  const lists = [value?.samples, value?.arrays, value?.columns, value?.splits];
  const isSound = value?.format === 1 && lists.every(Array.isArray) &&
    typeof value.vocabularies === "object" && value.vocabularies !== null;
  if (isSound) return;
  throw new UsageError(
    `Cannot ${attempt}: a manifest must be of format 1, as 'trunnion freeze' writes it; found ` +
      `format ${JSON.stringify(value?.format ?? null)}`,
    { data: { format: value?.format ?? null } },
  );
}

/**
 * Refuses a name that nothing has: what was meant to be left out would be compared.
 *
 * @param attempt what was attempted, for the error
 * @param known names of all that either side has
 * @throws {UsageError} with the name that may have been meant
 */
export function requireIgnored(
  attempt: string,
  ignored: Iterable<string>,
  known: ReadonlySet<string>,
): void {
  for (const name of ignored) {
    if (known.has(name)) continue;
    throw new UsageError(
      `Cannot ${attempt}: 'ignore' must name columns and arrays (group/array) that one of them ` +
        `has, found '${name}'. ${suggestNames(name, known)}`,
      { data: { name } },
    );
  }
}
