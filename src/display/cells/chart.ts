/** Charts of whatever holds rows, and of specifications, for cells. @module */
import { UsageError } from "../../base/errors.ts";
import { isPromise } from "../../base/is_promise.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { Chart } from "../../page/chart.ts";
import { isDataset, kindOf, type Rows, rowsOf } from "./rows_of.ts";
import { Shown } from "./shown.ts";

/** What of a dataset draws. */
interface DrawnDataset {
  chart: {
    distribution(key: string): Promise<Chart>;
    scatter(x: string, y: string, color: string | null): Promise<Chart>;
  };
}

/** One of these makes a specification of Vega-Lite. */
const VIEWS = ["mark", "layer", "hconcat", "vconcat", "concat", "facet", "repeat", "spec"];

/**
 * Draws a chart: of a dataset's or of any rows' keys, or a specification of Vega-Lite. One key is
 * drawn as a distribution, two against each other, coloured by the third. Rows are those that
 * {@linkcode table} takes.
 *
 * @throws {UsageError} when it is shown, if there is nothing to be drawn
 *
 * @example
 * ```ts
 * import { chart } from "trunnion";
 *
 * const parts = [{ faces: 67, edges: 180 }, { faces: 11, edges: 24 }];
 * chart(parts, "faces", "edges"); // a cell ends with it
 * chart({ data: { values: parts }, mark: "bar", encoding: { x: { field: "faces" } } });
 * if (import.meta.main) {
 *   const { openDataset } = await import("trunnion");
 *   chart(await openDataset("output/flows/parts"), "face_count", "edge_count", "subset");
 * }
 * ```
 */
export function chart(what: unknown, ...keys: string[]): Shown {
  const wrong = keys.find((key) => typeof key !== "string");
  if (wrong !== undefined || keys.length > 3) {
    throw new UsageError(
      "Cannot draw a chart: the keys must be one to three texts, for x, y and colour; found " +
        (wrong === undefined ? `${keys.length}` : kindOf(wrong)),
    );
  }
  return new Shown(
    `a chart of ${[kindOf(what), ...keys].join(", ")}`,
    async () => await (await chartOf(what, keys))[JUPYTER_DISPLAY](),
  );
}

async function chartOf(value: unknown, keys: readonly string[]): Promise<Chart> {
  const what = isPromise(value) ? await value : value;
  const { Chart } = await import("../../page/chart.ts");
  if (what instanceof Chart) return what;
  if (isSpecification(what)) return await specified(what, keys);
  if (isDataset(what)) return await ofDataset(what as unknown as DrawnDataset, keys);
  const rows = await rowsOf("draw a chart", what);
  if (keys.length === 0) {
    throw keyMissing(`a column: ${rows.columns.join(", ") || "there is none"}`);
  }
  for (const key of keys) requireColumn(rows, key);
  const { rowsChart } = await import("./rows_chart.ts");
  return rowsChart(rows, keys);
}

async function ofDataset({ chart }: DrawnDataset, keys: readonly string[]): Promise<Chart> {
  const [x, y, color] = keys;
  if (x === undefined) throw keyMissing("chart(dataset, 'face_count'), say");
  return y === undefined ? await chart.distribution(x) : await chart.scatter(x, y, color ?? null);
}

function isSpecification(what: unknown): what is Record<string, unknown> {
  return typeof what === "object" && what !== null && !Array.isArray(what) &&
    VIEWS.some((name) => Object.hasOwn(what, name)) && !("getChild" in what);
}

async function specified(
  spec: Record<string, unknown>,
  keys: readonly string[],
): Promise<Chart> {
  if (keys.length > 0) {
    throw new UsageError(
      `Cannot draw a chart: a specification says itself what it draws, found the keys ${
        keys.join(", ")
      } as well`,
    );
  }
  const { Chart } = await import("../../page/chart.ts");
  // Vega marks the rows that it draws, which are the caller's.
  return new Chart(
    structuredClone(spec),
    `a chart of Vega-Lite: ${JSON.stringify(spec).slice(0, 200)}`,
  );
}

function keyMissing(which: string): UsageError {
  return new UsageError(`Cannot draw a chart: name what is to be drawn, ${which}`);
}

function requireColumn({ columns }: Rows, key: string): void {
  if (columns.includes(key)) return;
  throw new UsageError(
    `Cannot draw a chart: there is no column '${key}'. ${suggestNames(key, columns)}`,
    { data: { key, columns } },
  );
}
