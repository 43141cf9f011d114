/**
 * Charts of what is counted already: errors of a run, subsets of a split.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { Chart } from "../../page/chart.ts";
import { RED } from "../../page/chart_theme.ts";
import { resolveKey } from "../query/resolve_key.ts";
import type { DatasetReader } from "../read/reader.ts";
import { DEFAULT_SPLIT, subsetsOfSplit } from "../read/subsets_of_split.ts";
import { SUBSETS } from "../split/subset_name.ts";
import { classesOfSamples } from "../statistics/classes.ts";
import { histogramText } from "../statistics/histogram_text.ts";

const MOST_BARS = 25;

/**
 * Draws how often each class of error occurred.
 *
 * @throws {UsageError} when the dataset was opened without its `.flow`
 */
export function chartErrors(reader: DatasetReader): Chart {
  if (reader.flow === null) {
    throw new UsageError(
      `Cannot draw the errors of '${reader.location}': a run's .flow tells of them. Open the ` +
        "dataset by its .flow file or the folder that holds it",
    );
  }
  const { error_distribution: found } = reader.flow;
  const all = Object.entries(typeof found === "object" && found !== null ? found : {})
    .map(([value, count]) => ({ value, count: Number(count) }))
    .sort((a, b) => b.count - a.count);
  const total = all.reduce((sum, { count }) => sum + count, 0);
  const bins = all.map(({ value, count }) => ({ label: value, count }));
  const text = histogramText({ key: "errors", group: null, bins, total, missing: 0 });
  const items = `${reader.flow.item_count} items`;
  const title = { text: "Errors by class", subtitle: `${total} of ${items}` };
  if (total === 0) return nothingChart({ ...title, subtitle: `none of ${items}` }, text);
  return new Chart({
    title,
    data: { values: all.slice(0, MOST_BARS) },
    width: 420,
    height: { step: 20 },
    mark: { type: "bar", color: RED, tooltip: true },
    encoding: {
      y: { field: "value", type: "nominal", sort: null, title: null },
      x: {
        field: "count",
        type: "quantitative",
        title: "items",
        axis: { format: "d", tickCount: Math.min(8, all[0].count) },
      },
    },
  }, text);
}

/** A chart of nothing says so: empty axes look like a fault. */
function nothingChart(title: { readonly text: string; readonly subtitle: string }, text: string) {
  return new Chart({
    title,
    data: { values: [{ text: "nothing to draw" }] },
    width: 320,
    height: 60,
    mark: { type: "text", fontSize: 13 },
    encoding: { text: { field: "text", type: "nominal" } },
  }, text);
}

/**
 * Draws how many samples each subset has; with a key, how each of its classes is divided.
 *
 * @throws {UsageError} when the dataset has not been split
 */
export async function chartSplits(
  reader: DatasetReader,
  key: string | null,
  split: string,
): Promise<Chart> {
  const subsets = await subsetsOfSplit(reader, split);
  if (subsets.every((one) => one === null)) {
    throw new UsageError(
      `Cannot draw the split of '${reader.location}': it has not been split yet. Call split() ` +
        "first",
    );
  }
  const classes = await sampleClasses(reader, key);
  const counts = new Map<string, { value: string; subset: string; count: number }>();
  subsets.forEach((subset, s) => {
    const name = subset ?? "(none)";
    const value = classes?.[s] ?? name;
    const id = JSON.stringify([value, name]);
    const entry = counts.get(id) ?? { value, subset: name, count: 0 };
    counts.set(id, { ...entry, count: entry.count + 1 });
  });
  const folds = [...new Set(subsets)].flatMap((one) => one?.startsWith("fold_") ? [one] : [])
    .sort((a, b) => Number(a.slice(5)) - Number(b.slice(5)));
  const order = [...folds.length > 0 ? folds : SUBSETS as readonly string[], "(none)"];
  const values = classes === null
    ? [...counts.values()].sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
    : largest([...counts.values()]);
  const bins = values.map(({ value, subset, count }) => ({
    label: classes === null ? value : `${value}, ${subset}`,
    count,
  }));
  return new Chart(
    {
      title: {
        text: `Split${split === DEFAULT_SPLIT ? "" : ` '${split}'`}${
          key === null ? "" : ` by ${key}`
        }`,
        subtitle: `${subsets.length} samples`,
      },
      data: { values: values.map((one) => ({ ...one, order: order.indexOf(one.subset) })) },
      width: 420,
      height: { step: 22 },
      mark: { type: "bar", tooltip: true },
      encoding: {
        y: {
          field: "value",
          type: "nominal",
          sort: classes === null ? order : null,
          title: null,
        },
        x: {
          field: "count",
          type: "quantitative",
          title: classes === null ? "samples" : "share of samples",
          ...classes === null ? {} : { stack: "normalize", axis: { format: "%" } },
        },
        order: { field: "order", type: "quantitative" },
        color: {
          field: "subset",
          type: "nominal",
          sort: order,
          scale: { domain: order.filter((one) => values.some(({ subset }) => subset === one)) },
          title: null,
          legend: { orient: "bottom" },
        },
      },
    },
    histogramText({ key: "subset", group: null, bins, total: subsets.length, missing: 0 }),
  );
}

async function sampleClasses(reader: DatasetReader, key: string | null): Promise<string[] | null> {
  if (key === null) return null;
  const column = await resolveKey(reader, key);
  if (column.group !== null) {
    throw new UsageError(
      `Cannot draw the split by '${column.name}': it must have one value a sample, and it has ` +
        `one for each row of '${column.group}'`,
    );
  }
  const { labels, name } = classesOfSamples(column, null);
  return labels.map(name);
}

/** The classes with the most samples, in the order of their size. */
function largest<T extends { value: string; count: number }>(counts: readonly T[]): T[] {
  const sizes = new Map<string, number>();
  for (const { value, count } of counts) sizes.set(value, (sizes.get(value) ?? 0) + count);
  const kept = [...sizes].sort((a, b) => b[1] - a[1]).slice(0, MOST_BARS).map(([value]) => value);
  return kept.flatMap((value) => counts.filter((one) => one.value === value));
}
