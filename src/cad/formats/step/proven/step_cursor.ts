/**
 * The parameters of STEP entities, taken one after the other from the bytes.
 *
 * @module
 */
import {
  CLOSE,
  COMMA,
  DOLLAR,
  DOT,
  HASH,
  isLetter,
  OPEN,
  QUOTE,
  STAR,
  upperCase,
} from "../text/step_bytes.ts";
import type { StepIndex } from "../text/step_index.ts";
import { TextReader } from "../text/text_reader.ts";
import { Unproven } from "./unproven.ts";

/** What a curve is trimmed at. */
export interface Trim {
  readonly parameter: number | null;
  /** The number of a point. */
  readonly point: number | null;
}

const UPPER_T = 84, UPPER_F = 70;

/**
 * Reads the parameters of simple entities: `#12=CIRCLE('',#13,5.);`. Each method takes one
 * parameter of its kind and refuses any other, so that nothing is guessed.
 */
export class StepCursor {
  readonly #reader: TextReader;
  readonly #index: StepIndex;
  #id = 0;

  constructor(bytes: Uint8Array, index: StepIndex) {
    this.#reader = new TextReader(bytes);
    this.#index = index;
  }

  /** The type of an entity; `""` for a complex one. */
  type(id: number): string {
    const types = this.types(id);
    return types.length === 1 ? types[0] : "";
  }

  /** All types of an entity. */
  types(id: number): readonly string[] {
    return this.#index.types(this.#position(id));
  }

  /** Goes to the first parameter of an entity, and returns its type; `""` for a complex one. */
  open(id: number): string {
    const position = this.#position(id), reader = this.#reader, types = this.#index.types(position);
    const start = this.#index.start(position), type = types.length === 1 ? types[0] : "";
    this.#id = id;
    reader.open(start, this.#index.end(position));
    // Most programs write neither space nor comments around the type.
    const begin = start + type.length, { bytes } = reader;
    if (type !== "" && bytes[begin] === OPEN && isLetter(bytes[start])) {
      reader.at = begin + 1;
      return type;
    }
    reader.skipSpace();
    reader.skipWord();
    this.#enter();
    return type;
  }

  /** The same for an entity that must be of one type. */
  openAs(id: number, type: string): void {
    const found = this.open(id);
    if (found !== type) throw new Unproven(`a ${found} where a ${type} is read`, id);
  }

  /** Goes to the first parameter of one part of a complex entity; false where it has none. */
  openPart(id: number, part: string): boolean {
    const reader = this.#reader;
    this.open(id);
    while (reader.skipSpace() !== CLOSE) {
      const name = reader.word();
      if (name === "" || reader.skipSpace() !== OPEN) this.#fail("a part of a complex entity");
      reader.at++;
      if (name === part) return true;
      this.#skipPart();
    }
    return false;
  }

  #position(id: number): number {
    const position = this.#index.find(id);
    if (position < 0) throw new Unproven("a reference to nothing", id);
    return position;
  }

  /** Moves behind the parenthesis that closes the one that was entered last. */
  #skipPart(): void {
    const reader = this.#reader;
    for (let depth = 1; depth > 0;) {
      const c = reader.skipSpace();
      if (reader.at >= reader.end) this.#fail("a list");
      if (c === QUOTE) reader.skipString();
      else {
        if (c === OPEN) depth++;
        else if (c === CLOSE) depth--;
        reader.at++;
      }
    }
  }

  /** Takes a string, or none, and drops it. */
  skipText(): void {
    const reader = this.#reader;
    if (reader.skipSpace() !== QUOTE) return this.#none();
    reader.skipString();
    this.#end();
  }

  /** Takes a reference. */
  reference(): number {
    const id = this.optionalReference();
    if (id === null) this.#fail("a reference");
    return id;
  }

  /** Takes a reference, `$` or `*`. */
  optionalReference(): number | null {
    const reader = this.#reader;
    reader.skipSpace();
    const id = reader.reference();
    if (id < 0) {
      this.#none();
      return null;
    }
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
    this.#skipPart();
    this.#end();
  }

  /** Takes what a curve is trimmed at: a list of a parameter, a point or both. */
  trim(): Trim {
    const reader = this.#reader;
    let parameter: number | null = null, point: number | null = null;
    this.#enter();
    while (!this.#leaves()) {
      if (reader.skipSpace() === HASH && point === null) point = this.reference();
      else if (parameter === null && reader.word() === "PARAMETER_VALUE") {
        [parameter] = this.reals();
      } else this.#fail("a trim");
    }
    return { parameter, point };
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
    const reader = this.#reader;
    reader.skipSpace();
    const value = reader.number();
    if (!Number.isFinite(value)) this.#fail("a finite number");
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

  /** Takes a list of three numbers; null where it has fewer or more. */
  triple(): [number, number, number] | null {
    this.#enter();
    const x = this.#item(), y = this.#item(), z = this.#item();
    return x === null || y === null || z === null || !this.#leaves() ? null : [x, y, z];
  }

  /** Takes a number of a list; null at its end, which is left. */
  #item(): number | null {
    return this.#reader.skipSpace() === CLOSE ? null : this.real();
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
    if (this.#reader.skipSpace() === DOLLAR) {
      this.#none();
      return "";
    }
    return this.#word();
  }

  /** Whether the list of parameters ends here. */
  atEnd(): boolean {
    return this.#reader.skipSpace() === CLOSE;
  }

  #word(): string {
    const reader = this.#reader, { bytes } = reader;
    if (reader.skipSpace() !== DOT) this.#fail("an enumeration");
    const start = ++reader.at;
    reader.skipWord();
    if (bytes[reader.at] !== DOT) this.#fail("an enumeration");
    const length = reader.at++ - start;
    this.#end();
    if (length === 1 && bytes[start] === UPPER_T) return "T";
    if (length === 1 && bytes[start] === UPPER_F) return "F";
    return upperCase(bytes, start, start + length);
  }

  /** Takes `$` or `*`. */
  #none(): void {
    const reader = this.#reader, c = reader.bytes[reader.at];
    if (c !== DOLLAR && c !== STAR) this.#fail("a parameter of another kind");
    reader.at++;
    this.#end();
  }

  /** Takes the parenthesis that opens a list. */
  #enter(): void {
    if (this.#reader.skipSpace() !== OPEN) this.#fail("a list");
    this.#reader.at++;
  }

  /** Takes the parenthesis that closes a list, if it stands next. */
  #leaves(): boolean {
    if (this.#reader.skipSpace() !== CLOSE) return false;
    this.#reader.at++;
    this.#end();
    return true;
  }

  /** Takes the comma behind a parameter; what closes a list is left. */
  #end(): void {
    const c = this.#reader.skipSpace();
    if (c === COMMA) this.#reader.at++;
    else if (c !== CLOSE) this.#fail("a comma");
  }

  #fail(what: string): never {
    throw new Unproven(`${what} that is written otherwise`, this.#id);
  }
}
