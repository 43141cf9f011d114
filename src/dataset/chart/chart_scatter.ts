/**
 * The chart of two keys against each other.
 *
 * @module
 */
import { Chart } from "../../page/chart.ts";
import { countText } from "../../page/quantity_text.ts";
import { type KeyColumn, resolveKey } from "../query/resolve_key.ts";
import type { DatasetReader } from "../read/reader.ts";
import { SUBSETS } from "../split/subset_name.ts";
import { binOf, quantileEdges } from "../statistics/bins.ts";
import { binName, className, finiteNumbers, isCategorical } from "../statistics/classes.ts";
import { axisScale } from "./axis_scale.ts";
import { type CommonRows, commonRows, numbersOf } from "./common_rows.ts";

/** Circles that are drawn: more would be neither seen nor small. */
const MOST_CIRCLES = 400;
/** Colours, the last of which stands for all other classes. */
const MOST_COLOURS = 7;
/** Square pixels of the largest circle, of one that stands for few, and of the smallest. */
const [LARGEST, A_FEW, SMALLEST] = [320, 40, 18];
const OTHERS = "(others)", MISSING = "(missing)";

/**
 * Draws circles, one for each cell of a grid and class, as large as there are many in it.
 *
 * @throws {UsageError} when a key is not a number, or the keys are of the rows of two groups
 */
export async function chartScatter(
  reader: DatasetReader,
  x: string,
  y: string,
  color: string | null,
): Promise<Chart> {
  const keys = [x, y, ...color === null ? [] : [color]];
  const columns = await Promise.all(keys.map((key) => resolveKey(reader, key)));
  const rows = commonRows(columns);
  const [across, up] = columns.slice(0, 2).map((column, i) => numbersOf(column, rows, i));
  const classes = color === null ? null : classesOf(columns[2], rows);
  const points = Int32Array.from({ length: rows.count }, (_, i) => i)
    .filter((i) => Number.isFinite(across[i]) && Number.isFinite(up[i]));
  const [scaleX, scaleY] = [across, up].map((values) => axisScale(pick(values, points)));
  const circles = circlesOf(points, { across, up, classes: classes?.of ?? null }, [
    scaleX.kind,
    scaleY.kind,
  ]);
  const most = circles.reduce((most, { count }) => Math.max(most, count), 1);
  const name = (i: number) => columns[i].name;
  const axis = (title: string, kind: string) => ({
    type: "quantitative",
    ...kind === "linear" ? {} : { axis: { grid: false } },
    title: kind === "log" ? `${title} (log axis)` : title,
    scale: kind === "log"
      ? { type: "log" }
      : kind === "quantile"
      ? { type: "symlog" }
      : { zero: false },
  });
  const left = rows.count - points.length;
  const what = rows.group === null ? "samples" : `rows of ${rows.group}`;
  const subtitle = `${countText(points.length)} ${what}` +
    (left > 0 ? `, ${countText(left)} without both values left out` : "") +
    (circles.length < points.length ? "; a circle's area says how many" : "");
  return new Chart(
    {
      title: { text: `${name(1)} against ${name(0)}`, subtitle },
      data: { values: circles },
      width: 440,
      height: 320,
      mark: { type: "circle", opacity: 0.7, tooltip: true },
      encoding: {
        x: { field: "x", ...axis(name(0), scaleX.kind) },
        y: { field: "y", ...axis(name(1), scaleY.kind) },
        size: {
          field: "count",
          type: "quantitative",
          legend: circles.length < points.length
            ? {
              title: "count",
              orient: "bottom",
              format: "d",
              values: [...new Set([1, Math.ceil(most / 2), most])],
            }
            : null,
          scale: areaScale(Math.max(2, most)),
        },
        ...classes === null ? {} : {
          color: {
            field: "class",
            type: "nominal",
            title: name(2),
            sort: classes.order,
            legend: { orient: "bottom" },
          },
        },
      },
    },
    `${name(1)} against ${name(0)}: ${subtitle}`,
  );
}

/** Areas in proportion to what they stand for, where the smallest can still be seen. */
function areaScale(most: number) {
  const largest = Math.min(LARGEST, A_FEW * most);
  return { range: [Math.max(SMALLEST, largest / most), largest], domain: [1, most] };
}

/** The classes of rows, and in which order a legend has them. */
interface Classes {
  readonly of: readonly string[];
  readonly order: readonly string[];
}

function classesOf(column: KeyColumn, rows: CommonRows): Classes {
  const values = Array.from({ length: rows.count }, (_, row) => rows.value(2, row));
  if (!isCategorical(column)) {
    const edges = quantileEdges(finiteNumbers(values), 5);
    const names = Array.from({ length: edges.length - 1 }, (_, bin) => binName(edges, bin));
    const of = values.map((value) =>
      names[binOf(typeof value === "number" ? value : NaN, edges)] ?? MISSING
    );
    return { of, order: [...names, MISSING] };
  }
  const names = values.map((value) =>
    value === null || Number.isNaN(value) ? MISSING : className(column, value)
  );
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const ordered = [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const kept = new Set(ordered.slice(0, counts.size > MOST_COLOURS ? MOST_COLOURS - 1 : undefined));
  const of = names.map((name) => kept.has(name) ? name : OTHERS);
  // Subsets by what they are for, and what is no class behind those that are.
  const own = [...kept].filter((name) => name !== MISSING);
  const subsets = SUBSETS.filter((name) => kept.has(name));
  return { of, order: [...new Set([...subsets, ...own, OTHERS, MISSING])] };
}

interface Circle {
  readonly x: number;
  readonly y: number;
  readonly count: number;
  readonly class?: string;
}

/** Puts points into cells, with a coarser grid until the circles are few enough. */
function circlesOf(
  points: Int32Array,
  { across, up, classes }: {
    across: Float64Array;
    up: Float64Array;
    classes: readonly string[] | null;
  },
  kinds: readonly string[],
): Circle[] {
  const spread = [across, up].map((values, axis) => spreadOf(pick(values, points), kinds[axis]));
  const codes = new Map([...new Set(classes)].map((name, code) => [name, code]));
  for (let cells = 64;; cells = Math.floor(cells * 0.75)) {
    const found = new Map<number, { x: number; y: number; count: number; class?: string }>();
    for (const i of points) {
      const cell = spread[0](across[i], cells) * cells + spread[1](up[i], cells);
      const key = classes === null ? cell : cell * codes.size + codes.get(classes[i])!;
      const entry = found.get(key) ??
        { x: 0, y: 0, count: 0, ...classes === null ? {} : { class: classes[i] } };
      found.set(key, entry);
      entry.count++;
      // The mean of what is in the cell, so that a point alone stands where it is.
      entry.x += (across[i] - entry.x) / entry.count;
      entry.y += (up[i] - entry.y) / entry.count;
    }
    if (found.size <= MOST_CIRCLES || cells <= 4) {
      return [...found.values()].map((one) => ({ ...one, x: short(one.x), y: short(one.y) }));
    }
  }
}

/** The cell of a value, on an axis that is drawn by logarithms or not. */
function spreadOf(values: Float64Array, kind: string): (value: number, cells: number) => number {
  const place = kind === "log"
    ? Math.log
    : kind === "quantile"
    ? (value: number) => Math.sign(value) * Math.log1p(Math.abs(value))
    : (value: number) => value;
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, place(value));
    high = Math.max(high, place(value));
  }
  const width = high > low ? high - low : 1;
  return (value, cells) => Math.min(cells - 1, Math.floor(cells * (place(value) - low) / width));
}

function pick(values: Float64Array, points: Int32Array): Float64Array {
  return Float64Array.from(points, (i) => values[i]);
}

function short(value: number): number {
  return Number(value.toPrecision(6));
}
