/**
 * The parameters of STEP entities, taken one after the other from the bytes.
 *
 * @module
 */
import { decimal } from "../../decimal.ts";
import type { StepIndex } from "../text/step_index.ts";
import { Unproven } from "./unproven.ts";

const [SPACE, HASH, QUOTE, OPEN, CLOSE, STAR, PLUS, COMMA, MINUS, DOT, SLASH, DOLLAR] = [
  ..." #'()*+,-./$",
].map((c) => c.charCodeAt(0));
const [ZERO, NINE, UPPER_E, LOWER_E, UPPER_T, UPPER_F] = [..."09EeTF"].map((c) => c.charCodeAt(0));

/**
 * Reads the parameters of simple entities: `#12=CIRCLE('',#13,5.);`. Each method takes one
 * parameter of its kind and refuses any other, so that nothing is guessed.
 */
export class StepCursor {
  readonly #bytes: Uint8Array;
  readonly #index: StepIndex;
  #at = 0;
  #id = 0;

  constructor(bytes: Uint8Array, index: StepIndex) {
    this.#bytes = bytes;
    this.#index = index;
  }

  /** The type of an entity; `""` for a complex one. */
  type(id: number): string {
    const types = this.#index.typesOf(id);
    if (types === null) throw new Unproven("a reference to nothing", id);
    return typeof types === "string" ? types : "";
  }

  /** All types of an entity. */
  types(id: number): readonly string[] {
    const types = this.#index.typesOf(id);
    if (types === null) throw new Unproven("a reference to nothing", id);
    return typeof types === "string" ? [types] : types;
  }

  /** Goes to the first parameter of an entity, and returns its type; `""` for a complex one. */
  open(id: number): string {
    const type = this.type(id);
    this.#id = id;
    this.#at = this.#index.range(id)!.start;
    const bytes = this.#bytes;
    while (bytes[this.#at] !== OPEN) this.#at++;
    this.#at++;
    return type;
  }

  /** The same for an entity that must be of one type. */
  openAs(id: number, type: string): void {
    const found = this.open(id);
    if (found !== type) throw new Unproven(`a ${found} where a ${type} is read`, id);
  }

  /** Goes to the first parameter of one part of a complex entity; false where it has none. */
  openPart(id: number, part: string): boolean {
    const bytes = this.#bytes, end = this.#index.range(id)!.end;
    this.open(id);
    while (this.#at < end && this.#skipSpace() !== CLOSE) {
      const start = this.#at;
      while (this.#at < end && bytes[this.#at] !== OPEN && bytes[this.#at] > SPACE) this.#at++;
      const name = String.fromCharCode(...bytes.subarray(start, Math.min(this.#at, start + 60)));
      if (this.#skipSpace() !== OPEN) this.#fail("a part of a complex entity");
      this.#at++;
      if (name.toUpperCase() === part) return true;
      this.#skipPart(end);
    }
    return false;
  }

  /** Moves behind the parenthesis that closes the one that was entered last. */
  #skipPart(end: number): void {
    const bytes = this.#bytes;
    for (let depth = 1; depth > 0; this.#at++) {
      if (this.#at >= end) this.#fail("a part of a complex entity");
      const c = bytes[this.#at];
      if (c === OPEN) depth++;
      else if (c === CLOSE) depth--;
      else if (c === QUOTE) {
        this.#at = bytes.indexOf(QUOTE, this.#at + 1);
        if (this.#at < 0) this.#fail("a string");
      } else if (c === SLASH && bytes[this.#at + 1] === STAR) {
        this.#comment();
        this.#at--;
      }
    }
  }

  /** Takes a string, or none, and drops it. */
  skipText(): void {
    const bytes = this.#bytes;
    if (this.#skipSpace() !== QUOTE) return this.#none();
    for (this.#at++;; this.#at++) {
      if (this.#at >= bytes.length) this.#fail("a string");
      if (bytes[this.#at] !== QUOTE) continue;
      if (bytes[++this.#at] !== QUOTE) return this.#end();
    }
  }

  /** Takes a reference. */
  reference(): number {
    const id = this.optionalReference();
    if (id === null) this.#fail("a reference");
    return id;
  }

  /** Takes a reference, `$` or `*`. */
  optionalReference(): number | null {
    if (this.#skipSpace() !== HASH) {
      this.#none();
      return null;
    }
    const id = this.#bareReference();
    this.#end();
    return id;
  }

  /** Takes a list of references. */
  references(): number[] {
    const ids: number[] = [];
    this.#enter();
    while (!this.#leaves()) ids.push(this.reference());
    return ids;
  }

  /** Takes a list of anything, and drops it. */
  skipList(): void {
    this.#enter();
    this.#skipPart(this.#index.range(this.#id)!.end);
    this.#end();
  }

  /** Takes a list of lists of references. */
  referenceRows(): number[][] {
    const rows: number[][] = [];
    this.#enter();
    while (!this.#leaves()) rows.push(this.references());
    return rows;
  }

  /** Takes a number. */
  real(): number {
    const value = this.#bareReal();
    this.#end();
    return value;
  }

  /** Takes a list of numbers. */
  reals(): number[] {
    const values: number[] = [];
    this.#enter();
    while (!this.#leaves()) values.push(this.real());
    return values;
  }

  /** Takes a list of lists of numbers. */
  realRows(): number[][] {
    const rows: number[][] = [];
    this.#enter();
    while (!this.#leaves()) rows.push(this.reals());
    return rows;
  }

  /** Takes an integer of 0 or more. */
  count(): number {
    const value = this.real();
    if (!Number.isInteger(value) || value < 0) this.#fail("a count");
    return value;
  }

  /** Takes `.T.` or `.F.`. */
  flag(): boolean {
    const value = this.#word();
    if (value !== "T" && value !== "F") this.#fail("a truth value");
    return value === "T";
  }

  /** Takes an enumeration, without its dots; `$` is the empty one. */
  word(): string {
    if (this.#skipSpace() === DOLLAR) {
      this.#none();
      return "";
    }
    return this.#word();
  }

  /** Whether the list of parameters ends here. */
  atEnd(): boolean {
    return this.#skipSpace() === CLOSE;
  }

  #word(): string {
    const bytes = this.#bytes;
    if (this.#skipSpace() !== DOT) this.#fail("an enumeration");
    const start = ++this.#at;
    while (this.#at < bytes.length && bytes[this.#at] !== DOT) this.#at++;
    const length = this.#at - start;
    this.#at++;
    if (length === 1 && bytes[start] === UPPER_T) {
      this.#end();
      return "T";
    }
    if (length === 1 && bytes[start] === UPPER_F) {
      this.#end();
      return "F";
    }
    const word = String.fromCharCode(...bytes.subarray(start, start + Math.min(length, 40)));
    this.#end();
    return word.toUpperCase();
  }

  /** Takes `$` or `*`. */
  #none(): void {
    const c = this.#bytes[this.#at];
    if (c !== DOLLAR && c !== STAR) this.#fail("a parameter of another kind");
    this.#at++;
    this.#end();
  }

  #bareReference(): number {
    const bytes = this.#bytes;
    let id = 0, at = this.#at + 1;
    for (let c = bytes[at]; c >= ZERO && c <= NINE; c = bytes[++at]) id = id * 10 + c - ZERO;
    if (at === this.#at + 1) this.#fail("a reference");
    this.#at = at;
    return id;
  }

  #bareReal(): number {
    const bytes = this.#bytes;
    let c = this.#skipSpace();
    let at = this.#at;
    const start = at;
    const negative = c === MINUS;
    if (negative || c === PLUS) c = bytes[++at];
    // Nine digits in one integer, eight in the next; more are left to the slow way.
    let high = 0, low = 0, digits = 0, exponent = 0, seen = 0;
    for (let decimals = false;; c = bytes[++at]) {
      if (c === DOT && !decimals) {
        decimals = true;
        continue;
      }
      if (!(c >= ZERO && c <= NINE)) break;
      seen++;
      if (decimals) exponent--;
      if (digits < 9) {
        high = high * 10 + (c - ZERO);
        if (high !== 0) digits++;
      } else {
        if (digits < 17) low = low * 10 + (c - ZERO);
        digits++;
      }
    }
    if (seen === 0) this.#fail("a number");
    if (c === UPPER_E || c === LOWER_E) {
      c = bytes[++at];
      const sign = c === MINUS ? -1 : 1;
      if (c === MINUS || c === PLUS) c = bytes[++at];
      let power = 0;
      for (; c >= ZERO && c <= NINE; c = bytes[++at]) {
        if (power < 10_000) power = power * 10 + (c - ZERO);
      }
      exponent += sign * power;
    }
    this.#at = at;
    const value = digits <= 17 ? decimal(high, low, digits, exponent) : NaN;
    if (value === value) return negative ? -value : value;
    const slow = Number(String.fromCharCode(...bytes.subarray(start, at)));
    if (!Number.isFinite(slow)) this.#fail("a finite number");
    return slow;
  }

  /** Takes the parenthesis that opens a list. */
  #enter(): void {
    if (this.#skipSpace() !== OPEN) this.#fail("a list");
    this.#at++;
  }

  /** Takes the parenthesis that closes a list, if it stands next. */
  #leaves(): boolean {
    if (this.#skipSpace() !== CLOSE) return false;
    this.#at++;
    this.#end();
    return true;
  }

  /** Takes the comma behind a parameter; what closes a list is left. */
  #end(): void {
    const c = this.#skipSpace();
    if (c === COMMA) this.#at++;
    else if (c !== CLOSE) this.#fail("a comma");
  }

  /** Skips white space and comments, and returns the byte that stands next. */
  #skipSpace(): number {
    const bytes = this.#bytes;
    for (;;) {
      const c = bytes[this.#at];
      if (c <= SPACE) this.#at++;
      else if (c === SLASH && bytes[this.#at + 1] === STAR) this.#comment();
      else return c;
    }
  }

  #comment(): void {
    const bytes = this.#bytes;
    this.#at += 2;
    while (
      this.#at < bytes.length && !(bytes[this.#at] === STAR && bytes[this.#at + 1] === SLASH)
    ) this.#at++;
    this.#at += 2;
  }

  #fail(what: string): never {
    throw new Unproven(`${what} that is written otherwise`, this.#id);
  }
}
