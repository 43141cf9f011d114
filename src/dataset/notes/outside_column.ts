/** A column of a table from outside. @module */
import type { TextColumn } from "../../storage/column/packed_column.ts";

/** A value of a table from outside. */
export type JoinValue = string | number | bigint | boolean | Date | null | undefined;

/** The values of a column, row by row; a list is one. */
export interface OutsideColumn extends Iterable<JoinValue> {
  readonly length: number;
  at(row: number): JoinValue;
}

/** Rows whose texts are made together. */
const TOGETHER = 1024;

/** Packed texts that are looked at one after the other. */
export class OutsideTexts implements OutsideColumn {
  readonly #column: TextColumn;
  #block = -1;
  readonly #texts: (string | null)[] = [];

  constructor(column: TextColumn) {
    this.#column = column;
  }

  get length(): number {
    return this.#column.length;
  }

  at(row: number): string | null {
    const block = Math.floor(row / TOGETHER);
    if (block !== this.#block) {
      const first = block * TOGETHER;
      this.#column.into(this.#texts as never, 0, first, Math.min(this.length, first + TOGETHER));
      this.#block = block;
    }
    return this.#texts[row % TOGETHER];
  }

  *[Symbol.iterator](): Generator<string | null> {
    for (let row = 0; row < this.length; row++) yield this.at(row);
  }
}
