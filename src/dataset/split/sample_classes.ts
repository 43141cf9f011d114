/** Which class each sample is in, or which labels it has. @module */
import { UsageError } from "../../base/errors.ts";
import { type KeyColumn, resolveKey } from "../query/resolve_key.ts";
import type { DatasetReader } from "../read/reader.ts";
import { CodedTexts } from "../../storage/column/coded_texts.ts";
import { classesOfSamples } from "../statistics/classes.ts";
import type { SplitRule } from "./split_rule.ts";
import { compareLabels } from "./stratify.ts";
import type { SampleLabels } from "./unit_table.ts";

/** The classes of samples, as texts that outlive this version of the dataset. */
export interface SampleClasses {
  /** The keys in full, e.g. `"labels/part_category"`. */
  readonly keys: readonly string[];
  /** The class of each sample; of several labels a JSON list of them. */
  readonly texts: CodedTexts;
  /** All classes or labels: numbers ascending, then texts. */
  readonly names: readonly string[];
  /** The edges of each key's bins; null for classes. */
  readonly edges: readonly (readonly number[] | null)[];
}

/** What of a rule says how samples are told apart. */
type ClassRule = Pick<SplitRule, "keys" | "group" | "stratify" | "bins">;

/**
 * Tells samples apart by the keys of a rule.
 *
 * @param known edges that bins have already
 * @throws {UsageError} when a key is unknown, or has several values a sample and one is needed
 */
export async function classesOf(
  reader: DatasetReader,
  rule: ClassRule,
  known: readonly (readonly number[] | null)[] | null = null,
): Promise<SampleClasses> {
  const columns: KeyColumn[] = [];
  for (const key of rule.keys) columns.push(await resolveKey(reader, key, rule.group));
  const several = rule.stratify === "multilabel";
  const [first] = columns;
  if (!several && columns.length === 1 && first.coded !== undefined) {
    // Texts are classes as they are; those of samples without one are told apart below.
    const there = namesThere(first.coded);
    if (!there.includes(null)) {
      const names = (there as string[]).sort();
      return { keys: [first.name], texts: first.coded, names, edges: [null] };
    }
  }
  const parts = columns.map((column, k) => {
    if (column.group !== null && !several) throw severalValues(column, reader);
    const { labels, name, edges } = classesOfSamples(column, rule.bins, known?.[k] ?? null);
    const sorted = [...new Set(labels)].sort(compareLabels);
    const prefix = several && columns.length > 1 ? `${column.name}=` : "";
    const names = new Map(sorted.map((label) => [label, prefix + name(label)]));
    return { column, labels, names, edges };
  });
  const keys = columns.map(({ name }) => name);
  const edges = parts.map((part) => part.edges);
  const count = reader.sampleCount;
  if (several) {
    const texts = Array.from({ length: count }, (_, s) => {
      const own = new Set<string>();
      for (const { column: { offsets }, labels, names } of parts) {
        for (let row = offsets[s]; row < offsets[s + 1]; row++) own.add(names.get(labels[row])!);
      }
      return JSON.stringify([...own].sort());
    });
    return {
      keys,
      texts: CodedTexts.of(texts),
      edges,
      names: parts.flatMap(({ names }) => [...names.values()]),
    };
  }
  if (parts.length === 1) {
    const [{ labels, names }] = parts;
    // Classes of texts are called what they are.
    const same = [...names].every(([label, name]) => label === name);
    const texts = same ? labels as readonly string[] : labels.map((one) => names.get(one)!);
    return { keys, texts: CodedTexts.of(texts), names: [...names.values()], edges };
  }
  const texts = Array.from(
    { length: count },
    (_, s) => parts.map(({ labels, names }) => names.get(labels[s])!).join(" / "),
  );
  const all = CodedTexts.of(texts);
  return { keys, texts: all, names: parts.length === 0 ? [] : [...all.names].sort(), edges };
}

/** The texts that rows have, each once; null for rows without one. */
function namesThere({ codes, names }: CodedTexts): (string | null)[] {
  return [...usedCodes(codes, names.length)].flatMap((used, place) =>
    used === 0 ? [] : [place === 0 ? null : names[place - 1]]
  );
}

/** By code 1 where a row has it; that of none is the first. */
function usedCodes(codes: Int32Array, count: number): Uint8Array {
  const used = new Uint8Array(count + 1);
  for (let row = 0; row < codes.length; row++) used[codes[row] + 1] = 1;
  return used;
}

/**
 * The labels behind texts of {@linkcode classesOf}.
 *
 * @param stratify how they were made; `"none"` gives none
 */
export function labelsOfTexts(
  { codes, names: texts }: CodedTexts,
  stratify: SplitRule["stratify"],
): SampleLabels {
  if (stratify === "none") {
    return { names: [], starts: new Uint32Array(codes.length + 1), labels: new Uint32Array(0) };
  }
  // By code: what rows without a text have is the first.
  const own = Array.from(usedCodes(codes, texts.length), (used, place): readonly string[] => {
    const text = place === 0 ? null : texts[place - 1];
    if (used === 0) return [];
    return stratify === "multilabel" && text !== null ? labelList(text) : [String(text)];
  });
  const names = [...new Set(own.flat())].sort();
  const places = new Map(names.map((name, place) => [name, place]));
  const placesOf = own.map((list) => Uint32Array.from(list, (name) => places.get(name)!));
  const sizes = Uint32Array.from(placesOf, ({ length }) => length);
  const starts = new Uint32Array(codes.length + 1);
  for (let s = 0; s < codes.length; s++) starts[s + 1] = starts[s] + sizes[codes[s] + 1];
  const labels = new Uint32Array(starts[codes.length]);
  if (stratify === "single") {
    putLabels(codes, Uint32Array.from(placesOf, ([place]) => place), labels);
  } else {
    for (let s = 0; s < codes.length; s++) labels.set(placesOf[codes[s] + 1], starts[s]);
  }
  return { names, starts, labels };
}

function putLabels(codes: Int32Array, places: Uint32Array, labels: Uint32Array): void {
  for (let s = 0; s < codes.length; s++) labels[s] = places[codes[s] + 1];
}

/** The labels of some of the samples. */
export function pickLabels(
  { names, starts, labels }: SampleLabels,
  samples: ArrayLike<number>,
): SampleLabels {
  const own = new Uint32Array(samples.length + 1);
  for (let i = 0; i < samples.length; i++) {
    own[i + 1] = own[i] + starts[samples[i] + 1] - starts[samples[i]];
  }
  const picked = new Uint32Array(own[samples.length]);
  for (let i = 0; i < samples.length; i++) {
    picked.set(labels.subarray(starts[samples[i]], starts[samples[i] + 1]), own[i]);
  }
  return { names, starts: own, labels: picked };
}

/** The labels of a text; one that is no list is one label. */
function labelList(text: string): readonly string[] {
  try {
    const list = JSON.parse(text);
    if (Array.isArray(list)) return list.map(String);
  } catch {
    // a class, of a split whose keys have no values any more
  }
  return [text];
}

function severalValues({ name, group }: KeyColumn, { infoset }: DatasetReader): UsageError {
  return new UsageError(
    `Cannot split by '${name}': a split needs one value a sample, and it has one for each row of ` +
      `'${group}'. Say \`stratify: "multilabel"\`, which takes all of a sample's values as its ` +
      `labels, or take a column of the infoset: ${infoset?.columns.join(", ")}`,
    { data: { key: name, group } },
  );
}
