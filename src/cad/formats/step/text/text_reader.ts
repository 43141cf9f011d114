/**
 * The words of one STEP entity, taken one after the other from the bytes.
 *
 * @module
 */
import { decimal } from "../../decimal.ts";
import {
  DOT,
  endOfComment,
  endOfString,
  HASH,
  isDigit,
  isWord,
  latin1,
  LOWER_E,
  MINUS,
  PLUS,
  SLASH,
  SPACE,
  STAR,
  UPPER_E,
  upperCase,
} from "./step_bytes.ts";

/** A position in a text, and what can be taken from there. It stays within one entity. */
export class TextReader {
  readonly bytes: Uint8Array;
  /** The offset of what is taken next. */
  at = 0;
  /** The offset of the entity's `;`. */
  end = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Goes to an offset, in an entity that ends at another one. */
  open(start: number, end: number): void {
    this.at = start;
    this.end = end;
  }

  /** Skips white space and comments, and returns the byte that stands next. */
  skipSpace(): number {
    const bytes = this.bytes;
    for (;;) {
      const c = bytes[this.at];
      if (c <= SPACE) this.at++;
      else if (c === SLASH && bytes[this.at + 1] === STAR) this.#goTo(endOfComment(bytes, this.at));
      else return c;
    }
  }

  /** Takes the number of a reference; -1 where there is none. */
  reference(): number {
    const bytes = this.bytes;
    if (bytes[this.at] !== HASH) return -1;
    let id = 0, at = this.at + 1;
    for (let c = bytes[at]; isDigit(c); c = bytes[++at]) id = id * 10 + c - 48;
    if (at === this.at + 1) return -1;
    this.at = at;
    return id;
  }

  /** Takes a number, which may be infinite; NaN where there is none. */
  number(): number {
    const bytes = this.bytes, start = this.at;
    let at = start, c = bytes[at];
    const negative = c === MINUS;
    if (negative || c === PLUS) c = bytes[++at];
    // Nine digits in one integer, eight in the next; more are left to the slow way.
    let high = 0, low = 0, digits = 0, exponent = 0, seen = 0;
    for (let decimals = false;; c = bytes[++at]) {
      if (c === DOT && !decimals) {
        decimals = true;
        continue;
      }
      if (!isDigit(c)) break;
      seen++;
      if (decimals) exponent--;
      if (digits < 9) {
        high = high * 10 + (c - 48);
        if (high !== 0) digits++;
      } else {
        if (digits < 17) low = low * 10 + (c - 48);
        digits++;
      }
    }
    if (seen === 0) return NaN;
    if (c === UPPER_E || c === LOWER_E) {
      c = bytes[++at];
      const sign = c === MINUS ? -1 : 1;
      if (c === MINUS || c === PLUS) c = bytes[++at];
      let power = 0;
      for (; isDigit(c); c = bytes[++at]) {
        if (power < 10_000) power = power * 10 + (c - 48);
      }
      exponent += sign * power;
    }
    this.at = at;
    const value = digits <= 17 ? decimal(high, low, digits, exponent) : NaN;
    if (value === value) return negative ? -value : value;
    // An exponent without digits is none.
    return Number(latin1(bytes, start, at).replace(/[Ee][-+]?$/, ""));
  }

  /** Takes a string or a binary, from its quote on; a quote in a string is written twice. */
  skipString(): void {
    const bytes = this.bytes, quote = bytes[this.at];
    do this.#goTo(endOfString(bytes, this.at)); while (bytes[this.at] === quote);
  }

  /** Takes a word, upper case; `""` where there is none. */
  word(): string {
    const start = this.at;
    this.skipWord();
    return upperCase(this.bytes, start, this.at);
  }

  /** Takes a word, or nothing, and drops it. */
  skipWord(): void {
    while (isWord(this.bytes[this.at])) this.at++;
  }

  #goTo(end: number): void {
    this.at = end < 0 || end > this.end ? this.end : end;
  }
}
