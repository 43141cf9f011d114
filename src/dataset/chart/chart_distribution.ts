/**
 * The chart of how a key's values are distributed.
 *
 * @module
 */
import { Chart } from "../../page/chart.ts";
import type { DatasetReader } from "../read/reader.ts";
import {
  type Distribution,
  distributionOf,
  type DistributionOptions,
} from "../statistics/distribution.ts";

/** Bars of classes; the rest is one bar. */
const MOST_CLASSES = 25;

/** Counts and draws. */
export async function chartDistribution(
  reader: DatasetReader,
  options: DistributionOptions,
): Promise<Chart> {
  const found = await distributionOf(reader, options);
  return found.kind === "categorical" ? classChart(found) : intervalChart(found);
}

function titleOf({ key, group, total, missing }: Distribution) {
  const what = group === null ? "samples" : `rows of ${group}`;
  return {
    text: key,
    subtitle: `${total} ${what}${missing > 0 ? `, ${missing} without a value` : ""}`,
  };
}

function classChart(found: Distribution): Chart {
  const sorted = [...found.bins].sort((a, b) => b.count - a.count);
  const rest = sorted.slice(MOST_CLASSES);
  const values = sorted.slice(0, MOST_CLASSES).map(({ label, count }) => ({ value: label, count }));
  if (rest.length > 0) {
    const count = rest.reduce((sum, bin) => sum + bin.count, 0);
    values.push({ value: `(${rest.length} others)`, count });
  }
  return new Chart({
    title: titleOf(found),
    data: { values },
    width: 420,
    height: { step: 20 },
    mark: { type: "bar", tooltip: true },
    encoding: {
      y: { field: "value", type: "nominal", sort: null, title: null },
      x: { field: "count", type: "quantitative", title: "count" },
    },
  }, String(found));
}

function intervalChart(found: Distribution): Chart {
  // What an axis has no place for is drawn a name for a bin: all is equally wide, or 0 has no log.
  const named = found.scale === "quantile" ||
    (found.scale === "log" && found.edges[0] <= 0);
  const kind = named ? "named" : found.scale;
  // Of many bins their lower ends say enough.
  const short = named && found.scale === "log"
    ? { labelExpr: "replace(split(datum.label, ',')[0], '[', '')" }
    : {};
  const values = found.bins.map(({ label, lower, upper, count }, i) => ({
    low: named ? i : lower,
    high: named ? i + 1 : upper,
    bin: label,
    count,
  }));
  const x = named
    ? {
      field: "bin",
      type: "ordinal",
      sort: null,
      title: found.scale === "log" ? `${found.key} from (log axis, 0 beside it)` : found.key,
      axis: { labelAngle: -45, ...short },
    }
    : {
      field: "low",
      type: "quantitative",
      title: kind === "log" ? `${found.key} (log axis)` : found.key,
      axis: { grid: false },
      scale: kind === "log" ? { type: "log", nice: false } : { zero: false, nice: false },
    };
  const ranged = !named;
  return new Chart({
    title: titleOf(found),
    data: { values },
    width: 480,
    height: 220,
    // A pixel between two bins of the same count tells them apart.
    mark: ranged ? { type: "rect", tooltip: true, x2Offset: -1 } : { type: "bar", tooltip: true },
    encoding: {
      x,
      ...ranged ? { x2: { field: "high" } } : {},
      y: {
        field: "count",
        type: "quantitative",
        title: "count",
        scale: { zero: true, nice: true },
      },
      ...ranged ? { y2: { datum: 0 } } : {},
      tooltip: [{ field: "bin", type: "nominal" }, { field: "count", type: "quantitative" }],
    },
  }, String(found));
}
