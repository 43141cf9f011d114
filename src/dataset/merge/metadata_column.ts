/**
 * The type of a metadata column, from the schema or from its values.
 *
 * @module
 */
import type { MetadataValue } from "../../storage/data_storage.ts";
import { isIsoDate } from "../../storage/metadata_value.ts";
import type { ColumnType, ParquetColumn } from "../../storage/parquet.ts";
import type { MetadataRule, MetadataType } from "../../storage/schema/schema.ts";

/** One metadata over all samples. */
interface MetadataValues {
  readonly key: string;
  /** A value a sample; null where there is none. */
  readonly values: readonly MetadataValue[];
  /** How often each text was saved: a file's counts once, however many bodies inherit it. */
  readonly uses: ReadonlyMap<string, number>;
}

/** What becomes of a metadata. */
interface MetadataColumn {
  readonly column: ParquetColumn;
  /** Whether its values are of a vocabulary. */
  readonly categorical: boolean;
  readonly description: string;
  readonly warning: string | null;
}

/** More different texts than this are no vocabulary, however often they come. */
const LARGEST_VOCABULARY = 1000;

/** The column types of what a schema may declare. */
const COLUMN_TYPES: Readonly<Record<MetadataType, ColumnType>> = {
  int8: "int32",
  uint8: "int32",
  int16: "int32",
  uint16: "int32",
  int32: "int32",
  uint32: "int64",
  int64: "int64",
  float32: "float32",
  float64: "float64",
  string: "string",
  boolean: "boolean",
  date: "timestamp",
};

/**
 * Chooses the column of a metadata.
 *
 * By the schema's rule where there is one. Else by type: numbers, booleans and dates are plain
 * columns (whole numbers int64); texts are of a vocabulary if they are at most
 * {@linkcode LARGEST_VOCABULARY} different ones, each saved twice on average, and no dates; other
 * texts, such as names and paths, are plain columns. Values of several types become texts.
 */
export function chooseColumn(found: MetadataValues, rule: MetadataRule | null): MetadataColumn {
  const { key, values } = found;
  const description = rule?.description ?? "";
  if (rule !== null) {
    const type = COLUMN_TYPES[rule.dtype];
    if (values.every((value) => value === null || isOf(value, type))) {
      const categorical = rule.kind === "categorical";
      return { column: { name: key, type, values }, categorical, description, warning: null };
    }
  }
  const misfit = rule === null
    ? null
    : `Metadata '${key}' is ${rule.dtype} in the schema, but some files have other values; its ` +
      "column is typed by what there is";
  const type = commonType(values);
  if (type === null) {
    const texts = values.map((value) =>
      value instanceof Date ? value.toISOString() : asText(value)
    );
    const warning = misfit ?? `Metadata '${key}' has values of several types; they became texts`;
    const column = { name: key, type: "string" as const, values: texts };
    return { column, categorical: false, description, warning };
  }
  const categorical = type === "string" && isVocabulary(found.uses);
  return { column: { name: key, type, values }, categorical, description, warning: misfit };
}

/** Whether texts are of a vocabulary, by how often each was saved. */
function isVocabulary(uses: ReadonlyMap<string, number>): boolean {
  let total = 0;
  for (const count of uses.values()) total += count;
  return uses.size > 0 && uses.size <= LARGEST_VOCABULARY && 2 * uses.size <= total &&
    ![...uses.keys()].every(isIsoDate);
}

/** The one type that fits all values; texts where there are none; null where none fits. */
function commonType(values: readonly MetadataValue[]): ColumnType | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return "string";
  const order: readonly ColumnType[] = ["boolean", "timestamp", "int64", "float64", "string"];
  return order.find((type) => known.every((value) => isOf(value, type))) ?? null;
}

/** Whether a value is of the column's type. */
function isOf(value: Exclude<MetadataValue, null>, type: ColumnType): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "timestamp":
      return value instanceof Date;
    case "int32":
      return typeof value === "number" && (value | 0) === value;
    case "int64":
      return Number.isSafeInteger(value);
    default:
      return typeof value === "number";
  }
}

function asText(value: MetadataValue): string | null {
  return value === null ? null : String(value);
}
