/**
 * Which class each value of a key is in, for distributions and stratified splits.
 *
 * @module
 */
import { binOf, quantileEdges } from "./bins.ts";
import type { KeyColumn, KeyValue } from "../query/resolve_key.ts";

/** Integers with so few distinct values are always classes... */
const FEW_CLASSES = 10;
/** ...and with more than this never; between, if there are four values a class or more. */
const MOST_CLASSES = 50;
/** Codes below this are looked up by their place. */
const CODES = 1 << 16;

/**
 * Whether a key's values are classes: texts, booleans, ids of a vocabulary, or integers with at
 * most 10 distinct values (at most 50, if there are four values a class or more). Anything else
 * is a measurement, to be binned.
 */
export function isCategorical(column: KeyColumn): boolean {
  if (column.vocabulary !== null) return true;
  const distinct = new Set<KeyValue>();
  const numbers = ArrayBuffer.isView(column.values);
  // Millions of codes are looked up by their place.
  const seen = new Uint8Array(numbers ? CODES : 0);
  for (let i = 0; i < column.values.length; i++) {
    const value = column.values[i];
    if (seen[value as number] === 1) continue;
    if (value === null || Number.isNaN(value)) continue;
    if (typeof value !== "number") return true;
    if (!Number.isInteger(value)) return false;
    if (value < seen.length) seen[value] = 1;
    if (distinct.size <= MOST_CLASSES) distinct.add(value);
    else if (numbers) return false; // no text can follow
  }
  const most = Math.min(MOST_CLASSES, Math.max(FEW_CLASSES, column.values.length / 4));
  return distinct.size <= most;
}

/** The finite numbers among a key's values. */
export function finiteNumbers(values: ArrayLike<KeyValue>): Float64Array {
  const found = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value === "number" && Number.isFinite(value)) found[count++] = value;
  }
  return found.subarray(0, count);
}

/** The name of a class: that of the vocabulary, else the value itself. */
export function className(column: KeyColumn, value: KeyValue): string {
  if (typeof value === "number") return column.vocabulary?.names.get(value) ?? String(value);
  return String(value);
}

/** The name of the bin between two edges. */
export function binName(edges: ArrayLike<number>, bin: number): string {
  const close = bin === edges.length - 2 ? "]" : ")";
  return `[${shortNumber(edges[bin])}, ${shortNumber(edges[bin + 1])}${close}`;
}

/** The class of each sample, for {@linkcode stratify}. */
interface SampleClasses {
  readonly labels: readonly (string | number)[];
  /** Names a label: the vocabulary's name, or the bin's interval. */
  readonly name: (label: string | number) => string;
  /** The edges of the bins, where the key was binned. */
  readonly edges: readonly number[] | null;
}

/** The class of the samples that have no value. */
export const MISSING = "(missing)";

/**
 * Puts samples into classes: by value where the values are classes, else into bins of about
 * equally many samples.
 *
 * @param column one value a sample
 * @param bins how many bins; null for classes as they are, or at most ten bins of at least ten
 *   samples where the values are measurements
 * @param known edges that bins have already: what lies outside is in the outermost bin
 */
export function classesOfSamples(
  column: KeyColumn,
  bins: number | null,
  known: readonly number[] | null = null,
): SampleClasses {
  const { values } = column;
  const missing = (value: KeyValue) => value === null || Number.isNaN(value);
  const texts = Array.isArray(values) && values.every((value) => typeof value === "string")
    ? values
    : null;
  const labelsBy = (label: (value: KeyValue) => string | number) => {
    const labels = new Array<string | number>(values.length);
    for (let i = 0; i < labels.length; i++) labels[i] = label(values[i]);
    return labels;
  };
  let numeric = true;
  for (let i = 0; numeric && i < values.length; i++) {
    numeric = missing(values[i]) || typeof values[i] === "number";
  }
  if (!numeric || (known === null && bins === null && isCategorical(column))) {
    const labels = texts ??
      labelsBy((value) =>
        missing(value) ? MISSING : typeof value === "number" ? value : String(value)
      );
    const name = (label: string | number) => label === MISSING ? MISSING : className(column, label);
    return { labels, name, edges: null };
  }
  const numbers = finiteNumbers(values);
  const count = bins ?? Math.max(1, Math.min(10, Math.floor(numbers.length / 10)));
  const edges = known ?? quantileEdges(numbers, count);
  const [least, most] = [edges[0], edges[edges.length - 1]];
  const labels = labelsBy((value) =>
    missing(value)
      ? MISSING
      : Math.max(0, binOf(Math.min(most, Math.max(least, Number(value))), edges))
  );
  const name = (label: string | number) =>
    typeof label === "number" ? binName(edges, label) : MISSING;
  return { labels, name, edges: Array.from(edges) };
}

/** At most four significant digits, and no trailing zeros. */
function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}
