/**
 * An axis of a heatmap: classes by name, or bins.
 *
 * @module
 */
import type { KeyColumn, KeyValue } from "../query/resolve_key.ts";
import { binOf } from "../statistics/bins.ts";
import { binName, className, isCategorical } from "../statistics/classes.ts";
import { axisScale } from "./axis_scale.ts";
import { type CommonRows, numbersOf } from "./common_rows.ts";
import { slantedExtent } from "./slanted_extent.ts";

/** Classes of an axis; all others are one. */
const MOST_CLASSES = 24;
const OTHERS = "(others)";

/** An axis of a heatmap. */
export interface HeatAxis {
  /** The names of its places, in their order. */
  readonly names: readonly string[];
  /** Whether its places are intervals of an axis of numbers. */
  readonly ranged: boolean;
  /** The place of a value, -1 where it has none. */
  placeOf(value: KeyValue): number;
  /** What is drawn of a place. */
  fields(channel: "x" | "y", place: number): Readonly<Record<string, string | number>>;
  /** The axis for Vega-Lite. */
  encoding(first: "x" | "y", second: "x2" | "y2"): Readonly<Record<string, unknown>>;
}

/**
 * Divides an axis: a place for each class, else bins.
 *
 * @param key the column's place among those of the rows
 */
export function heatAxis(
  column: KeyColumn,
  rows: CommonRows,
  key: number,
  bins: number,
): HeatAxis {
  return isCategorical(column)
    ? classAxis(column, rows, key)
    : binAxis(column.name, numbersOf(column, rows, key), bins);
}

function classAxis(column: KeyColumn, rows: CommonRows, key: number): HeatAxis {
  const counts = new Map<KeyValue, number>();
  for (let row = 0; row < rows.count; row++) {
    const value = rows.value(key, row);
    if (value === null || Number.isNaN(value)) continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const many = counts.size > MOST_CLASSES;
  const largest = [...counts].sort((a, b) => b[1] - a[1])
    .slice(0, many ? MOST_CLASSES - 1 : MOST_CLASSES).map(([value]) => value);
  // Numbers that stand for themselves have an order of their own.
  const ordered = column.vocabulary === null && largest.every((one) => typeof one === "number");
  const kept = ordered ? largest.toSorted((a, b) => Number(a) - Number(b)) : largest;
  const names = [...kept.map((value) => className(column, value)), ...many ? [OTHERS] : []];
  const places = new Map(kept.map((value, place) => [value, place]));
  return named(column.name, names, (value) => {
    if (value === null || Number.isNaN(value)) return -1;
    return places.get(value) ?? kept.length;
  });
}

function binAxis(title: string, numbers: Float64Array, bins: number): HeatAxis {
  const { kind, edges } = axisScale(numbers.filter(Number.isFinite), bins);
  const names = Array.from({ length: Math.max(0, edges.length - 1) }, (_, i) => binName(edges, i));
  const placeOf = (value: KeyValue) => typeof value === "number" ? binOf(value, edges) : -1;
  // Bins of equally many values have no place on an axis of numbers.
  if (kind === "quantile") return named(title, names, placeOf);
  return {
    names,
    ranged: true,
    placeOf,
    fields: (channel, place) => ({
      [channel]: edges[place],
      [`${channel}End`]: edges[place + 1],
    }),
    encoding: (first, second) => ({
      [first]: {
        field: first,
        type: "quantitative",
        title: kind === "log" ? `${title} (log axis)` : title,
        axis: { grid: false },
        scale: kind === "log" ? { type: "log", nice: false } : { zero: false, nice: false },
      },
      [second]: { field: `${first}End` },
    }),
  };
}

function named(
  title: string,
  names: readonly string[],
  placeOf: (value: KeyValue) => number,
): HeatAxis {
  return {
    names,
    ranged: false,
    placeOf,
    fields: (channel, place) => ({ [channel]: names[place] }),
    encoding: (first) => ({
      [first]: {
        field: first,
        type: "nominal",
        title,
        scale: { domain: names },
        axis: {
          grid: false,
          domain: false,
          ...first === "x" ? { labelAngle: -45, maxExtent: slantedExtent(names) } : {},
        },
      },
    }),
  };
}
