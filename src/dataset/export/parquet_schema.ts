/** What parquet calls the columns of an export, and how values are handed to its writer. @module */
import type { SchemaElement } from "hyparquet";
import type { DType, TypedArray } from "../../storage/array.ts";
import type { ColumnType } from "../../storage/parquet.ts";
import type { ExportedArray } from "./read_block.ts";

type Leaf = Omit<SchemaElement, "name" | "repetition_type">;

const NUMBERS: Readonly<Record<DType, Leaf>> = {
  float32: { type: "FLOAT" },
  float64: { type: "DOUBLE" },
  int8: { type: "INT32", converted_type: "INT_8" },
  uint8: { type: "INT32", converted_type: "UINT_8" },
  int16: { type: "INT32", converted_type: "INT_16" },
  uint16: { type: "INT32", converted_type: "UINT_16" },
  int32: { type: "INT32" },
  uint32: { type: "INT64" },
  int64: { type: "INT64" },
};

const VALUES: Readonly<Record<ColumnType, Leaf>> = {
  int32: { type: "INT32" },
  int64: { type: "INT64" },
  float32: { type: "FLOAT" },
  float64: { type: "DOUBLE" },
  boolean: { type: "BOOLEAN" },
  string: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  timestamp: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
};

/** A column with a value a sample, null where there is none. */
export function valueElement(name: string, type: ColumnType): SchemaElement {
  return { name, repetition_type: "OPTIONAL", ...VALUES[type] };
}

/** How deep the lists of an array are. */
export function listDepth({ shape, oneASample }: ExportedArray): number {
  return shape.length - (oneASample ? 1 : 0);
}

/** A column of an array: lists of rows, each a list of the next dimension; nothing is null. */
export function arrayElements(array: ExportedArray): SchemaElement[] {
  const elements: SchemaElement[] = [];
  const depth = listDepth(array);
  for (let i = 0; i < depth; i++) {
    elements.push(
      {
        name: i === 0 ? array.key : "element",
        repetition_type: "REQUIRED",
        num_children: 1,
        converted_type: "LIST",
        logical_type: { type: "LIST" },
      },
      { name: "list", repetition_type: "REPEATED", num_children: 1 },
    );
  }
  const name = depth === 0 ? array.key : "element";
  return [...elements, { name, repetition_type: "REQUIRED", ...NUMBERS[array.dtype] }];
}

/** The rows of a sample as nested lists; numbers of 64 bits as the writer takes them. */
export function nested(
  { data, shape }: { data: TypedArray; shape: readonly number[] },
  array: ExportedArray,
): unknown {
  const wide = array.dtype === "uint32";
  const value = (i: number) => wide ? BigInt(data[i]) : data[i];
  const list = (axis: number, at: number, size: number): unknown => {
    if (axis === shape.length) return value(at);
    const step = shape[axis] === 0 ? 0 : size / shape[axis];
    return Array.from({ length: shape[axis] }, (_, i) => list(axis + 1, at + i * step, step));
  };
  const rows = list(0, 0, data.length);
  return array.oneASample ? (rows as unknown[])[0] : rows;
}
