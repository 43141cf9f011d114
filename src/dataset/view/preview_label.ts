/**
 * What stands below a picture.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { DatasetReader } from "../read/reader.ts";
import type { TableValue } from "../read/parquet_table.ts";

/** The row of a sample in the infoset. */
export type LabelRow = Readonly<Record<string, TableValue>>;

/** A text with columns of the infoset in braces, or a function of the row. */
export type LabelFormat = string | ((row: LabelRow) => string);

/** What stands below pictures where nobody says otherwise. */
export const DEFAULT_LABEL = "{name}";

const COLUMN = /\{([^{}]*)\}/g;

/**
 * The labels of samples.
 *
 * @throws {UsageError} for a column that there is not
 */
export async function previewLabels(
  reader: DatasetReader,
  samples: readonly number[],
  format: LabelFormat,
): Promise<string[]> {
  const known = reader.infoset?.columns ?? [];
  const named = typeof format === "string"
    ? [...format.matchAll(COLUMN)].map(([, name]) => name)
    : known;
  for (const name of named) {
    // Without an infoset, samples have their numbers for names.
    if (known.includes(name) || (name === "name" && known.length === 0)) continue;
    throw new UsageError(
      `Cannot label pictures by '{${name}}': the infoset has no such column. ` +
        suggestNames(name, known, 20),
      { data: { column: name } },
    );
  }
  const columns = new Map<string, readonly TableValue[]>();
  for (const name of new Set(named)) {
    if (known.includes(name)) columns.set(name, await reader.infoColumn(name));
  }
  const rows = samples.map((sample): LabelRow =>
    Object.fromEntries([...columns].map(([name, values]) => [name, values[sample]]))
  );
  if (typeof format === "function") return rows.map((row) => String(format(row)));
  return rows.map((row, i) =>
    format.replace(
      COLUMN,
      (_, name: string) => String(row[name] ?? (known.length > 0 ? "–" : samples[i])),
    )
  );
}
