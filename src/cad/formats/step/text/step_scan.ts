/**
 * One pass over the bytes of a STEP file (ISO 10303-21), without building its entities.
 *
 * It tells apart what is text (strings, comments) from what is data, which no search with a
 * pattern does: a part may be called `'NAN'`, and a comment may hold a whole entity.
 *
 * @module
 */
import { MAX_NUMBER, plainStep } from "./plain_step.ts";
import { StepIndex } from "./step_index.ts";

import { type DanglingReference, ReferenceCheck } from "./reference_check.ts";
import { latin1, WordCounter } from "../../word_counter.ts";

/** Where an entity stands in the file. */
export interface StepRecord {
  /** The entity's number: 12 of `#12=...`. */
  readonly id: number;
  /** Position among the file's entities, from 1. */
  readonly ordinal: number;
  /** Offset of the first byte after the `=`. */
  readonly start: number;
  /** Offset of the closing `;`. */
  readonly end: number;
}

/** A number that is none, or that no double can hold. */
interface NonFiniteNumber {
  /** Number of the entity that it stands in. */
  readonly id: number;
  /** The entity's type; of a complex entity the type that holds the number. */
  readonly type: string;
  /** As it is written in the file. */
  readonly text: string;
}

/** What a scan finds. */
export interface StepScan {
  /**
   * The text that all offsets and numbers of the scan are of: the file's bytes, or, where the file
   * is written in a way that the kernel's reader does not take, the same rewritten ({@linkcode
   * plainStep}).
   */
  readonly text: Uint8Array;
  /** The file's own numbers of entities that have another one in the text; of most files, none. */
  readonly numbers: ReadonlyMap<number, bigint>;
  /** Whether the file begins, after white space and comments, with `ISO-10303-21;`. */
  readonly magic: boolean;
  /** Whether there is a header section, and each section after it has its `ENDSEC;`. */
  readonly sections: { readonly header: boolean; readonly data: boolean; readonly closed: boolean };
  /** Whether there is an `END-ISO-10303-21;`. */
  readonly ended: boolean;
  /** What the end of the file cuts through, or null. */
  readonly cut: "string" | "comment" | "entity" | null;
  /** The number of entities. */
  readonly entityCount: number;
  /** Where each entity stands. */
  readonly index: StepIndex;
  /** How often each type occurs, the parts of complex entities counted each. */
  readonly typeCounts: ReadonlyMap<string, number>;
  /** The face entities (`ADVANCED_FACE`, `FACE_SURFACE`), in the order of the file. */
  readonly faces: readonly StepRecord[];
  /** The units of length. */
  readonly lengthUnits: readonly StepRecord[];
  /** The contexts that say which units numbers are in. */
  readonly unitContexts: readonly StepRecord[];
  /** The first number of the file that is not finite, or null. */
  readonly nonFinite: NonFiniteNumber | null;
  /** The first reference, among the entities that shapes are made of, to nothing; or null. */
  readonly dangling: DanglingReference | null;
  /** What lies deeper in parentheses than {@linkcode MAX_DEPTH}, its first byte to its last. */
  readonly tooDeep: readonly { readonly start: number; readonly end: number }[];
}

/** Depth of parentheses that no entity of any schema needs. */
export const MAX_DEPTH = 64;

/** Scans the bytes of a file. Bytes that are not STEP give a scan without magic. */
export function scanStep(bytes: Uint8Array): StepScan {
  const scanner = new StepScanner(bytes);
  const scan = scanner.scan();
  if (scanner.isPlain || !scan.magic || scan.cut !== null) return scan;
  const { bytes: text, numbers } = plainStep(bytes);
  return { ...new StepScanner(text).scan(), numbers };
}

const FACE_TYPES = new Set(["ADVANCED_FACE", "FACE_SURFACE"]);

/** How programs write numbers that are none: C, C++, Java, Fortran, the old Microsoft runtime. */
const NON_FINITE_WORD = /^(NAN|QNAN|SNAN|INF|INFINITY|IND)0*$/i;

/** Longest run of digits that is a finite double whatever digits they are. */
const SAFE_DIGITS = 300;

const [TAB, SPACE, HASH, QUOTE, DOUBLE_QUOTE, OPEN, CLOSE, STAR, PLUS, MINUS, DOT, SLASH] = [
  ..."\t #'\"()*+-./",
].map((c) => c.charCodeAt(0));
const [SEMICOLON, EQUALS, UPPER_E, LOWER_E] = [...";=Ee"].map((c) => c.charCodeAt(0));

const isDigit = (c: number) => c >= 48 && c <= 57;
const isLetter = (c: number) => (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95;
const isWord = (c: number) => isLetter(c) || isDigit(c);

/** The state of one scan. */
class StepScanner {
  readonly #bytes: Uint8Array;
  #at = 0;
  #cut: StepScan["cut"] = null;
  #nonFinite: NonFiniteNumber | null = null;
  /** The entity that the position is in. */
  #id = 0;
  #type = "";
  readonly #words = new WordCounter();
  readonly #references = new ReferenceCheck();
  readonly #tooDeep: { start: number; end: number }[] = [];
  /** Whether {@linkcode plainStep} would leave the text as it is, as far as it matters. */
  isPlain = true;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  scan(): StepScan {
    const faces: StepRecord[] = [];
    const lengthUnits: StepRecord[] = [];
    const unitContexts: StepRecord[] = [];
    const index = new StepIndex();
    const sections = { header: false, data: false, closed: true };
    let [magic, ended, entityCount, statements] = [false, false, 0, 0];
    for (this.#skipSpace(); this.#at < this.#bytes.length; this.#skipSpace(), statements++) {
      if (this.#bytes[this.#at] === HASH) {
        const types = this.#entity(++entityCount);
        if (types === null) continue;
        const { record, names } = types;
        index.add(record, names);
        if (names.some((name) => FACE_TYPES.has(name))) faces.push(record);
        if (names.includes("LENGTH_UNIT")) lengthUnits.push(record);
        if (names.includes("GLOBAL_UNIT_ASSIGNED_CONTEXT")) unitContexts.push(record);
        continue;
      }
      const begin = this.#at;
      const word = this.#statement();
      if (word === "ENDSCOPE" || (word === "DATA" && this.#at > begin + "DATA;".length)) {
        this.isPlain = false;
      }
      if (statements === 0) magic = word === "ISO-10303-21";
      if (word === "HEADER") sections.header = true;
      if (word === "DATA") sections.data = true;
      if (word === "HEADER" || word === "DATA") sections.closed = false;
      if (word === "ENDSEC") sections.closed = true;
      if (word === "END-ISO-10303-21") {
        ended = true;
        break;
      }
    }
    return {
      text: this.#bytes,
      numbers: new Map(),
      magic,
      sections,
      ended,
      cut: this.#cut,
      entityCount,
      index,
      typeCounts: this.#words.counts(),
      faces,
      lengthUnits,
      unitContexts,
      nonFinite: this.#nonFinite,
      dangling: this.#references.firstDangling(),
      tooDeep: this.#tooDeep,
    };
  }

  /** Skips white space and comments. */
  #skipSpace(): void {
    const bytes = this.#bytes;
    while (this.#at < bytes.length) {
      const c = bytes[this.#at];
      if (c === SPACE || (c >= TAB && c < 14)) this.#at++;
      else if (c === SLASH && bytes[this.#at + 1] === STAR) this.#comment();
      else return;
    }
  }

  #comment(): void {
    const bytes = this.#bytes;
    let i = this.#at + 2;
    while (i < bytes.length && !(bytes[i] === STAR && bytes[i + 1] === SLASH)) i++;
    if (i >= bytes.length) this.#cut = "comment";
    this.#at = Math.min(i + 2, bytes.length);
  }

  /** Moves past a string; a quote in it is written twice, so that it looks like two strings. */
  #string(quote: number): void {
    const end = this.#bytes.indexOf(quote, this.#at + 1);
    if (end < 0) this.#cut = "string";
    this.#at = end < 0 ? this.#bytes.length : end + 1;
  }

  /** Moves past a statement that is no entity (`DATA;`), and returns its first word. */
  #statement(): string {
    const bytes = this.#bytes;
    const start = this.#at;
    let end = start;
    while (end < bytes.length && (isWord(bytes[end]) || bytes[end] === MINUS)) end++;
    const word = latin1(bytes, start, Math.min(end, start + 40)).toUpperCase();
    this.#at = Math.max(end, start);
    while (this.#at < bytes.length) {
      const c = bytes[this.#at];
      if (c === SEMICOLON) break;
      if (c === QUOTE || c === DOUBLE_QUOTE) this.#string(c);
      else if (c === SLASH && bytes[this.#at + 1] === STAR) this.#comment();
      else this.#at++;
    }
    if (this.#at < bytes.length) this.#at++;
    else if (this.#cut === null) this.#cut = "entity";
    return word;
  }

  /** Moves past an entity, from its `#` to its `;`. Null where it is not one, or is cut off. */
  #entity(ordinal: number): { record: StepRecord; names: readonly string[] } | null {
    const bytes = this.#bytes;
    let id = 0;
    for (this.#at++; isDigit(bytes[this.#at]); this.#at++) id = id * 10 + bytes[this.#at] - 48;
    const space = this.#at;
    this.#skipSpace();
    if (id > MAX_NUMBER || bytes.subarray(space, this.#at).includes(SLASH)) this.isPlain = false;
    if (bytes[this.#at] === EQUALS) this.#at++;
    const start = this.#at;
    this.#id = id;
    this.#type = "";
    const names: string[] = [];
    let depth = 0;
    let deep: { start: number; end: number } | null = null;
    // The names of a complex entity stand inside one pair of parentheses: #1=(A()B());
    let typeDepth = -1;
    this.#references.begin(id);
    while (this.#at < bytes.length) {
      const c = bytes[this.#at];
      if (isDigit(c)) this.#number();
      else if (c === SEMICOLON) break;
      else if (c === QUOTE || c === DOUBLE_QUOTE) this.#string(c);
      else if (c === OPEN) {
        if (typeDepth < 0) typeDepth = 1;
        this.#at++;
        if (++depth === MAX_DEPTH) this.#tooDeep.push(deep = { start: this.#at, end: this.#at });
      } else if (c === CLOSE) {
        if (depth-- === MAX_DEPTH && deep !== null) deep.end = this.#at;
        this.#at++;
      } else if (isLetter(c)) {
        if (typeDepth < 0) typeDepth = 0;
        const name = this.#word(depth === typeDepth);
        if (name !== null) names.push(this.#type = name);
      } else if (c === HASH) this.#reference();
      else if (c === DOT && isLetter(bytes[this.#at + 1])) this.#enumeration();
      else if (c === SLASH && bytes[this.#at + 1] === STAR) this.#comment();
      else this.#at++;
    }
    this.#references.end(names);
    if (this.#at >= bytes.length) {
      this.#cut ??= "entity";
      return null;
    }
    const end = this.#at++;
    if (deep !== null && depth >= MAX_DEPTH) deep.end = end;
    return { record: { id, ordinal, start, end }, names };
  }

  #reference(): void {
    const bytes = this.#bytes;
    let id = 0;
    const start = ++this.#at;
    for (; isDigit(bytes[this.#at]); this.#at++) id = id * 10 + bytes[this.#at] - 48;
    if (this.#at > start) this.#references.add(id);
    if (id > MAX_NUMBER) this.isPlain = false;
  }

  /** Moves past a word; returns it where it names a type. */
  #word(isType: boolean): string | null {
    const bytes = this.#bytes;
    const start = this.#at;
    while (isWord(bytes[this.#at])) this.#at++;
    if (isType) return this.#words.count(bytes, start, this.#at);
    if (this.#at - start <= 16 && this.#nonFinite === null) {
      if (NON_FINITE_WORD.test(latin1(bytes, start, this.#at))) this.#reject(start);
    }
    return null;
  }

  #enumeration(): void {
    const bytes = this.#bytes;
    const start = this.#at++;
    while (isWord(bytes[this.#at])) this.#at++;
    if (bytes[this.#at] === DOT) this.#at++;
    else this.#at = start + 1; // no enumeration: ".INF" of a damaged number is looked at as a word
  }

  /** Moves past a number, and looks at it closely where it may be more than a double holds. */
  #number(): void {
    const bytes = this.#bytes;
    const start = this.#at;
    while (isDigit(bytes[this.#at])) this.#at++;
    if (bytes[this.#at] === DOT) this.#at++;
    while (isDigit(bytes[this.#at])) this.#at++;
    let exponent = 0;
    const e = bytes[this.#at];
    if (e === UPPER_E || e === LOWER_E) {
      this.#at++;
      if (bytes[this.#at] === PLUS || bytes[this.#at] === MINUS) this.#at++;
      const digits = this.#at;
      while (isDigit(bytes[this.#at])) this.#at++;
      exponent = this.#at - digits;
    }
    if (exponent < 3 && this.#at - start < SAFE_DIGITS) return;
    if (this.#nonFinite === null && !Number.isFinite(Number(latin1(bytes, start, this.#at)))) {
      this.#reject(start);
    }
  }

  #reject(start: number): void {
    const bytes = this.#bytes;
    let [from, to] = [start, this.#at];
    // The sign, and what stands before the word in "1.#INF".
    while (from > 0 && (isDigit(bytes[from - 1]) || HEAD_OF_NUMBER.has(bytes[from - 1]))) from--;
    while (isWord(bytes[to])) to++;
    const text = latin1(bytes, from, Math.min(to, from + 60));
    this.#nonFinite = { id: this.#id, type: this.#type, text };
  }
}

const HEAD_OF_NUMBER = new Set([HASH, DOT, PLUS, MINUS]);
