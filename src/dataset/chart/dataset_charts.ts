/**
 * The charts of a dataset.
 *
 * @module
 */
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import type { Chart } from "../../page/chart.ts";
import type { DatasetReader } from "../read/reader.ts";
import type { ConfusionOptions } from "../statistics/confusion.ts";
import type { DistributionOptions } from "../statistics/distribution.ts";
import { DEFAULT_SPLIT } from "../read/subsets_of_split.ts";
import type { ChartHeatmapOptions } from "./chart_heatmap.ts";

/** How the values of a key are drawn. */
export type ChartDistributionOptions = Omit<DistributionOptions, "key">;

/** Which split is drawn. */
export interface ChartSplitsOptions {
  /**
   * The name of the split.
   *
   * @default {"default"}
   */
  readonly split?: string;
}

const SPLITS_OPTIONS: OptionNames<ChartSplitsOptions> = { split: true };

const OPTIONS: OptionNames<ChartDistributionOptions> = { group: true, bins: true };

/**
 * Draws a dataset. What is drawn is aggregated first: a chart holds bins, never rows.
 *
 * @example
 * ```ts
 * import { openDataset } from "trunnion";
 *
 * if (import.meta.main) {
 *   using dataset = await openDataset("output/flows/parts");
 *   const chart = await dataset.chart.distribution("faces/face_types"); // a cell may end with it
 *   await Deno.writeFile("face_types.png", await chart.toPNG({ theme: "dark" }));
 *   await dataset.chart.scatter("face_count", "edge_count", "subset");
 * }
 * ```
 */
export class DatasetCharts {
  readonly #reader: DatasetReader;

  /** A dataset makes its charts itself: `dataset.chart`. */
  constructor(reader: DatasetReader) {
    this.#reader = reader;
  }

  /**
   * How the values of a key are distributed. Classes have a bar each, by name; of numbers with a
   * long tail the axis is logarithmic or, where some are not positive, by quantiles.
   *
   * @throws {UsageError} when the key is unknown
   */
  async distribution(key: string, options: ChartDistributionOptions = {}): Promise<Chart> {
    requireKnownOptions(`draw '${key}'`, options, OPTIONS);
    const { chartDistribution } = await import("./chart_distribution.ts");
    return await chartDistribution(this.#reader, { ...options, key });
  }

  /**
   * Two keys against each other, both of samples or of the rows of one group.
   *
   * @param color the key whose classes are told by colour
   * @throws {UsageError} when a key is unknown, no number, or of another group
   */
  async scatter(x: string, y: string, color: string | null = null): Promise<Chart> {
    const { chartScatter } = await import("./chart_scatter.ts");
    return await chartScatter(this.#reader, x, y, color);
  }

  /**
   * How often values of two keys come together, both of samples or of the rows of one group: a cell
   * for each pair of classes, by name, or of bins of numbers.
   *
   * @throws {UsageError} when a key is unknown, or of another group
   */
  async heatmap(x: string, y: string, options: ChartHeatmapOptions = {}): Promise<Chart> {
    const { chartHeatmap } = await import("./chart_heatmap.ts");
    return await chartHeatmap(this.#reader, x, y, options);
  }

  /**
   * Where the time of the last run went: stages, workers, the slowest items.
   *
   * @throws {UsageError} when nothing tells of a run
   */
  async timings(): Promise<Chart> {
    const { chartTimings } = await import("./chart_timings.ts");
    return await chartTimings(this.#reader);
  }

  /**
   * How often each class was taken for each. Colours are shares of the row, so that rare classes
   * are seen as well.
   *
   * @throws {UsageError} when a key is unknown, or the two have no class in common
   */
  async confusion(options: ConfusionOptions): Promise<Chart> {
    const { chartConfusion } = await import("./chart_confusion.ts");
    return await chartConfusion(this.#reader, options);
  }

  /**
   * How often each class of error occurred in the run.
   *
   * @throws {UsageError} when the dataset was opened without its `.flow`
   */
  async errors(): Promise<Chart> {
    const { chartErrors } = await import("./chart_counts.ts");
    return await chartErrors(this.#reader);
  }

  /**
   * How many samples each subset has.
   *
   * @param key where it is given, how each of its classes is divided
   * @throws {UsageError} when the dataset has not been split, or has no split of that name
   */
  async splits(key: string | null = null, options: ChartSplitsOptions = {}): Promise<Chart> {
    requireKnownOptions("draw a split", options, SPLITS_OPTIONS);
    const { chartSplits } = await import("./chart_counts.ts");
    return await chartSplits(this.#reader, key, options.split ?? DEFAULT_SPLIT);
  }
}
