/** Numbers for texts: equal ones have the same. @module */
import { blocksOf } from "./blocks_of.ts";
import { freeMemory } from "./free_memory.ts";
import { hashTexts, type Place, textHash } from "./text_hashes.ts";
import { PackedTexts, TextCursor, type TextRows } from "./text_rows.ts";

/**
 * A number for each text, from 0 on in the order in which they come; -1 where there is none.
 *
 * @param numbers told apart too, where they are given: what is equal has one text and one number
 */
export function textCodes(texts: TextRows, numbers: Int32Array | null = null): Int32Array {
  return texts instanceof PackedTexts ? packedCodes(texts, numbers) : listedCodes(texts, numbers);
}

/** Whether all texts of {@linkcode textCodes} are there, and no two of them are equal. */
export function areAllDifferent(codes: Int32Array): boolean {
  // They are numbered in their order: the last number tells how many there are.
  return codes.length === 0 || codes[codes.length - 1] === codes.length - 1;
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

/**
 * Finds packed texts, by hashes of their bytes: a Map would want a string for each, and takes three
 * times the memory of those.
 */
export class TextTable {
  /** As {@linkcode textCodes} has them. */
  readonly codes: Int32Array;
  readonly #numbers: Int32Array | null;
  readonly #own: TextCursor;
  readonly #other: TextCursor;
  /** The first row of each text; -1 for a place that is free. */
  readonly #rows: Int32Array;
  /** Those of the texts, by the places. */
  readonly #hashes: Int32Array;
  #count = 0;
  #room: Uint8Array = new Uint8Array(64);

  constructor(texts: PackedTexts, numbers: Int32Array | null = null) {
    this.#numbers = numbers;
    [this.#own, this.#other] = [new TextCursor(texts), new TextCursor(texts)];
    this.codes = new Int32Array(texts.length).fill(-1);
    let size = 16;
    while (size < 2 * texts.length) size *= 2;
    this.#rows = new Int32Array(size).fill(-1);
    this.#hashes = new Int32Array(size);
    const hashes = hashTexts(texts, numbers);
    for (const [first, behind] of blocksOf(texts.length)) this.#number(hashes, first, behind);
    freeMemory(hashes);
  }

  /** Gives all memory back but the codes': nothing is found any more. */
  free(): void {
    [this.#rows, this.#hashes].forEach(freeMemory);
  }

  /** The first row with the text; -1 where none has it. The table is one without numbers. */
  find(text: string): number {
    const own = this.#placed(text);
    const hash = textHash(own, 0);
    const last = this.#rows.length - 1;
    for (let place = hash & last;; place = (place + 1) & last) {
      const row = this.#rows[place];
      if (row < 0 || (this.#hashes[place] === hash && this.#isAt(own, row))) return row;
    }
  }

  /** Numbers some rows, behind those before them. */
  #number(hashes: Int32Array, first: number, behind: number): void {
    const [codes, rows, known] = [this.codes, this.#rows, this.#hashes];
    const last = rows.length - 1;
    for (let row = first; row < behind; row++) {
      const hash = hashes[row];
      let place = hash & last;
      // Where no hash is the same, which is so of nearly all, no text is looked at.
      while (rows[place] >= 0 && (known[place] !== hash || !this.#isSame(row, rows[place]))) {
        place = (place + 1) & last;
      }
      if (rows[place] >= 0) codes[row] = codes[rows[place]];
      else if (this.#own.seek(row)) {
        rows[place] = row;
        known[place] = hash;
        codes[row] = this.#count++;
      }
    }
  }

  /** Whether a row has the text, and the number, of one that is known. */
  #isSame(row: number, other: number): boolean {
    if (this.#numbers !== null && this.#numbers[row] !== this.#numbers[other]) return false;
    return this.#own.seek(row) && this.#isAt(this.#own, other);
  }

  #isAt(own: Place, row: number): boolean {
    this.#other.seek(row);
    return isSame(own, this.#other);
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
}

function isSame(a: Place, b: Place): boolean {
  if (a.end - a.start !== b.end - b.start) return false;
  for (let i = a.start, k = b.start; i < a.end; i++, k++) {
    if (a.bytes[i] !== b.bytes[k]) return false;
  }
  return true;
}
