/**
 * Labels against predictions, as a chart.
 *
 * @module
 */
import { Chart } from "../../page/chart.ts";
import { BLUE, RED } from "../../page/chart_theme.ts";
import { slantedExtent } from "./slanted_extent.ts";
import type { DatasetReader } from "../read/reader.ts";
import { confusionOf, type ConfusionOptions } from "../statistics/confusion.ts";

/** Classes that are drawn; the others are one. */
const MOST_CLASSES = 24;
const OTHERS = "(others)";

/**
 * Draws how often each class was taken for each: a cell's colour is its share of the row, so that
 * rare classes are seen as well.
 *
 * @throws {UsageError} as {@linkcode confusionOf} does
 */
export async function chartConfusion(
  reader: DatasetReader,
  options: ConfusionOptions,
): Promise<Chart> {
  const confusion = await confusionOf(reader, options);
  const { classes, matrix, perClass, accuracy, macroF1, total, level } = confusion;
  const many = classes.length > MOST_CLASSES;
  const kept = new Set(
    perClass.map(({ support, predicted }, i) => ({ i, size: support + predicted }))
      .sort((a, b) => b.size - a.size).slice(0, many ? MOST_CLASSES - 1 : MOST_CLASSES)
      .map(({ i }) => i),
  );
  const order = [...classes.filter((_, i) => kept.has(i)), ...many ? [OTHERS] : []];
  const nameOf = (i: number) => kept.has(i) ? classes[i] : OTHERS;
  const cells = new Map<string, { label: string; prediction: string; count: number }>();
  const sums = new Map<string, number>();
  matrix.forEach((row, i) =>
    row.forEach((count, j) => {
      if (count === 0) return;
      const [label, prediction] = [nameOf(i), nameOf(j)];
      const key = JSON.stringify([label, prediction]);
      const cell = cells.get(key) ?? { label, prediction, count: 0 };
      cells.set(key, { ...cell, count: cell.count + count });
      sums.set(label, (sums.get(label) ?? 0) + count);
    })
  );
  const values = [...cells.values()].map((cell) => ({
    ...cell,
    is: cell.label === cell.prediction ? "right" : "wrong",
    share: Number((cell.count / sums.get(cell.label)!).toFixed(4)),
  }));
  const subtitle = `${total} ${level}s: ${(100 * accuracy).toFixed(1)} % right, macro-F1 ${
    macroF1.toFixed(3)
  }`;
  const step = order.length > 12 ? 26 : 34;
  return new Chart(
    {
      title: { text: `${confusion.prediction} against ${confusion.label}`, subtitle },
      data: { values },
      width: order.length * step,
      height: { step: Math.min(step, 28) },
      encoding: {
        x: {
          field: "prediction",
          type: "nominal",
          title: "predicted as",
          scale: { domain: order },
          axis: {
            orient: "top",
            labelAngle: -45,
            labelAlign: "left",
            grid: false,
            domain: false,
            maxExtent: slantedExtent(order),
          },
        },
        y: {
          field: "label",
          type: "nominal",
          title: "is",
          scale: { domain: order },
          axis: { grid: false, domain: false },
        },
      },
      layer: [
        {
          mark: { type: "rect", tooltip: true },
          encoding: {
            color: {
              field: "is",
              type: "nominal",
              title: null,
              scale: { domain: ["right", "wrong"], range: [BLUE, RED] },
              legend: { orient: "bottom" },
            },
            opacity: {
              field: "share",
              type: "quantitative",
              title: "share of the row",
              scale: { domain: [0, 1], range: [0.15, 1] },
              legend: {
                orient: "bottom",
                format: "%",
                values: [0.25, 0.5, 0.75, 1],
                symbolType: "square",
              },
            },
          },
        },
        {
          mark: { type: "text", fontSize: 11 },
          encoding: {
            text: { field: "count", type: "quantitative", format: "d" },
            color: { condition: { test: "datum.share > 0.55", value: "#ffffff" } },
          },
        },
      ],
    },
    confusion.toString(),
  );
}
