import { decimal } from "../decimal.ts";
import { BrepSyntaxError } from "./brep_syntax_error.ts";

const MINUS = 45, PLUS = 43, POINT = 46, ZERO = 48, NINE = 57, SPACE = 32;
const UPPER_C = 67, UPPER_E = 69, UPPER_G = 71, LOWER_E = 101;

/**
 * Reads the words and numbers of a B-Rep text one after the other. Beyond the last byte reads
 * give undefined, which is no digit and no white space, so no loop runs on.
 */
export class BrepScanner {
  readonly #bytes: Uint8Array;
  #at = 0;
  /** The section that is being read, for errors. */
  section = "header";

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The offset of the next byte. */
  get offset(): number {
    return this.#at;
  }

  /** The number of bytes that are left. */
  get remaining(): number {
    return this.#bytes.length - this.#at;
  }

  /** Moves to another offset. */
  seek(offset: number): void {
    this.#at = offset;
  }

  /** Skips white space and gives the next byte without taking it; undefined at the end. */
  peek(): number | undefined {
    const bytes = this.#bytes;
    while (bytes[this.#at] <= SPACE) this.#at++;
    return bytes[this.#at];
  }

  /** Takes the next byte that is not white space; undefined at the end. */
  byte(): number | undefined {
    const byte = this.peek();
    this.#at++;
    return byte;
  }

  /** Takes a word: all up to the next white space. */
  word(): string {
    const bytes = this.#bytes;
    this.peek();
    const start = this.#at;
    while (bytes[this.#at] > SPACE) this.#at++;
    return this.#text(start, this.#at);
  }

  /**
   * Takes a word of two letters by its code (`pairCode`); anything else is refused.
   *
   * @param known what stands for each code
   */
  pair<T>(known: ReadonlyMap<number, T>, what: string): T {
    this.peek();
    const bytes = this.#bytes, at = this.#at;
    const value = known.get(bytes[at] * 256 + bytes[at + 1]);
    if (value === undefined || bytes[at + 2] > SPACE) this.#failAt(at, what);
    this.#at = at + 2;
    return value;
  }

  /** Takes seven flags, each 0 or 1, written as one word: the first one is the highest bit. */
  flags(): number {
    this.peek();
    const bytes = this.#bytes, start = this.#at;
    let at = start, flags = 0;
    for (; at < start + 7; at++) {
      const digit = bytes[at] - ZERO;
      if (digit !== 0 && digit !== 1) this.#failAt(start, "seven flags");
      flags = 2 * flags + digit;
    }
    if (bytes[at] > SPACE) this.#failAt(start, "seven flags");
    this.#at = at;
    return flags;
  }

  /** Takes a word that has to be the given one, and starts the section of its name. */
  startSection(name: string): void {
    const at = this.offset;
    const word = this.word();
    if (word !== name) {
      this.seek(at);
      this.fail(`the section ${name} after it`);
    }
    this.section = name;
  }

  /** Takes a finite number, rounded as `Number` rounds it. */
  real(): number {
    const bytes = this.#bytes;
    let at = this.#at;
    let c = bytes[at];
    while (c <= SPACE) c = bytes[++at];
    const start = at;
    const negative = c === MINUS;
    if (negative || c === PLUS) c = bytes[++at];
    // Nine digits in one integer, eight in the next; more are left to the slow way.
    let high = 0, low = 0, digits = 0, exponent = 0;
    const firstDigit = at;
    while (c >= ZERO && c <= NINE) {
      if (digits < 9) {
        high = high * 10 + (c - ZERO);
        if (high !== 0) digits++;
      } else {
        if (digits < 17) low = low * 10 + (c - ZERO);
        digits++;
      }
      c = bytes[++at];
    }
    let seen = at - firstDigit;
    if (c === POINT) {
      c = bytes[++at];
      const firstDecimal = at;
      while (c >= ZERO && c <= NINE) {
        if (digits < 9) {
          high = high * 10 + (c - ZERO);
          if (high !== 0) digits++;
        } else {
          if (digits < 17) low = low * 10 + (c - ZERO);
          digits++;
        }
        c = bytes[++at];
      }
      exponent = firstDecimal - at;
      seen -= exponent;
    }
    if (seen === 0) this.#failAt(start, "a number");
    if (c === LOWER_E || c === UPPER_E) {
      c = bytes[++at];
      const sign = c === MINUS ? -1 : 1;
      if (c === MINUS || c === PLUS) c = bytes[++at];
      if (!(c >= ZERO && c <= NINE)) this.#failAt(start, "a number");
      let power = 0;
      while (c >= ZERO && c <= NINE) {
        // More than four digits of exponent are zero or infinite either way.
        if (power < 10_000) power = power * 10 + (c - ZERO);
        c = bytes[++at];
      }
      exponent += sign * power;
    }
    if (c > SPACE) this.#failAt(start, "a number");
    this.#at = at;
    const value = digits <= 17 ? decimal(high, low, digits, exponent) : NaN;
    if (value === value) return negative ? -value : value;
    const slow = Number(this.#text(start, at));
    if (!Number.isFinite(slow)) this.#failAt(start, "a finite number");
    return slow;
  }

  /** Takes `count` numbers. */
  reals(count: number): Float64Array {
    const out = new Float64Array(count);
    for (let i = 0; i < count; i++) out[i] = this.real();
    return out;
  }

  /** Takes an integer. */
  integer(): number {
    const bytes = this.#bytes;
    let at = this.#at;
    let c = bytes[at];
    while (c <= SPACE) c = bytes[++at];
    const start = at;
    const negative = c === MINUS;
    if (negative) c = bytes[++at];
    let value = 0;
    const firstDigit = at;
    while (c >= ZERO && c <= NINE) {
      value = value * 10 + (c - ZERO);
      c = bytes[++at];
    }
    // Continuities stand right behind a number: "3CN".
    const ended = !(c > SPACE) || c === UPPER_C || c === UPPER_G;
    if (at === firstDigit || at - firstDigit > 15 || !ended) {
      this.#failAt(start, "an integer");
    }
    this.#at = at;
    return negative ? -value : value;
  }

  /** Takes an integer from 0 to `limit`. */
  index(limit: number, what: string): number {
    const at = this.offset;
    const value = this.integer();
    if (value < 0 || value > limit) {
      this.seek(at);
      this.fail(`${what} from 0 to ${limit}`);
    }
    return value;
  }

  /**
   * Takes the number of items that follow. Each takes two bytes at least, so a larger number is
   * damage, and is told before memory is asked for.
   */
  count(what: string): number {
    return this.index(this.remaining >> 1, `the number of ${what},`);
  }

  /** Takes 0 or 1. */
  flag(): boolean {
    return this.index(1, "a flag") === 1;
  }

  /** Refuses what stands next. */
  fail(expected: string): never {
    this.peek();
    this.#failAt(this.#at, expected);
  }

  #failAt(offset: number, expected: string): never {
    const bytes = this.#bytes;
    let end = offset;
    while (bytes[end] > SPACE && end < offset + 40) end++;
    const found = offset >= bytes.length ? "its end" : JSON.stringify(this.#text(offset, end));
    throw new BrepSyntaxError({ offset, section: this.section, expected, found });
  }

  #text(start: number, end: number): string {
    return String.fromCharCode(...this.#bytes.subarray(start, end));
  }
}

/** The code of a word of two letters, for {@linkcode BrepScanner.pair}. */
export function pairCode(word: string): number {
  return word.charCodeAt(0) * 256 + word.charCodeAt(1);
}
