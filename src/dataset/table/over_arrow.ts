/**
 * Columns of Arquero over those of Arrow: nothing is copied.
 *
 * @module
 */
import type * as Arrow from "apache-arrow";

/** What Arquero takes for a column. */
export type Column = ArrayLike<unknown> | { readonly length: number; at(row: number): unknown };

/**
 * The columns of a group's table, by name. Plain numbers are the typed arrays themselves, which
 * verbs read fastest; several a row give a typed array a row. Integers of 64 bits become numbers,
 * as verbs do not calculate with bigints; ids and counts are exact as numbers.
 */
export function columnsOverArrow(table: Arrow.Table): Record<string, Column> {
  return Object.fromEntries(
    table.schema.fields.map(({ name }) => [name, columnOver(table.getChild(name)!)]),
  );
}

function columnOver(vector: Arrow.Vector): Column {
  const [data, ...others] = vector.data;
  // What was joined comes in other types, which Arrow decodes.
  if (data === undefined || others.length > 0) return vector.toArray();
  const { length } = vector;
  const valid = validityOf(data);
  if (data.dictionary !== undefined) {
    const names = data.dictionary.toArray() as ArrayLike<string>;
    const codes = data.values as ArrayLike<number>;
    return { length, at: (row) => valid(row) ? names[codes[row]] : null };
  }
  if (data.children.length === 1) {
    let [inner, width] = [data as Arrow.Data, 1];
    while (inner.children.length === 1) {
      width *= (inner.type as unknown as { listSize: number }).listSize;
      inner = inner.children[0] as Arrow.Data;
    }
    const values = inner.values as Float32Array;
    return { length, at: (row) => values.subarray(row * width, (row + 1) * width) };
  }
  const { values } = data;
  if (values instanceof BigInt64Array) {
    return { length, at: (row) => valid(row) ? Number(values[row]) : null };
  }
  if (!ArrayBuffer.isView(values) || data.valueOffsets !== undefined || isBits(vector)) {
    return vector.toArray();
  }
  const numbers = values as Float32Array;
  return data.nullCount === 0 ? numbers : {
    length,
    at: (row) => valid(row) ? numbers[row] : null,
  };
}

function validityOf({ nullBitmap, nullCount }: Arrow.Data): (row: number) => boolean {
  if (nullCount === 0) return () => true;
  return (row) => (nullBitmap[row >> 3] >> (row & 7) & 1) === 1;
}

/** Whether values are packed into bits. */
function isBits({ type }: Arrow.Vector): boolean {
  return String(type) === "Bool";
}
