/** Numbers for texts: equal ones have the same. @module */
import { freeMemory } from "./free_memory.ts";
import { PackedTexts, TextCursor, type TextRows } from "./text_rows.ts";

/**
 * A number for each text, from 0 on in the order in which they come; -1 where there is none.
 *
 * @param numbers told apart too, where they are given: what is equal has one text and one number
 */
export function textCodes(texts: TextRows, numbers: Int32Array | null = null): Int32Array {
  return texts instanceof PackedTexts ? packedCodes(texts, numbers) : listedCodes(texts, numbers);
}

function listedCodes(texts: TextRows, numbers: Int32Array | null): Int32Array {
  const codes = new Int32Array(texts.length);
  const known = new Map<string, number>();
  for (let row = 0; row < codes.length; row++) {
    const text = texts.at(row);
    // No text ends so where there are numbers, so the first ones need none.
    const key = text === null || numbers === null || numbers[row] === 0
      ? text
      : `${text}\u0000${numbers[row]}`;
    if (key === null) codes[row] = -1;
    else {
      const code = known.get(key);
      if (code === undefined) known.set(key, codes[row] = known.size);
      else codes[row] = code;
    }
  }
  return codes;
}

function packedCodes(texts: PackedTexts, numbers: Int32Array | null): Int32Array {
  const table = new TextTable(texts, numbers);
  table.free();
  return table.codes;
}

/** Some UTF-8, in the midst of other bytes. */
interface Place {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds packed texts, by hashes of their bytes: a Map would want a string for each, and takes three
 * times the memory of those.
 */
export class TextTable {
  /** As {@linkcode textCodes} has them. */
  readonly codes: Int32Array;
  readonly #numbers: Int32Array | null;
  readonly #other: TextCursor;
  /** The first row of each text; -1 for a place that is free. */
  readonly #rows: Int32Array;
  readonly #hashes: Uint32Array;
  #room: Uint8Array = new Uint8Array(64);

  constructor(texts: PackedTexts, numbers: Int32Array | null = null) {
    this.#numbers = numbers;
    this.#other = new TextCursor(texts);
    this.codes = new Int32Array(texts.length);
    let size = 16;
    while (size < 2 * texts.length) size *= 2;
    this.#rows = new Int32Array(size).fill(-1);
    this.#hashes = new Uint32Array(size);
    const own = new TextCursor(texts);
    let count = 0;
    for (let row = 0; row < this.codes.length; row++) {
      if (!own.seek(row)) {
        this.codes[row] = -1;
        continue;
      }
      const number = numbers === null ? 0 : numbers[row];
      const hash = hashOf(own, number);
      const place = this.#placeOf(own, number, hash);
      if (this.#rows[place] >= 0) this.codes[row] = this.codes[this.#rows[place]];
      else {
        this.#rows[place] = row;
        this.#hashes[place] = hash;
        this.codes[row] = count++;
      }
    }
  }

  /** Gives all memory back but the codes': nothing is found any more. */
  free(): void {
    [this.#rows, this.#hashes].forEach(freeMemory);
  }

  /** The first row with the text; -1 where none has it. */
  find(text: string): number {
    const own = this.#placed(text);
    return this.#rows[this.#placeOf(own, 0, hashOf(own, 0))];
  }

  /** The bytes of a text; those of ASCII are put where the last one's were. */
  #placed(text: string): Place {
    const { length } = text;
    if (this.#room.length < length) this.#room = new Uint8Array(2 * length);
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) {
        const bytes = new TextEncoder().encode(text);
        return { bytes, start: 0, end: bytes.length };
      }
      this.#room[i] = code;
    }
    return { bytes: this.#room, start: 0, end: length };
  }

  /** Where a text is, or would be put. */
  #placeOf(own: Place, number: number, hash: number): number {
    const last = this.#rows.length - 1;
    let place = hash & last;
    for (; this.#rows[place] >= 0; place = (place + 1) & last) {
      const first = this.#rows[place];
      if (this.#hashes[place] !== hash) continue;
      if (this.#numbers !== null && this.#numbers[first] !== number) continue;
      this.#other.seek(first);
      if (isSame(own, this.#other)) break;
    }
    return place;
  }
}

function hashOf({ bytes, start, end }: Place, number: number): number {
  let hash = 0x811c9dc5 ^ number;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function isSame(a: Place, b: Place): boolean {
  if (a.end - a.start !== b.end - b.start) return false;
  for (let i = a.start, k = b.start; i < a.end; i++, k++) {
    if (a.bytes[i] !== b.bytes[k]) return false;
  }
  return true;
}
