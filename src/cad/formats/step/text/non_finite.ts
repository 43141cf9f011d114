/**
 * Numbers of a STEP file that are none, or that no double can hold.
 *
 * @module
 */
import { DOT, HASH, isDigit, isWord, latin1, LOWER_E, MINUS, PLUS, UPPER_E } from "./step_bytes.ts";

/** How programs write numbers that are none: C, C++, Java, Fortran, the old Microsoft runtime. */
const NON_FINITE_WORD = /^(NAN|QNAN|SNAN|INF|INFINITY|IND)0*$/i;

/** Longest run of digits that is a finite double whatever digits they are. */
export const SAFE_DIGITS = 300;

/** Whether a word stands for a number that is none. */
export function isNonFiniteWord(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start <= 16 && NON_FINITE_WORD.test(latin1(bytes, start, end));
}

/** The offset of a number that goes on with an exponent at an offset. */
export function startOfNumber(bytes: Uint8Array, exponent: number): number {
  let start = exponent;
  while (isDigit(bytes[start - 1])) start--;
  if (bytes[start - 1] === DOT) start--;
  while (isDigit(bytes[start - 1])) start--;
  return start;
}

/** The offset behind an exponent at an offset. */
export function endOfExponent(bytes: Uint8Array, at: number): number {
  let end = at + 1;
  if (bytes[end] === PLUS || bytes[end] === MINUS) end++;
  while (isDigit(bytes[end])) end++;
  return end;
}

/**
 * The offset of a number that no double can hold, although its exponent has no three digits,
 * among the digits between two offsets and what may stand between them; -1 where there is none.
 */
export function longNumber(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    if (!isDigit(bytes[at])) continue;
    const start = at;
    while (at < to && isDigit(bytes[at])) at++;
    if (bytes[at] === DOT) at++;
    while (at < to && isDigit(bytes[at])) at++;
    if (at - start < SAFE_DIGITS) continue;
    const isLast = bytes[at] === UPPER_E || bytes[at] === LOWER_E;
    if (!fitsDouble(bytes, start, isLast ? endOfExponent(bytes, at) : at)) return start;
  }
  return -1;
}

/** Whether a double can hold the number between two offsets. */
export function fitsDouble(bytes: Uint8Array, start: number, end: number): boolean {
  return Number.isFinite(Number(latin1(bytes, start, end)));
}

/** What is written where a number is none: with its sign, and what stands before it in `1.#INF`. */
export function numberText(bytes: Uint8Array, start: number): string {
  let from = start, to = start;
  while (from > 0 && isInNumber(bytes[from - 1])) from--;
  while (to < from + 60 && (isWord(bytes[to]) || isInNumber(bytes[to]))) to++;
  return latin1(bytes, from, Math.min(to, from + 60));
}

const isInNumber = (c: number) =>
  isDigit(c) || c === HASH || c === DOT || c === PLUS || c === MINUS;
