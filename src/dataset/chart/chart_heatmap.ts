/**
 * The chart of how often values of two keys come together.
 *
 * @module
 */
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { Chart } from "../../page/chart.ts";
import { countText } from "../../page/quantity_text.ts";
import { resolveKey } from "../query/resolve_key.ts";
import type { DatasetReader } from "../read/reader.ts";
import { type CommonRows, commonRows } from "./common_rows.ts";
import { type HeatAxis, heatAxis } from "./heat_axis.ts";
import { foundText } from "../../base/option_rules.ts";
import { UsageError } from "../../base/errors.ts";

/** How two keys are counted against each other. */
export interface ChartHeatmapOptions {
  /**
   * Bins of a key whose values are numbers: 1 to 200.
   *
   * @default {20}
   */
  readonly bins?: number;
}

const OPTIONS: OptionNames<ChartHeatmapOptions> = { bins: true };

/** Cells in which numbers can be read. */
const [MOST_NUMBERS_ACROSS, MOST_NUMBERS] = [12, 160];
const STEP = 26;
/** Bins of an axis, and the most that can be told apart. */
const [BINS, MOST_BINS] = [20, 200];

/**
 * Draws a cell for each pair of classes or bins, the darker the more rows are in it.
 *
 * @throws {UsageError} when a key is unknown, the keys are of the rows of two groups, or there
 *   cannot be so many bins
 */
export async function chartHeatmap(
  reader: DatasetReader,
  x: string,
  y: string,
  options: ChartHeatmapOptions = {},
): Promise<Chart> {
  requireKnownOptions("draw a heatmap", options, OPTIONS);
  const { bins = BINS } = options;
  if (!Number.isInteger(bins) || bins < 1 || bins > MOST_BINS) {
    throw new UsageError(
      `Cannot draw a heatmap: 'bins' must be a whole number from 1 to ${MOST_BINS}, found ` +
        `${foundText(bins)}. There are as many cells as its square`,
      { data: { bins } },
    );
  }
  const columns = await Promise.all([x, y].map((key) => resolveKey(reader, key)));
  const rows = commonRows(columns);
  const [across, up] = columns.map((column, i) => heatAxis(column, rows, i, bins));
  const cells = countCells(rows, across, up);
  const counted = cells.reduce((sum, { count }) => sum + count, 0);
  const most = cells.reduce((most, { count }) => Math.max(most, count), 1);
  const left = rows.count - counted;
  const what = rows.group === null ? "samples" : `rows of ${rows.group}`;
  const title = `${columns[1].name} against ${columns[0].name}`;
  const subtitle = `${countText(counted)} ${what}` +
    (left > 0 ? `, ${countText(left)} without both values left out` : "");
  const numbers = cells.length <= MOST_NUMBERS && !across.ranged && !up.ranged &&
    across.names.length <= MOST_NUMBERS_ACROSS;
  const position = { ...across.encoding("x", "x2"), ...up.encoding("y", "y2") };
  return new Chart(
    {
      title: { text: title, subtitle },
      data: {
        values: cells.map(({ at: [i, j], count }) => ({
          ...across.fields("x", i),
          ...up.fields("y", j),
          count,
          share: Number((count / most).toFixed(4)),
        })),
      },
      width: across.ranged ? 400 : Math.min(420, Math.max(120, across.names.length * STEP * 1.5)),
      height: up.ranged ? 260 : { step: Math.min(STEP, Math.max(14, 360 / up.names.length)) },
      encoding: position,
      layer: [
        {
          mark: { type: "rect", tooltip: true },
          encoding: {
            color: {
              field: "count",
              type: "quantitative",
              title: "count",
              // Where one cell has nearly all, the others are still told apart.
              scale: {
                type: "sqrt",
                domain: [0, most],
                range: ["rgba(63, 134, 209, 0.08)", "rgba(63, 134, 209, 1)"],
              },
              legend: {
                orient: "bottom",
                gradientLength: 160,
                tickCount: Math.min(3, most),
                // Of few there are no halves: they would be written as the numbers beside them.
                tickMinStep: 1,
                format: "d",
              },
            },
          },
        },
        ...!numbers ? [] : [{
          mark: { type: "text", fontSize: 11 },
          encoding: {
            text: { field: "count", type: "quantitative", format: "d" },
            ...{ color: { condition: { test: "datum.share > 0.4", value: "#ffffff" } } },
          },
        }],
      ],
    },
    `${title}: ${subtitle}`,
  );
}

interface Cell {
  /** The places on both axes. */
  readonly at: readonly [number, number];
  count: number;
}

function countCells(rows: CommonRows, across: HeatAxis, up: HeatAxis): Cell[] {
  const cells = new Map<number, Cell>();
  for (let row = 0; row < rows.count; row++) {
    const [i, j] = [across.placeOf(rows.value(0, row)), up.placeOf(rows.value(1, row))];
    if (i < 0 || j < 0) continue;
    const key = i * up.names.length + j;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, { at: [i, j], count: 1 });
    else cell.count++;
  }
  return [...cells.values()];
}
