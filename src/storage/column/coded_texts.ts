/** Texts of which many are equal, as numbers. @module */
import { CodedColumn, type PackedColumn } from "./packed_column.ts";
import type { CodeSlice } from "./code_pages.ts";
import { ListedTexts, type TextRows } from "./text_rows.ts";
import { textCodes } from "./text_codes.ts";

/** One text or none for each row, by its place in a list of the different ones. */
export class CodedTexts implements TextRows {
  /** The place of each row's text in the names; -1 for none. */
  readonly codes: Int32Array;
  /** Different texts; not each need be that of a row. */
  readonly names: readonly string[];

  constructor(codes: Int32Array, names: readonly string[]) {
    [this.codes, this.names] = [codes, names];
  }

  /** Listed texts by their numbers, in the order in which they first come. */
  static of(list: readonly (string | null)[]): CodedTexts {
    const codes = textCodes(new ListedTexts(list));
    const names: string[] = [];
    for (let row = 0; row < codes.length; row++) {
      if (codes[row] === names.length) names.push(list[row]!);
    }
    return new CodedTexts(codes, names);
  }

  /** The texts of a column whose parts have few different ones each; null for another. */
  static ofParts(parts: readonly PackedColumn[]): CodedTexts | null {
    const places = new Map<string, number>();
    const codes = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      if (!(part instanceof CodedColumn)) return null;
      // Behind the last place stands that of none, which is -1.
      const own = new Int32Array(part.names.length + 1).fill(-1);
      for (const [code, name] of part.names.entries()) {
        if (typeof name !== "string") return null;
        if (!places.has(name)) places.set(name, places.size);
        own[code] = places.get(name)!;
      }
      translate(part.codes, own, codes.subarray(at, at + part.length));
      at += part.length;
    }
    return new CodedTexts(codes, [...places.keys()]);
  }

  get length(): number {
    return this.codes.length;
  }

  at(row: number): string | null {
    const code = this.codes[row];
    return code < 0 ? null : this.names[code];
  }

  /** All of them, as strings. */
  list(): (string | null)[] {
    const { codes, names } = this;
    const list = new Array<string | null>(codes.length);
    for (let row = 0; row < list.length; row++) {
      list[row] = codes[row] < 0 ? null : names[codes[row]];
    }
    return list;
  }

  /** Some rows, as columns of a table are written. */
  slice(from: number, to: number): CodeSlice {
    return { codes: this.codes.subarray(from, to), names: this.names };
  }
}

function translate(codes: ArrayLike<number>, places: Int32Array, out: Int32Array): void {
  const none = places.length - 1;
  for (let row = 0; row < out.length; row++) {
    const code = codes[row];
    out[row] = places[code < 0 ? none : code];
  }
}
