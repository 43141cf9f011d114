/**
 * Brings features to one measure: mean 0 and standard deviation 1.
 *
 * @module
 */
import type { TypedArray } from "../../storage/array.ts";
import { UsageError } from "../../base/errors.ts";
import { DatasetError } from "../errors.ts";

/** The statistics of one component of an array, over the rows of all samples. */
export interface FeatureStatistics {
  /** The mean of the values. */
  readonly mean: number;
  /** The standard deviation of the values, whose number divides. */
  readonly deviation: number;
  /** The least value. */
  readonly least: number;
  /** The greatest value. */
  readonly greatest: number;
  /** The values that were counted. */
  readonly count: number;
  /** The values that were left out: NaN, infinite, or what the array has for a missing one. */
  readonly missing: number;
}

/** What a scaler was fitted on. */
export interface ScalerOrigin {
  /** The subset, e.g. `"train"`. */
  readonly subset: string;
  /** The split that the subset is of; null where it is of none. */
  readonly split: string | null;
  /** The samples it was fitted on, as a hash of their contents. */
  readonly samples: string;
  /** Whether bodies were centred first, as they must be where it is applied. */
  readonly center: boolean;
  /** Whether bodies were scaled first, as they must be where it is applied. */
  readonly scale: boolean;
}

/** Statistics of features, and their use; `fitScaler` makes one. */
export class Scaler {
  /** What it was fitted on. */
  readonly origin: ScalerOrigin;
  /** By `"group/array"`: the statistics of each component of the last dimension. */
  readonly arrays: Readonly<Record<string, readonly FeatureStatistics[]>>;
  /** What stands for a missing value, by array; such values stay as they are. */
  readonly missing: Readonly<Record<string, number>>;

  /** A scaler of what was found; `fitScaler` finds it. */
  constructor(
    origin: ScalerOrigin,
    arrays: Readonly<Record<string, readonly FeatureStatistics[]>>,
    missing: Readonly<Record<string, number>> = {},
  ) {
    this.origin = origin;
    this.arrays = arrays;
    this.missing = missing;
  }

  /**
   * Scales the values of an array in place; an array that was not fitted stays as it is. Missing
   * values stay, and what never varies becomes 0.
   *
   * @param components how many numbers the last dimension has
   * @throws {UsageError} when the array had another number of components when it was fitted
   */
  apply(key: string, data: TypedArray, components: number): void {
    if (!Object.hasOwn(this.arrays, key) || data instanceof BigInt64Array) return;
    const statistics = this.arrays[key];
    if (statistics.length !== components) {
      throw new UsageError(
        `Cannot scale '${key}': the scaler was fitted on ${statistics.length} components, found ` +
          `${components}. Fit it again`,
        { data: { key, fitted: statistics.length, found: components } },
      );
    }
    const missing = this.missing[key];
    for (let component = 0; component < components; component++) {
      const { mean, deviation } = statistics[component];
      const divisor = deviation > 0 ? deviation : 1;
      for (let at = component; at < data.length; at += components) {
        if (data[at] !== missing) data[at] = (data[at] - mean) / divisor;
      }
    }
  }

  /** The scaler as plain data, as its file has it. */
  toJSON(): Record<string, unknown> {
    return { format: 1, origin: this.origin, missing: this.missing, arrays: this.arrays };
  }

  /**
   * Reads what {@linkcode toJSON} gave.
   *
   * @param name what messages call it
   * @throws {DatasetError} when it is no scaler
   */
  static parse(text: string, name: string): Scaler {
    let found: Record<string, unknown>;
    try {
      found = JSON.parse(text);
    } catch (cause) {
      throw notAScaler(name, "it must be JSON, and is not", cause);
    }
    const { format, origin, arrays, missing } = found ?? {};
    if (format !== 1) throw notAScaler(name, `its format must be 1, found ${format}`);
    if (!isRecord(origin) || !isRecord(arrays) || !isRecord(missing)) {
      throw notAScaler(name, "it must say what it was fitted on, and what was found");
    }
    for (const [key, statistics] of Object.entries(arrays)) {
      const whole = Array.isArray(statistics) &&
        statistics.every((one) => Number.isFinite(one?.mean) && Number.isFinite(one?.deviation));
      if (!whole) throw notAScaler(name, `'${key}' must have a mean and a deviation each`);
    }
    return new Scaler(
      origin as unknown as ScalerOrigin,
      arrays as Record<string, FeatureStatistics[]>,
      missing as Record<string, number>,
    );
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function notAScaler(name: string, why: string, cause?: unknown): DatasetError {
  return new DatasetError(
    `Cannot read the scaler '${name}': ${why}. Fit it again, or remove the file`,
    { data: { name }, cause },
  );
}
