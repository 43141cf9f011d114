/**
 * Decimals to doubles, correctly rounded without a string: what `Number(text)` gives, some five
 * times faster for the 17 digits that kernels write.
 *
 * @module
 */

/** Powers of ten that are doubles exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
/** 2^27 + 1 cuts a double into two halves of 26 bits (Veltkamp). */
const SPLITTER = 134217729;
const POWERS_HIGH = POWERS.map((power) => SPLITTER * power - (SPLITTER * power - power));
const POWERS_LOW = POWERS.map((power, i) => power - POWERS_HIGH[i]);
/** A bound for the relative error of the second quotient, with room. */
const DOUBT = 2 ** -50;

/**
 * The double nearest to `(high * 10^(digits - 9) + low) * 10^exponent`, or NaN where that takes
 * more than the arithmetic here.
 *
 * Up to 15 digits and a power of ten that is exact, one rounding does (Clinger). With 16 or 17
 * digits the mantissa is a sum of two doubles: it is divided by the power of ten in twice the
 * precision, and the result taken where the last error cannot matter.
 *
 * @param high the first 9 significant digits, or all if there are less
 * @param low the digits from the tenth on
 * @param digits the number of significant digits, at most 17
 */
export function decimal(high: number, low: number, digits: number, exponent: number): number {
  if (exponent > 22 || exponent < -22) return high === 0 ? 0 : NaN;
  const shifted = digits > 9 ? high * POWERS[digits - 9] : high;
  if (digits <= 15) {
    const mantissa = shifted + low;
    return exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
  }
  // Nine digits times 10^8 = 5^8 2^8 are exact, and so is the error of the sum (Dekker).
  const sum = shifted + low;
  if (exponent === 0) return sum;
  if (exponent > 0) return NaN;
  const rest = low - (sum - shifted);
  const divisor = POWERS[-exponent], divisorHigh = POWERS_HIGH[-exponent];
  const divisorLow = POWERS_LOW[-exponent];
  const quotient = sum / divisor;
  const scaled = SPLITTER * quotient;
  const high2 = scaled - (scaled - quotient), low2 = quotient - high2;
  const product = quotient * divisor;
  const error = high2 * divisorHigh - product + high2 * divisorLow + low2 * divisorHigh +
    low2 * divisorLow;
  const correction = (sum - product - error + rest) / divisor;
  const below = quotient + correction * (1 - DOUBT), above = quotient + correction * (1 + DOUBT);
  return below === above ? below : NaN;
}
