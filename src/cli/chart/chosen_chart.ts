/**
 * The chart that the options of a command ask for.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import type { Dataset } from "../../dataset/dataset.ts";
import type { WantedBins } from "../../dataset/statistics/divide_values.ts";
import type { Chart } from "../../page/chart.ts";

/** The charts by name. */
export const CHART_KINDS = [
  "distribution",
  "scatter",
  "heatmap",
  "errors",
  "timings",
  "splits",
  "confusion",
] as const;

/** Which chart. */
export interface ChartFlags {
  readonly kind?: (typeof CHART_KINDS)[number];
  readonly key?: string;
  readonly against?: string;
  readonly color?: string;
  readonly split?: string;
  readonly group?: string;
  readonly bins?: WantedBins;
}

/**
 * Draws it.
 *
 * @throws {UsageError} when an option is missing that the chart needs
 */
export async function chosenChart({ chart }: Dataset, flags: ChartFlags): Promise<Chart> {
  const { color, split, group, bins } = flags;
  const kind = kindOf(flags);
  const key = (name: "key" | "against") => flags[name] ?? missing(kind, name);
  switch (kind) {
    case "distribution":
      return await chart.distribution(key("key"), { group, bins });
    case "scatter":
      return await chart.scatter(key("key"), key("against"), color ?? null);
    case "heatmap":
      return await chart.heatmap(key("key"), key("against"), heatBins(bins));
    case "errors":
      return await chart.errors();
    case "timings":
      return await chart.timings();
    case "splits":
      return await chart.splits(flags.key ?? null, split === undefined ? {} : { split });
    case "confusion":
      return await chart.confusion({ label: key("key"), prediction: key("against") });
  }
}

/** What is asked for, where no kind is named. */
function kindOf({ kind, key, against, split }: ChartFlags): NonNullable<ChartFlags["kind"]> {
  if (kind !== undefined) return kind;
  if (split !== undefined) return "splits";
  if (against !== undefined) return "scatter";
  if (key !== undefined) return "distribution";
  throw new UsageError(
    "Cannot draw a chart: say of what. `--key NAME` draws the values of an array or a column, " +
      "`--split default` a split, `--kind timings` where the time of the run went",
  );
}

function heatBins(bins: WantedBins | undefined): { bins?: number } {
  if (bins === undefined || bins === null) return {};
  if (typeof bins === "number") return { bins };
  throw new UsageError(
    `Cannot draw a heatmap: its bins must be a number, found ${JSON.stringify(bins)}`,
  );
}

function missing(kind: string, name: string): never {
  throw new UsageError(
    `Cannot draw a chart of the kind '${kind}' without --${name}: it draws a key` +
      `${name === "against" ? " against another" : ""}. Name an array or a column`,
  );
}
