/** Texts by row, packed or as a list, looked at without an object for each. @module */
import { CodedColumn, type PackedColumn, TextColumn } from "./packed_column.ts";

/** One text or none for each row. */
export interface TextRows {
  readonly length: number;
  /** The text of a row; null for none. */
  at(row: number): string | null;
}

/** Some rows of a column, all of whose texts are of ASCII. */
export interface TextSlice {
  readonly column: TextColumn;
  readonly from: number;
  readonly to: number;
}

/** Texts in parts, the rows of one behind those of another. */
export class PackedTexts implements TextRows {
  readonly length: number;
  readonly parts: readonly (TextColumn | CodedColumn<string>)[];
  /** The first row of each part, and behind the last one how many rows there are. */
  readonly firsts: readonly number[];

  private constructor(parts: readonly (TextColumn | CodedColumn<string>)[]) {
    this.parts = parts;
    const firsts = [0];
    for (const { length } of parts) firsts.push(firsts.at(-1)! + length);
    this.firsts = firsts;
    this.length = firsts.at(-1)!;
  }

  /** The texts of a column; null where it has other values too. */
  static of(parts: readonly PackedColumn[]): PackedTexts | null {
    return parts.every(isOfTexts) ? new PackedTexts(parts) : null;
  }

  at(row: number): string | null {
    const part = this.partOf(row);
    return this.parts[part].at(row - this.firsts[part]);
  }

  /** Whether some row has none. */
  hasNone(): boolean {
    return this.parts.some((part) =>
      part instanceof TextColumn ? part.present !== null : part.codes.includes(-1 as never)
    );
  }

  /** All of them, as strings. */
  list(): readonly (string | null)[] {
    const out = new Array<string | null>(this.length);
    this.parts.forEach((part, p) => part.into(out, this.firsts[p], 0, part.length));
    return out;
  }

  /** Which part a row is in. */
  partOf(row: number): number {
    let part = 0;
    while (row >= this.firsts[part + 1]) part++;
    return part;
  }

  /** Some rows: in one piece where that can be, else as a list. */
  slice(from: number, to: number): TextSlice | (string | null)[] {
    const part = from < this.length ? this.partOf(from) : -1;
    const [column, first] = [this.parts[part], this.firsts[part]];
    if (column instanceof TextColumn && column.ascii && to <= this.firsts[part + 1]) {
      return { column, from: from - first, to: to - first };
    }
    const out = new Array<string | null>(to - from);
    for (let p = Math.max(0, part); p < this.parts.length; p++) {
      const [start, end] = [Math.max(from, this.firsts[p]), Math.min(to, this.firsts[p + 1])];
      if (start >= end) continue;
      this.parts[p].into(out, start - from, start - this.firsts[p], end - this.firsts[p]);
    }
    return out;
  }
}

function isOfTexts(part: PackedColumn): part is TextColumn | CodedColumn<string> {
  if (part instanceof TextColumn) return true;
  return part instanceof CodedColumn && part.names.every((name) => typeof name === "string");
}

/** Texts in a list. */
export class ListedTexts implements TextRows {
  readonly #list: readonly (string | null)[];

  constructor(list: readonly (string | null)[]) {
    this.#list = list;
  }

  get length(): number {
    return this.#list.length;
  }

  at(row: number): string | null {
    return this.#list[row];
  }

  list(): readonly (string | null)[] {
    return this.#list;
  }

  slice(from: number, to: number): (string | null)[] {
    return this.#list.slice(from, to);
  }
}

/** Looks at the UTF-8 of one row after the other, in place. */
export class TextCursor {
  readonly #texts: PackedTexts;
  readonly #names: Uint8Array[][] = [];
  #part = 0;
  /** The row's text is `bytes` from `start` up to `end`. */
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  /** Whether each of its bytes is a character; false where that is not known. */
  ascii = false;

  constructor(texts: PackedTexts) {
    this.#texts = texts;
    const encoder = new TextEncoder();
    this.#names = texts.parts.map((part) =>
      part instanceof CodedColumn ? part.names.map((name) => encoder.encode(name)) : []
    );
  }

  /** Goes to a row; whether it has a text. */
  seek(row: number): boolean {
    const texts = this.#texts;
    if (row < texts.firsts[this.#part] || row >= texts.firsts[this.#part + 1]) {
      this.#part = texts.partOf(row);
    }
    const part = texts.parts[this.#part];
    const own = row - texts.firsts[this.#part];
    if (part instanceof TextColumn) {
      if (part.present !== null && part.present[own] === 0) return false;
      this.bytes = part.bytes;
      this.start = part.starts[own];
      this.end = part.starts[own + 1] - part.gap;
      this.ascii = part.ascii;
      return true;
    }
    const code = part.codes[own];
    if (code < 0) return false;
    this.bytes = this.#names[this.#part][code];
    [this.start, this.end, this.ascii] = [0, this.bytes.length, false];
    return true;
  }
}
