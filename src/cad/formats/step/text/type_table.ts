/**
 * The types of entities as numbers.
 *
 * @module
 */
import { upperCase } from "./step_bytes.ts";

/** Words that are found by their bytes, and the places they are looked for in: a power of two. */
const WORDS = 256, PLACES = 1024;

/**
 * Places that a word is looked for in. Usual words are found in the first or second; words that
 * are made to collide are found as strings, so that a hostile file takes no more time than its
 * size.
 */
const PROBES = 16;

/**
 * Gives each type, and each list of types that complex entities have, a number of its own, without
 * making a string for each entity: a file of 70,000 entities has 60 types.
 */
export class TypeTable {
  readonly #bytes: Uint8Array;
  /** Where each word stands first in the text. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** Words by their hash, each as its position and 1. */
  readonly #places: number[] = new Array(PLACES).fill(0);
  /** The kind that each word is alone. */
  readonly #kindOfWord: number[] = [];
  readonly #kindOfName = new Map<string, number>();
  /** The name that each kind ends with, and the kind of those before it. Kind 0 has none. */
  readonly #names: string[] = [""];
  readonly #before: number[] = [-1];
  /** Kinds by those before and the last: of each kind, those that it begins. */
  readonly #after: (Map<number, number> | null)[] = [null];
  readonly #types: (readonly string[])[] = [];

  /** @param bytes the text that words stand in */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** How many kinds there are: their numbers are below. */
  get size(): number {
    return this.#names.length;
  }

  /** The kind of one type: a word from `start` to before `end`, whose hash is known. */
  kind(start: number, end: number, hash: number): number {
    for (let probe = 0; probe < PROBES; probe++) {
      const place = (hash + probe) & (PLACES - 1), word = this.#places[place] - 1;
      if (word < 0) return this.#add(start, end, place);
      if (this.#isWord(word, start, end)) return this.#kindOfWord[word];
    }
    return this.#kindOf(start, end);
  }

  /** The kind of an entity that has a type beside those of a kind. */
  append(before: number, last: number): number {
    if (before === 0) return last;
    const after = this.#after[before] ??= new Map();
    let kind = after.get(last);
    if (kind === undefined) after.set(last, kind = this.#newKind(this.#names[last], before));
    return kind;
  }

  /** The types of a kind, upper case. */
  types(kind: number): readonly string[] {
    let types = this.#types[kind];
    if (types === undefined) {
      const found: string[] = [];
      for (let k = kind; k > 0; k = this.#before[k]) found.push(this.#names[k]);
      this.#types[kind] = types = found.reverse();
    }
    return types;
  }

  /** The type that a kind ends with; `""` where it has none. */
  last(kind: number): string {
    return this.#names[kind];
  }

  #isWord(word: number, start: number, end: number): boolean {
    const bytes = this.#bytes, from = this.#starts[word];
    if (this.#ends[word] - from !== end - start) return false;
    for (let i = start, j = from; i < end; i++, j++) if (bytes[i] !== bytes[j]) return false;
    return true;
  }

  #add(start: number, end: number, place: number): number {
    const kind = this.#kindOf(start, end);
    if (this.#starts.length >= WORDS) return kind;
    this.#places[place] = this.#starts.push(start);
    this.#ends.push(end);
    this.#kindOfWord.push(kind);
    return kind;
  }

  #kindOf(start: number, end: number): number {
    const name = upperCase(this.#bytes, start, end);
    let kind = this.#kindOfName.get(name);
    if (kind === undefined) this.#kindOfName.set(name, kind = this.#newKind(name, 0));
    return kind;
  }

  #newKind(name: string, before: number): number {
    this.#before.push(before);
    this.#after.push(null);
    return this.#names.push(name) - 1;
  }
}

/** The hash of a word with one byte more. */
export const hashed = (hash: number, byte: number): number => (Math.imul(hash, 31) + byte) | 0;
