/**
 * Finds the statistics of features.
 *
 * @module
 */
import type { OptionNames } from "../../base/known_options.ts";
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import { batchSamples } from "./batch_samples.ts";
import { plainArrays } from "./gathered.ts";
import type { LoadedArray } from "./loaded_array.ts";
import { SampleReader } from "./sample_reader.ts";
import { type FeatureStatistics, Scaler, type ScalerOrigin } from "./scaler.ts";

/** What to fit a scaler on. */
export interface FitOptions {
  /**
   * The arrays to scale, as `"group/array"`.
   *
   * @default {arrays of floats that are no labels, points, directions or transforms}
   */
  arrays?: readonly string[];
  /**
   * Fits on a subset that is not `train`. What a model is tested on must not have been seen before.
   *
   * @default {false}
   */
  anySubset?: boolean;
}

/** The names of {@linkcode FitOptions}. */
export const FIT_OPTIONS: OptionNames<FitOptions> = { arrays: true, anySubset: true };

/** Groups that hold what is to be found, or where bodies stand. */
const NO_FEATURES = ["labels", "instances"];

/**
 * Fits a scaler on some samples, whose rotations and scaler are left out. Memory: a block of
 * samples.
 *
 * @throws {UsageError} when an array is none of floats, or there are no values
 */
export async function fitScaler(
  reader: SampleReader,
  indices: readonly number[],
  origin: ScalerOrigin,
  options: FitOptions,
): Promise<Scaler> {
  const plain = new SampleReader(reader.reader, {
    ...reader.options,
    rotate: false,
    scaler: undefined,
  });
  const { arrays } = await plain.layout();
  const wanted = chosen(arrays, options.arrays);
  const sums = new Map(wanted.map((array) => [array.key, sumsOf(array)]));
  const missing: Record<string, number> = {};
  for (const { key, group, name } of wanted) {
    const marked = reader.reader.arrays.find(group, name)?.missing ?? null;
    if (marked !== null && !Number.isNaN(marked)) missing[key] = marked;
  }
  const make = async (...[placed, draw]: Parameters<Parameters<typeof batchSamples>[3]>) =>
    await plainArrays(plain.prepared(placed, arrays, draw));
  for await (const batch of batchSamples(plain, indices, { size: 256, prefetch: 0 }, make)) {
    for (const [key, own] of sums) {
      add(own, batch[key].data as Float64Array, missing[key] ?? NaN);
    }
  }
  const found = [...sums].map(([key, own]): [string, FeatureStatistics[]] => [
    key,
    own.map((sum) => statisticsOf(key, sum)),
  ]);
  return new Scaler(origin, Object.fromEntries(found), missing);
}

function chosen(
  arrays: readonly LoadedArray[],
  keys: readonly string[] | undefined,
): LoadedArray[] {
  const floats = arrays.filter(({ dtype, helper }) => dtype.startsWith("float") && !helper);
  if (keys === undefined) {
    // What was joined may be what is to be learnt.
    return floats.filter(({ geometry, group, joined }) =>
      joined === null && geometry?.points === undefined && geometry?.vectors === undefined &&
      geometry?.tensor === undefined && !NO_FEATURES.includes(group)
    );
  }
  return keys.map((key) => {
    const array = floats.find((one) => one.key === key);
    if (array !== undefined) return array;
    throw new UsageError(
      `Cannot fit a scaler on '${key}': it must be an array of floats that is read. ${
        suggestNames(key, floats.map((one) => one.key), 40)
      }`,
      { data: { key } },
    );
  });
}

/** Moments that were found so far; `spread` is the sum of squared distances from the mean. */
interface Sums {
  count: number;
  missing: number;
  mean: number;
  spread: number;
  least: number;
  greatest: number;
}

function sumsOf({ width }: LoadedArray): Sums[] {
  return Array.from({ length: width[width.length - 1] ?? 1 }, () => ({
    count: 0,
    missing: 0,
    mean: 0,
    spread: 0,
    least: Infinity,
    greatest: -Infinity,
  }));
}

/**
 * Adds values, by their components.
 *
 * Source: T. F. Chan, G. H. Golub, R. J. LeVeque, Updating formulae and a pairwise algorithm for
 * computing sample variances (1979).
 */
function add(sums: readonly Sums[], data: Float64Array | Float32Array, marked: number): void {
  sums.forEach((sum, component) => {
    let count = 0, total = 0;
    for (let at = component; at < data.length; at += sums.length) {
      const value = data[at];
      if (!Number.isFinite(value) || value === marked) {
        sum.missing++;
        continue;
      }
      count++;
      total += value;
      if (value < sum.least) sum.least = value;
      if (value > sum.greatest) sum.greatest = value;
    }
    if (count === 0) return;
    const mean = total / count;
    let spread = 0;
    for (let at = component; at < data.length; at += sums.length) {
      const value = data[at];
      if (Number.isFinite(value) && value !== marked) spread += (value - mean) ** 2;
    }
    const all = sum.count + count, distance = mean - sum.mean;
    sum.spread += spread + distance ** 2 * sum.count * count / all;
    sum.mean += distance * count / all;
    sum.count = all;
  });
}

function statisticsOf(key: string, { mean, spread, ...sum }: Sums): FeatureStatistics {
  if (sum.count === 0) {
    throw new UsageError(
      `Cannot fit a scaler on '${key}': the subset has no value of it. Name the arrays to scale ` +
        "with `arrays`",
      { data: { key } },
    );
  }
  return { mean, deviation: Math.sqrt(spread / sum.count), ...sum };
}
