/**
 * Columns of a table as the bytes of their values. An array of 160,000 texts is as many objects for
 * the collector to look through, and some 100 bytes each; packed it is the texts' own bytes.
 *
 * @module
 */
import { isAscii } from "./is_ascii.ts";

/** A value of a packed column. Integers of 64 bits are numbers. */
export type PackedValue = string | number | boolean | Date | null;

/** A column, or a part of one; a value is made when it is asked for. */
export interface PackedColumn {
  /** Rows. */
  readonly length: number;
  /** The memory that it takes, about. */
  readonly byteLength: number;
  /** The value of a row. */
  at(row: number): PackedValue;
  /** Puts the values of some rows into an array, from a place on. */
  into(out: PackedValue[], place: number, start: number, end: number): void;
}

/** Which rows have a value, a byte each: 1 for one that has; null where all have. */
export type Present = Uint8Array | null;

/** Numbers. */
export class NumberColumn implements PackedColumn {
  readonly values: Int32Array | Float32Array | Float64Array;
  readonly present: Present;

  constructor(values: Int32Array | Float32Array | Float64Array, present: Present) {
    [this.values, this.present] = [values, present];
  }

  get length(): number {
    return this.values.length;
  }

  get byteLength(): number {
    return this.values.byteLength + (this.present?.byteLength ?? 0);
  }

  at(row: number): number | null {
    return this.present === null || this.present[row] === 1 ? this.values[row] : null;
  }

  into(out: PackedValue[], place: number, start: number, end: number): void {
    const { values, present } = this;
    for (let row = start; row < end; row++) {
      out[place++] = present === null || present[row] === 1 ? values[row] : null;
    }
  }
}

/** Values of which there are few different ones, by their places in a list. */
export class CodedColumn<T extends string | boolean = string | boolean> implements PackedColumn {
  /** The place of each row's value; -1 for none. */
  readonly codes: Int8Array | Int16Array | Int32Array;
  readonly names: readonly T[];
  readonly byteLength: number;

  constructor(codes: Int8Array | Int16Array | Int32Array, names: readonly T[]) {
    [this.codes, this.names] = [codes, names];
    this.byteLength = names.reduce(
      (sum, name) => sum + TEXT_BYTES + (typeof name === "string" ? name.length : 0),
      codes.byteLength,
    );
  }

  get length(): number {
    return this.codes.length;
  }

  at(row: number): T | null {
    const code = this.codes[row];
    return code < 0 ? null : this.names[code];
  }

  into(out: PackedValue[], place: number, start: number, end: number): void {
    for (let row = start; row < end; row++) out[place++] = this.at(row);
  }
}

/** What an object of a text takes beside its characters. */
const TEXT_BYTES = 24;

/** Texts behind one another, in UTF-8. */
export class TextColumn implements PackedColumn {
  readonly bytes: Uint8Array;
  /** Where each text begins, and behind the last one where another would begin. */
  readonly starts: Uint32Array;
  readonly present: Present;
  /**
   * Bytes between two texts: none, or 4 with the length of the next, as Parquet has them. Those are
   * neither taken out when a column is read nor put in again when it is written.
   */
  readonly gap: 0 | 4;
  /** Whether a byte is a character. */
  readonly ascii: boolean;

  constructor(bytes: Uint8Array, starts: Uint32Array, present: Present, gap: 0 | 4 = 0) {
    [this.bytes, this.starts, this.present, this.gap] = [bytes, starts, present, gap];
    this.ascii = isAscii(bytes);
  }

  get length(): number {
    return this.starts.length - 1;
  }

  get byteLength(): number {
    return this.bytes.byteLength + this.starts.byteLength + (this.present?.byteLength ?? 0);
  }

  at(row: number): string | null {
    if (this.present !== null && this.present[row] === 0) return null;
    return textOf(this.bytes.subarray(this.starts[row], this.starts[row + 1] - this.gap));
  }

  into(out: PackedValue[], place: number, start: number, end: number): void {
    if (!this.ascii) {
      for (let row = start; row < end; row++) out[place++] = this.at(row);
      return;
    }
    // One call for many: that of a text takes ten times as long as cutting it out of another.
    for (let from = start; from < end; from += AT_ONCE) {
      const to = Math.min(end, from + AT_ONCE);
      const first = this.starts[from];
      const all = textOf(this.bytes.subarray(first, this.starts[to] - this.gap));
      for (let row = from; row < to; row++) {
        out[place++] = this.present !== null && this.present[row] === 0
          ? null
          : all.slice(this.starts[row] - first, this.starts[row + 1] - this.gap - first);
      }
    }
  }
}

/** Texts that are made at once: as long as one of them is held, their characters are. */
const AT_ONCE = 1024;

/** Values of any other kind, as they are. */
export class ValueColumn implements PackedColumn {
  readonly #values: readonly PackedValue[];
  readonly byteLength: number;

  constructor(values: readonly PackedValue[]) {
    this.#values = values;
    this.byteLength = values.reduce<number>(
      (sum, value) => sum + TEXT_BYTES + (typeof value === "string" ? value.length : 0),
      0,
    );
  }

  get length(): number {
    return this.#values.length;
  }

  at(row: number): PackedValue {
    return this.#values[row];
  }

  into(out: PackedValue[], place: number, start: number, end: number): void {
    for (let row = start; row < end; row++) out[place++] = this.#values[row];
  }
}

/** The text of some UTF-8. A decoder of its own for each text takes longer than the text. */
export function textOf(bytes: Uint8Array): string {
  return DECODER.decode(bytes);
}

const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });
