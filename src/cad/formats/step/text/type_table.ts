/**
 * The types of entities as numbers.
 *
 * @module
 */
import { isWord, upperCase } from "./step_bytes.ts";
import { USUAL_NUMBERS, USUAL_TYPES, usualType } from "./usual_types.ts";

/** Words that are found by their bytes, and the places they are looked for in: a power of two. */
const WORDS = 256, PLACES = 1024;

/**
 * Places that a word is looked for in. Rare words are found in the first or second; words that
 * are made to collide are found as strings, so that a hostile file takes no more time than its
 * size.
 */
const PROBES = 16;

/** The types of the kinds that the usual ones are alone. */
const ALONE: readonly (readonly string[])[] = USUAL_TYPES.map((type) => type === "" ? [] : [type]);

/**
 * Gives each type, and each list of types that complex entities have, a number of its own, without
 * making a string for each entity: a file of 70,000 entities has 60 types. The usual types have the
 * same numbers in all files.
 */
export class TypeTable {
  /** Where the word ended that was taken last. */
  end = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** Where each rare word stands first in the text. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** Rare words by their hash, each as its position and 1. */
  readonly #places = new Uint16Array(PLACES);
  /** The kind that each of these is alone. */
  readonly #kindOfWord: number[] = [];
  readonly #kindOfName = new Map<string, number>();
  /** Of the kinds behind the usual ones the name that each ends with, and the kind before it. */
  readonly #names: string[] = [];
  readonly #before: number[] = [];
  /** Kinds by those before and the last. */
  readonly #joined = new Map<number, number>();
  /** The types of each of these kinds, once they have been asked for. */
  readonly #types: (readonly string[] | undefined)[] = [];

  /** @param bytes the text that words stand in */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** How many kinds there are: their numbers are below. Of the usual ones there may be none. */
  get size(): number {
    return USUAL_TYPES.length + this.#names.length;
  }

  /** Takes the word that begins at an offset: the kind that it is alone. */
  take(start: number): number {
    const usual = usualType(this.#view, start);
    if (usual === 0) return this.#rare(start);
    this.end = start + USUAL_TYPES[usual].length;
    return usual;
  }

  /** The kind of an entity that has a type beside those of a kind. */
  append(before: number, last: number): number {
    if (before === 0) return last;
    // Both are found again in this number: Cantor's pairs.
    const sum = before + last, pair = sum * (sum + 1) / 2 + last;
    let kind = this.#joined.get(pair);
    if (kind === undefined) this.#joined.set(pair, kind = this.#newKind(this.last(last), before));
    return kind;
  }

  /** The types of a kind, upper case. */
  types(kind: number): readonly string[] {
    if (kind < USUAL_TYPES.length) return ALONE[kind];
    return this.#types[kind - USUAL_TYPES.length] ??= this.#typesOf(kind);
  }

  /** Whether a kind is of several types. */
  isComplex(kind: number): boolean {
    return kind >= USUAL_TYPES.length && this.#before[kind - USUAL_TYPES.length] > 0;
  }

  /** The kind of one type alone; -1 where the text has none, unless it is a usual one. */
  kindOf(type: string): number {
    return USUAL_NUMBERS.get(type) ?? this.#kindOfName.get(type) ?? -1;
  }

  /** The type that a kind ends with; `""` where it has none. */
  last(kind: number): string {
    return kind < USUAL_TYPES.length ? USUAL_TYPES[kind] : this.#names[kind - USUAL_TYPES.length];
  }

  #typesOf(kind: number): string[] {
    const types: string[] = [];
    let k = kind;
    for (; k >= USUAL_TYPES.length; k = this.#before[k - USUAL_TYPES.length]) {
      types.push(this.last(k));
    }
    if (k > 0) types.push(USUAL_TYPES[k]);
    return types.reverse();
  }

  #rare(start: number): number {
    const bytes = this.#bytes;
    let hash = 0, end = start;
    for (let c = bytes[end]; isWord(c); c = bytes[++end]) hash = (Math.imul(hash, 31) + c) | 0;
    this.end = end;
    for (let probe = 0; probe < PROBES; probe++) {
      const place = (hash + probe) & (PLACES - 1), word = this.#places[place] - 1;
      if (word < 0) return this.#add(start, end, place);
      if (this.#isWord(word, start, end)) return this.#kindOfWord[word];
    }
    return this.#named(start, end);
  }

  #isWord(word: number, start: number, end: number): boolean {
    const bytes = this.#bytes, from = this.#starts[word];
    if (this.#ends[word] - from !== end - start) return false;
    for (let i = start, j = from; i < end; i++, j++) if (bytes[i] !== bytes[j]) return false;
    return true;
  }

  #add(start: number, end: number, place: number): number {
    const kind = this.#named(start, end);
    if (this.#starts.length >= WORDS) return kind;
    this.#places[place] = this.#starts.push(start);
    this.#ends.push(end);
    this.#kindOfWord.push(kind);
    return kind;
  }

  #named(start: number, end: number): number {
    const name = upperCase(this.#bytes, start, end);
    let kind = this.kindOf(name);
    if (kind < 0) this.#kindOfName.set(name, kind = this.#newKind(name, 0));
    return kind;
  }

  #newKind(name: string, before: number): number {
    this.#before.push(before);
    return USUAL_TYPES.length - 1 + this.#names.push(name);
  }
}
