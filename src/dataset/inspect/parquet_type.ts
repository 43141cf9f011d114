/**
 * The types of Parquet's columns, as people call them.
 *
 * @module
 */
import type { SchemaElement, SchemaTree } from "hyparquet";

const UNITS: Readonly<Record<string, string>> = { MILLIS: "ms", MICROS: "us", NANOS: "ns" };

/** What files of older writers call their types, by the types of today. */
const CONVERTED: Readonly<Record<string, string>> = {
  UTF8: "string",
  ENUM: "string",
  JSON: "json",
  BSON: "bson",
  DATE: "date",
  TIME_MILLIS: "time[ms]",
  TIME_MICROS: "time[us]",
  TIMESTAMP_MILLIS: "timestamp[ms, UTC]",
  TIMESTAMP_MICROS: "timestamp[us, UTC]",
  INT_8: "int8",
  INT_16: "int16",
  INT_32: "int32",
  INT_64: "int64",
  UINT_8: "uint8",
  UINT_16: "uint16",
  UINT_32: "uint32",
  UINT_64: "uint64",
  INTERVAL: "interval",
};

const PHYSICAL: Readonly<Record<string, string>> = {
  BOOLEAN: "bool",
  INT32: "int32",
  INT64: "int64",
  INT96: "timestamp[ns]",
  FLOAT: "float32",
  DOUBLE: "float64",
  BYTE_ARRAY: "bytes",
};

/** The type of a column, with what is in it: `list<float64>`, `struct<a: int32, b: string>`. */
export function parquetType({ element, children }: SchemaTree): string {
  if (children.length === 0) {
    const type = leafType(element);
    return element.repetition_type === "REPEATED" ? `list<${type}>` : type;
  }
  const [inner] = children;
  if (isList(element) && children.length === 1) {
    // Three levels are the rule: the list, its entries, their values. Older writers leave one out.
    const own = inner.children.length === 1 && inner.element.name !== "array" &&
      !inner.element.name.endsWith("_tuple");
    return `list<${parquetType(own ? inner.children[0] : withoutRepeat(inner))}>`;
  }
  if (isMap(element) && inner?.children.length === 2) {
    return `map<${inner.children.map(parquetType).join(", ")}>`;
  }
  const fields = children.map((child) => `${child.element.name}: ${parquetType(child)}`);
  const type = `struct<${fields.join(", ")}>`;
  return element.repetition_type === "REPEATED" ? `list<${type}>` : type;
}

/** Whether an element is a structure, whose fields are columns as any others. */
export function isStructure({ element, children }: SchemaTree): boolean {
  return children.length > 0 && element.repetition_type !== "REPEATED" && !isList(element) &&
    !isMap(element) && element.logical_type === undefined;
}

function isList({ logical_type: logical, converted_type: converted }: SchemaElement): boolean {
  return logical?.type === "LIST" || converted === "LIST";
}

function isMap({ logical_type: logical, converted_type: converted }: SchemaElement): boolean {
  return logical?.type === "MAP" || converted === "MAP" || converted === "MAP_KEY_VALUE";
}

function withoutRepeat(tree: SchemaTree): SchemaTree {
  return { ...tree, element: { ...tree.element, repetition_type: "OPTIONAL" } };
}

function leafType(element: SchemaElement): string {
  const { type, type_length: length, logical_type: logical, converted_type: converted } = element;
  switch (logical?.type) {
    case "STRING":
    case "ENUM":
      return "string";
    case "INTEGER":
      return `${logical.isSigned ? "" : "u"}int${logical.bitWidth}`;
    case "DECIMAL":
      return `decimal(${logical.precision}, ${logical.scale})`;
    case "TIMESTAMP":
      return `timestamp[${UNITS[logical.unit]}${logical.isAdjustedToUTC ? ", UTC" : ""}]`;
    case "TIME":
      return `time[${UNITS[logical.unit]}]`;
    case undefined:
    case null:
      break;
    default:
      return logical!.type.toLowerCase();
  }
  if (converted === "DECIMAL") return `decimal(${element.precision}, ${element.scale ?? 0})`;
  if (converted !== undefined && converted in CONVERTED) return CONVERTED[converted];
  if (type === "FIXED_LEN_BYTE_ARRAY") return `bytes[${length}]`;
  return PHYSICAL[type ?? ""] ?? "group";
}
