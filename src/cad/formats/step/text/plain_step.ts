/**
 * STEP text as every reader takes it.
 *
 * @module
 */

import { StepAnchors } from "./step_anchors.ts";
import {
  BACKSLASH,
  DOUBLE_QUOTE,
  endOfComment,
  endOfSpace,
  endOfString,
  EQUALS,
  HASH,
  isDigit,
  isWord,
  latin1,
  MINUS,
  QUOTE,
  SEMICOLON,
  SLASH,
  SPACE,
  STAR,
} from "./step_bytes.ts";
import { TextWriter } from "./text_writer.ts";

/** A reference to what is not in the file. */
export interface Unresolved {
  /** The number of the entity that refers. */
  readonly id: string;
  /** What it calls that: `#10` or `@10`. */
  readonly name: string;
  /** Where the file says that it is: `<bolt.stp#thread>`; `<#thread>` of the file itself. */
  readonly uri: string;
  readonly offset: number;
}

/** A text that says the same as another one, and the numbers that its entities had there. */
interface PlainStep {
  readonly bytes: Uint8Array;
  /** The file's own number of each entity that was given another one. */
  readonly numbers: ReadonlyMap<number, bigint>;
  /** The first use of what is not in the file; null where there is none. */
  readonly unresolved: Unresolved | null;
}

/** The greatest number of an entity that the kernel's reader takes: its numbers have 32 bits. */
export const MAX_NUMBER = 2 ** 31 - 1;

/**
 * Rewrites what Part 21 allows and the kernel's reader does not take: comments between an entity's
 * number and its `=`, parameters of a DATA section, scopes (`#1=&SCOPE ... ENDSCOPE /#2/ F(...)`),
 * whose entities come before the one that they are in, entity numbers above
 * {@linkcode MAX_NUMBER}, which get free ones below, print control directives, and references of
 * edition 3, in whose place stands what they lead to. Strings are left as they are, and so are the
 * numbers of lines.
 */
export function plainStep(bytes: Uint8Array): PlainStep {
  return new Rewriter(bytes).rewrite();
}

const AMPERSAND = 38, AT = 64;

/** Digits of a number that are told; those of a 64-bit number are 19. */
const MOST_DIGITS = 100;

/** The rewriting of one text: what stays is copied in stretches as long as can be. */
class Rewriter {
  readonly #bytes: Uint8Array;
  readonly #out: TextWriter;
  readonly #numbers: NewNumbers;
  readonly #anchors = new StepAnchors();
  #unresolved: Unresolved | null = null;
  /** The entity that the position is in, as the file has it. */
  #id = "";
  /** The numbers of the entities whose scopes are open, as they are written anew. */
  readonly #scopes: string[] = [];
  #at = 0;
  /** What lies before is copied, or left out. */
  #done = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#out = new TextWriter(bytes.length + 64);
    this.#numbers = new NewNumbers(bytes);
  }

  rewrite(): PlainStep {
    const bytes = this.#bytes;
    let statement = true;
    while (this.#at < bytes.length) {
      const c = bytes[this.#at];
      if (c === SLASH && bytes[this.#at + 1] === STAR) {
        this.#replace(endOfPart(bytes, this.#at), " ");
      } else if (c <= SPACE) this.#at++;
      else if (c === BACKSLASH && bytes[this.#at + 2] === BACKSLASH) {
        this.#replace(this.#at + 3, " ");
      } else if (statement) {
        statement = false;
        if (c === HASH) statement = this.#head();
        else if (this.#statement() === "END-ISO-10303-21") break;
      } else if (c === SEMICOLON) {
        statement = true;
        this.#at++;
      } else if (c === QUOTE || c === DOUBLE_QUOTE) this.#at = endOfPart(bytes, this.#at);
      else if ((c === HASH || c === AT) && isDigit(bytes[this.#at + 1])) {
        const { text, end } = numberAt(bytes, this.#at);
        const name = String.fromCharCode(c) + text, resolved = this.#resolved(name);
        if (resolved !== name) this.#replace(end, resolved);
        else this.#at = end;
      } else this.#at++;
    }
    this.#at = bytes.length;
    this.#replace(bytes.length, "");
    return {
      bytes: this.#out.text(),
      numbers: this.#numbers.originals(),
      unresolved: this.#unresolved,
    };
  }

  /** Moves past an entity's number and `=`; true where a scope begins, and with it a statement. */
  #head(): boolean {
    const bytes = this.#bytes, start = this.#at;
    const { text, end } = numberAt(bytes, start);
    const renamed = text === "" ? null : this.#numbers.of(text);
    this.#id = text;
    const equals = endOfSpace(bytes, end);
    if (text === "" || bytes[equals] !== EQUALS) {
      this.#at = Math.max(end, start + 1);
      return false;
    }
    const value = endOfSpace(bytes, equals + 1);
    const number = renamed ?? text;
    if (bytes[value] === AMPERSAND && wordAt(bytes, value + 1) === "SCOPE") {
      this.#scopes.push(number);
      this.#replace(value + 6, "");
      return true;
    }
    if (renamed !== null || bytes.subarray(end, equals).includes(SLASH)) {
      this.#replace(equals + 1, `#${number}=`);
    } else this.#at = equals + 1;
    return false;
  }

  /** Moves past the word that a statement begins with, and what of it is left out. */
  #statement(): string {
    const bytes = this.#bytes;
    const word = wordAt(bytes, this.#at), end = this.#at + word.length;
    if (word === "DATA") {
      let to = end;
      while (to < bytes.length && bytes[to] !== SEMICOLON) to = endOfPart(bytes, to);
      this.#at = end;
      this.#replace(to, "");
    } else if (word === "ENDSCOPE" && this.#scopes.length > 0) {
      let to = endOfSpace(bytes, end);
      if (bytes[to] === SLASH) {
        to++;
        // A slash ends the list, unless it begins a comment.
        while (to < bytes.length && (bytes[to] !== SLASH || bytes[to + 1] === STAR)) {
          to = endOfPart(bytes, to);
        }
        to++;
      }
      this.#replace(to, `#${this.#scopes.pop()}=`);
    } else if ((word === "ANCHOR" || word === "REFERENCE") && bytes[end] === SEMICOLON) {
      // Both sections are left out, with their ends.
      const to = bytes.indexOf(SEMICOLON, this.#anchors.read(bytes, end + 1));
      this.#replace(to < 0 ? bytes.length : to, "");
    } else this.#at = Math.max(end, this.#at + 1);
    return word;
  }

  /** What is written in the place of `#10` or `@10`. */
  #resolved(name: string): string {
    if (!this.#anchors.isUsed) return this.#renamed(name);
    const target = this.#anchors.resolve(name, (other) => this.#renamed(other));
    if ("text" in target) return target.text;
    this.#unresolved ??= { id: this.#id, name, uri: target.uri, offset: this.#at };
    return name;
  }

  #renamed(name: string): string {
    const renamed = name.startsWith("#") ? this.#numbers.of(name.slice(1)) : null;
    return renamed === null ? name : `#${renamed}`;
  }

  /** Copies what stands before the position, and puts a text in the place of all up to `end`. */
  #replace(end: number, text: string): void {
    this.#out.copy(this.#bytes, this.#done, this.#at);
    this.#out.write(text);
    this.#out.copyLineEnds(this.#bytes, this.#at, end);
    this.#done = this.#at = end;
  }
}

/** Free numbers for those that are too large. */
class NewNumbers {
  readonly #bytes: Uint8Array;
  readonly #renamed = new Map<string, string>();
  #used: Set<number> | null = null;
  #next = 1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The number in the place of one, as digits; null where it stays. */
  of(digits: string): string | null {
    if (digits.length < 10 || Number(digits) <= MAX_NUMBER) return null;
    // Zeros in front say nothing.
    const key = digits.replace(/^0+/, "");
    let renamed = this.#renamed.get(key);
    if (renamed === undefined) this.#renamed.set(key, renamed = String(this.#free()));
    return renamed;
  }

  originals(): Map<number, bigint> {
    return new Map(
      [...this.#renamed].map((
        [digits, renamed],
      ) => [Number(renamed), BigInt(digits.slice(0, MOST_DIGITS))]),
    );
  }

  #free(): number {
    this.#used ??= usedNumbers(this.#bytes);
    while (this.#used.has(this.#next)) this.#next++;
    return this.#next++;
  }
}

/** Every number that stands behind a `#`, of an entity that there is or not. */
function usedNumbers(bytes: Uint8Array): Set<number> {
  const used = new Set<number>();
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== HASH) continue;
    let id = 0;
    for (let c = bytes[at + 1]; isDigit(c); c = bytes[++at + 1]) id = id * 10 + c - 48;
    // Those that are too large are given up.
    if (id <= MAX_NUMBER) used.add(id);
  }
  return used;
}

function numberAt(bytes: Uint8Array, hash: number): { text: string; end: number } {
  let end = hash + 1;
  while (isDigit(bytes[end])) end++;
  return { text: latin1(bytes, hash + 1, end), end };
}

/** The word at an offset, upper case, with the marks that such words have. */
function wordAt(bytes: Uint8Array, at: number): string {
  let end = at;
  while (isWord(bytes[end]) || bytes[end] === MINUS) end++;
  return latin1(bytes, at, Math.min(end, at + 40)).toUpperCase();
}

/** The offset behind a string, a comment or one byte. */
function endOfPart(bytes: Uint8Array, at: number): number {
  const c = bytes[at];
  let end = at + 1;
  if (c === QUOTE || c === DOUBLE_QUOTE) end = endOfString(bytes, at);
  else if (c === SLASH && bytes[at + 1] === STAR) end = endOfComment(bytes, at);
  return end < 0 ? bytes.length : end;
}
