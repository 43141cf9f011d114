/**
 * The chart of how a key's values are distributed.
 *
 * @module
 */
import { Chart } from "../../page/chart.ts";
import { resolveKey } from "../query/resolve_key.ts";
import type { DatasetReader } from "../read/reader.ts";
import { finiteNumbers, isCategorical } from "../statistics/classes.ts";
import {
  type Distribution,
  distributionOf,
  type DistributionOptions,
} from "../statistics/distribution.ts";
import { type AxisScale, axisScale } from "./axis_scale.ts";

/** Bars of classes; the rest is one bar. */
const MOST_CLASSES = 25;

/** Counts and draws. */
export async function chartDistribution(
  reader: DatasetReader,
  options: DistributionOptions,
): Promise<Chart> {
  const column = await resolveKey(reader, options.key, options.group);
  const { bins = null } = options;
  if (isCategorical(column) && bins === null) {
    return classChart(await distributionOf(reader, options));
  }
  const given = bins !== null && typeof bins !== "number";
  const scale: AxisScale = given
    ? { kind: "linear", edges: bins }
    : axisScale(finiteNumbers(column.values), bins as number | null);
  // Without a number there is nothing to divide; what is wrong is said where values are counted.
  const edges = scale.edges.length < 2 ? null : scale.edges;
  return intervalChart(await distributionOf(reader, { ...options, bins: edges ?? bins }), scale);
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

function intervalChart(found: Distribution, { kind }: AxisScale): Chart {
  const values = found.bins.map(({ label, lower, upper, count }, i) => ({
    low: kind === "quantile" ? i : lower,
    high: kind === "quantile" ? i + 1 : upper,
    bin: label,
    count,
  }));
  const x = kind === "quantile"
    // Bins of equally many values are equally wide, so the axis says their names.
    ? { field: "bin", type: "ordinal", sort: null, title: found.key, axis: { labelAngle: -45 } }
    : {
      field: "low",
      type: "quantitative",
      title: kind === "log" ? `${found.key} (log axis)` : found.key,
      axis: { grid: false },
      scale: kind === "log" ? { type: "log", nice: false } : { zero: false, nice: false },
    };
  const ranged = kind !== "quantile";
  return new Chart({
    title: titleOf(found),
    data: { values },
    width: 480,
    height: 220,
    mark: ranged ? { type: "rect", tooltip: true } : { type: "bar", tooltip: true },
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
