/** The columns of an export as features of Hugging Face's `datasets`. @module */
import type { DType } from "../../storage/array.ts";
import type { ColumnType } from "../../storage/parquet.ts";
import type { ExportAbout, ExportedColumn } from "./export_plan.ts";
import { listDepth } from "./parquet_schema.ts";
import type { ExportedArray } from "./read_block.ts";

/** The type of a column: a number or text, names of classes, or lists of lists. */
export type Feature =
  | { readonly kind: "value"; readonly dtype: string }
  | { readonly kind: "classes"; readonly names: readonly string[] }
  | { readonly kind: "list"; readonly of: Feature };

const COLUMNS: Readonly<Record<ColumnType, string>> = {
  int32: "int32",
  int64: "int64",
  float32: "float32",
  float64: "float64",
  boolean: "bool",
  string: "string",
  timestamp: "timestamp[ms, tz=UTC]",
};

/** The features by the names of their columns, in their order. */
export function features(
  columns: readonly ExportedColumn[],
  arrays: readonly ExportedArray[],
  about: ExportAbout,
): Map<string, Feature> {
  const found = new Map<string, Feature>();
  for (const { name, type } of columns) {
    const names = type === "int64" ? classNames(about, name.replace(/_code$/, "")) : null;
    const isCode = name.endsWith("_code") && names !== null;
    found.set(
      name,
      isCode ? { kind: "classes", names: names! } : { kind: "value", dtype: COLUMNS[type] },
    );
  }
  for (const array of arrays) {
    let feature: Feature = { kind: "value", dtype: valueType(array.dtype) };
    for (let i = 0; i < listDepth(array); i++) feature = { kind: "list", of: feature };
    found.set(array.key, feature);
  }
  return found;
}

/** The features as `datasets` writes them into the metadata of a file. */
export function featuresJson(
  columns: readonly ExportedColumn[],
  arrays: readonly ExportedArray[],
  about: ExportAbout,
): unknown {
  const all = [...features(columns, arrays, about)].map(([name, one]) => [name, asJson(one)]);
  return { info: { features: Object.fromEntries(all) } };
}

function asJson(feature: Feature): unknown {
  switch (feature.kind) {
    case "value":
      return { dtype: feature.dtype, _type: "Value" };
    case "classes":
      return { names: feature.names, _type: "ClassLabel" };
    case "list":
      return { feature: asJson(feature.of), _type: "Sequence" };
  }
}

/** The names of codes that count from 0 without a gap; null where they do not. */
function classNames({ vocabularies }: ExportAbout, key: string): string[] | null {
  const names = vocabularies[key];
  if (names === undefined) return null;
  const codes = Object.keys(names).map(Number).sort((a, b) => a - b);
  return codes.every((code, i) => code === i) ? codes.map((code) => names[code]) : null;
}

/** 32 bits without a sign are stored in 64. */
function valueType(dtype: DType): string {
  return dtype === "uint32" ? "int64" : dtype;
}
