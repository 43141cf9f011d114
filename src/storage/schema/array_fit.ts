/**
 * Makes numbers fit a declared type, and refuses what would change a value.
 *
 * @module
 */
import type { DType, MissingValue, TypedArray } from "../array.ts";
import { createTyped, dtypeOf } from "../array_type.ts";
import { firstNotFinite } from "./first_not_finite.ts";
import { SchemaViolation } from "../storage_errors.ts";

/** The smallest and the largest number of the integer types. */
const RANGES: Readonly<Partial<Record<DType, readonly [number, number]>>> = {
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32768, 32767],
  uint16: [0, 65535],
  int32: [-2147483648, 2147483647],
  uint32: [0, 4294967295],
};

/** The largest finite float32: (2 - 2^-23) * 2^127. */
const MAX_FLOAT32 = 3.4028234663852886e38;

/** Where an array is going, for the errors. */
export interface ArrayPlace {
  readonly group: string;
  readonly array: string;
}

/**
 * Refuses NaN and infinities, with the place of the first one.
 *
 * @param missing the array's missing value: where that is NaN, it may stand in the array
 */
export function requireFinite(
  data: TypedArray | readonly number[],
  place: ArrayPlace,
  missing?: MissingValue,
): void {
  const allowsNaN = missing === "NaN";
  for (let i = firstNotFinite(data); i < data.length; i = firstNotFinite(data, i + 1)) {
    if (allowsNaN && Number.isNaN(data[i])) continue;
    throw new SchemaViolation({
      ...place,
      expected: "finite numbers",
      found: `${data[i]} at index ${i}`,
      advice: "Compute the value, or declare what stands for a missing one: " +
        "createArray(name, dims, dtype, description, { missing: NaN })",
    });
  }
}

/**
 * A copy of the numbers in the given type.
 *
 * Integers must be in the type's range, without a fraction. Into float32, fractions are rounded
 * to the nearest, but integers that came as integers must stay what they are.
 *
 * @throws {SchemaViolation} if a value would change, is NaN or infinite; it names the first one
 */
export function fitTo(
  dtype: DType,
  data: TypedArray | readonly number[],
  place: ArrayPlace,
  missing?: MissingValue,
): TypedArray {
  requireFinite(data, place, missing);
  const source = Array.isArray(data) ? null : dtypeOf(data);
  if (source === dtype) return (data as TypedArray).slice();
  const problem = problemOf(dtype, source);
  const out = createTyped(dtype, data.length);
  for (let i = 0; i < data.length; i++) {
    const value: number | bigint = data[i];
    const why = problem(value);
    if (why !== null) {
      throw new SchemaViolation({
        ...place,
        expected: `numbers that fit ${dtype}`,
        found: `${value} at index ${i} (${why})`,
        advice: `Declare the array with a wider type, or convert the values first`,
      });
    }
    if (out instanceof BigInt64Array) out[i] = BigInt(value);
    else out[i] = Number(value);
  }
  return out;
}

/** Tells why a value of one type does not fit another; null where it does. */
function problemOf(
  dtype: DType,
  source: DType | null,
): (value: number | bigint) => string | null {
  const fromIntegers = source !== null && !source.startsWith("float");
  if (dtype === "float32") {
    return (value) => {
      const number = Number(value);
      if (Math.abs(number) > MAX_FLOAT32) return "out of range";
      const changed = fromIntegers &&
        (Math.fround(number) !== number || !sameInteger(value, number));
      return changed ? "not a float32" : null;
    };
  }
  if (dtype === "float64") {
    return (value) => sameInteger(value, Number(value)) ? null : "not a float64";
  }
  if (dtype === "int64") {
    return (value) => {
      if (!Number.isInteger(Number(value))) return "it has a fraction";
      return Number.isSafeInteger(Number(value)) ? null : "not an exact integer";
    };
  }
  const [low, high] = RANGES[dtype]!;
  return (value) => {
    const number = Number(value);
    if (!Number.isInteger(number)) return "it has a fraction";
    return number < low || number > high ? "out of range" : null;
  };
}

/** Whether a big integer survived being made a number. */
function sameInteger(value: number | bigint, number: number): boolean {
  return typeof value === "number" || BigInt(number) === value;
}
