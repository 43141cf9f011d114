/** Charts of rows: counted and thinned out first, so that a saved notebook stays small. @module */
import { UsageError } from "../../base/errors.ts";
import { binEdges, binOf } from "../../dataset/statistics/bins.ts";
import { Chart } from "../../page/chart.ts";
import { countedText, countText } from "../../page/quantity_text.ts";
import type { Rows } from "./rows_of.ts";

/** Bars of classes; the rest is one bar. */
const MOST_BARS = 25;
/** Points that are drawn: of more, every n-th. */
const MOST_POINTS = 2000;

/** One key's values counted, or two keys against each other, coloured by the third. */
export function rowsChart(rows: Rows, [x, y, color]: readonly string[]): Chart {
  return y === undefined ? distributionChart(rows, x) : scatterChart(rows, x, y, color);
}

function distributionChart(rows: Rows, key: string): Chart {
  const values = all(rows, key).filter((value) => value !== null && value !== undefined);
  const missing = rows.count - values.length;
  const title = {
    text: key,
    subtitle: countedText(rows.count, "row") +
      (missing > 0 ? `, ${countText(missing)} without a value` : ""),
  };
  const numbers = values.map(Number);
  return values.every(isNumber) ? binned(key, title, numbers) : counted(key, title, values);
}

function counted(key: string, title: object, values: readonly unknown[]): Chart {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]).map(([value, count]) => ({
    value,
    count,
  }));
  const rest = sorted.slice(MOST_BARS).reduce((sum, { count }) => sum + count, 0);
  const bars = sorted.slice(0, MOST_BARS);
  if (rest > 0) bars.push({ value: `(${sorted.length - MOST_BARS} others)`, count: rest });
  return new Chart({
    title,
    data: { values: bars },
    width: 420,
    height: { step: 20 },
    mark: { type: "bar", tooltip: true },
    encoding: {
      y: { field: "value", type: "nominal", sort: null, title: null },
      x: { field: "count", type: "quantitative", title: "count" },
    },
  }, `${key}: ${bars.map(({ value, count }) => `${value} ${count}`).join(", ")}`);
}

function binned(key: string, title: object, numbers: readonly number[]): Chart {
  const finite = Float64Array.from(numbers.filter(Number.isFinite));
  const edges = binEdges(finite, null);
  const counts = new Array(Math.max(0, edges.length - 1)).fill(0);
  for (const value of finite) counts[binOf(value, edges)]++;
  const bins = counts.map((count, i) => ({ low: edges[i], high: edges[i + 1], count }));
  return new Chart({
    title,
    data: { values: bins },
    width: 480,
    height: 220,
    mark: { type: "rect", tooltip: true },
    encoding: {
      x: {
        field: "low",
        type: "quantitative",
        title: key,
        axis: { grid: false },
        scale: { zero: false, nice: false },
      },
      x2: { field: "high" },
      y: { field: "count", type: "quantitative", title: "count" },
      y2: { datum: 0 },
    },
  }, `${key}: ${bins.map(({ low, high, count }) => `${low} to ${high} ${count}`).join(", ")}`);
}

function scatterChart(rows: Rows, x: string, y: string, color: string | undefined): Chart {
  const keys = [x, y, ...color === undefined ? [] : [color]];
  const columns = keys.map((key) => all(rows, key));
  for (const at of [0, 1]) requireNumbers(keys[at], columns[at]);
  const whole = Array.from({ length: rows.count }, (_, row) => row)
    .filter((row) => isNumber(columns[0][row]) && isNumber(columns[1][row]));
  const step = Math.ceil(whole.length / MOST_POINTS);
  const drawn = whole.filter((_, i) => i % step === 0);
  const points = drawn.map((row) => ({
    x: Number(columns[0][row]),
    y: Number(columns[1][row]),
    ...color === undefined ? {} : { color: plain(columns[2][row]) },
  }));
  const byNumber = color !== undefined && columns[2].every(isNumber);
  const left = rows.count - whole.length;
  const subtitle = countedText(rows.count, "row") +
    (left > 0 ? `, ${countText(left)} without both values left out` : "") +
    (step > 1 ? `, ${countText(drawn.length)} of them drawn` : "");
  const axis = (field: string, title: string) => ({
    field,
    type: "quantitative",
    title,
    scale: { zero: false },
  });
  return new Chart({
    title: { text: `${y} against ${x}`, subtitle },
    data: { values: points },
    width: 440,
    height: 320,
    mark: { type: "circle", opacity: 0.7, tooltip: true },
    encoding: {
      x: axis("x", x),
      y: axis("y", y),
      ...color === undefined
        ? {}
        : { color: { field: "color", type: byNumber ? "quantitative" : "nominal", title: color } },
    },
  }, `${y} against ${x}: ${subtitle}`);
}

function all(rows: Rows, key: string): unknown[] {
  return Array.from({ length: rows.count }, (_, row) => rows.cell(row, key));
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint";
}

function plain(value: unknown): number | string {
  return typeof value === "number" ? value : String(value ?? "(missing)");
}

function requireNumbers(key: string, values: readonly unknown[]): void {
  const other = values.find((value) => !isNumber(value) && value !== null && value !== undefined);
  if (other === undefined) return;
  throw new UsageError(
    `Cannot draw '${key}' along an axis: its values must be numbers, found ` +
      `${JSON.stringify(other)}. Use it as the colour, the third key`,
    { data: { key } },
  );
}
