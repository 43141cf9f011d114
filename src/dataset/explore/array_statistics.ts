/** What the values of one array come to. @module */
import { INSPECT } from "../../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import { pageBundle } from "../../page/page_bundle.ts";
import { pageText } from "../../page/page_text.ts";
import type { Page } from "../../page/page.ts";
import { countedText, countText, shareText } from "../../page/quantity_text.ts";
import type { TypedArray } from "../../storage/array.ts";
import { arrayNames } from "../read/kind_names.ts";
import type { DatasetReader } from "../read/reader.ts";
import { quantile } from "../statistics/bins.ts";

/** Classes that are counted of codes. */
const MOST_CLASSES = 100;

/** What the values of an array come to: of codes their counts by name, of others the usual. */
export class ArrayStatistics {
  /** `"group/array"`. */
  readonly key!: string;
  /** The number type. */
  readonly dtype!: string;
  /** Sizes of its dimensions. */
  readonly shape!: readonly number[];
  /** How many values there are, missing ones not counted. */
  readonly count!: number;
  /** How many are missing: NaN, or the value that the array has for it. */
  readonly missing!: number;
  /** The least; null of codes, and without a value. So are the others. */
  readonly min!: number | null;
  /** The greatest. */
  readonly max!: number | null;
  /** The arithmetic mean. */
  readonly mean!: number | null;
  /** The standard deviation of a sample (divided by n - 1, as pandas does it). */
  readonly std!: number | null;
  /** The quartiles, linearly interpolated. */
  readonly quartiles!: readonly [q25: number, median: number, q75: number] | null;
  /** Of codes, how often each is there, by name, the most frequent first. Else empty. */
  readonly classes!: readonly {
    readonly value: number;
    readonly name: string;
    readonly count: number;
  }[];

  /** Of what was found; a dataset makes it. */
  constructor(
    fields: {
      readonly [K in keyof ArrayStatistics as K extends string ? K : never]: ArrayStatistics[K];
    },
  ) {
    Object.assign(this, fields);
  }

  /** What a notebook shows: a MIME bundle. */
  [JUPYTER_DISPLAY](): Record<string, string> {
    return pageBundle(statisticsPage(this));
  }

  /** What `console.log` writes. */
  [INSPECT](): string {
    return pageText(statisticsPage(this));
  }
}

/**
 * Looks through all values of an array.
 *
 * @throws {DatasetError} when there is no such group or array
 */
export async function arrayStatistics(
  reader: DatasetReader,
  group: string,
  array: string,
): Promise<ArrayStatistics> {
  const { data } = await reader.read(group, array);
  const info = reader.arrays.find(group, array)!;
  const { dtype, shape, missing } = info;
  const there = presentNumbers(data, missing);
  const names = shape.length !== 1 ? null : arrayNames(reader, info);
  const told = {
    key: `${group}/${array}`,
    dtype,
    shape,
    count: there.length,
    missing: data.length - there.length,
    classes: names === null ? [] : classesOf(there, names.names),
  };
  const nothing = { min: null, max: null, mean: null, std: null, quartiles: null } as const;
  if (names !== null || there.length === 0) return new ArrayStatistics({ ...told, ...nothing });
  const n = there.length;
  let sum = 0, squares = 0;
  for (let i = 0; i < n; i++) sum += there[i];
  const mean = sum / n;
  for (let i = 0; i < n; i++) squares += (there[i] - mean) ** 2;
  there.sort();
  return new ArrayStatistics({
    ...told,
    min: there[0],
    max: there[n - 1],
    mean,
    std: n === 1 ? null : Math.sqrt(squares / (n - 1)),
    quartiles: [quantile(there, 0.25), quantile(there, 0.5), quantile(there, 0.75)],
  });
}

/** The numbers that are there: a loop, as millions of them are looked through. */
function presentNumbers(data: TypedArray, missing: number | null): Float64Array {
  const found = new Float64Array(data.length);
  let count = 0;
  for (let i = 0; i < data.length; i++) {
    const value = Number(data[i]);
    if (value === value && value !== missing) found[count++] = value;
  }
  return found.subarray(0, count);
}

function classesOf(values: Float64Array, names: ReadonlyMap<number, string>) {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_CLASSES)
    .map(([value, count]) => ({ value, name: names.get(value) ?? String(value), count }));
}

function statisticsPage(found: ArrayStatistics): Page {
  const { key, dtype, shape, count, missing, classes, min, max, mean, std, quartiles } = found;
  const number = (value: number | null) =>
    value === null ? "–" : String(Number(value.toPrecision(6)));
  const rows = classes.length > 0
    ? classes.slice(0, 20).map(({ name, count: own }) => [
      name,
      { share: own / Math.max(1, classes[0].count) },
      countText(own),
      shareText(own / Math.max(1, count)),
    ])
    : Object.entries({
      min,
      "25 %": quartiles?.[0] ?? null,
      median: quartiles?.[1] ?? null,
      "75 %": quartiles?.[2] ?? null,
      max,
      mean,
      "standard deviation": std,
    }).map(([name, value]) => [name, number(value)]);
  return {
    title: key,
    lead: [
      `${countedText(count, "value")}, ${countText(missing)} missing, ${dtype} ` +
      shape.join(" × "),
    ],
    sections: [{
      heading: classes.length > 0 ? "By name" : "What they come to",
      blocks: [{
        kind: "table",
        columns: rows[0].map((_, i) => ({ name: "", align: i === 0 ? "left" : "right" } as const)),
        rows,
        more: Math.max(0, classes.length - 20),
      }],
    }],
  };
}
