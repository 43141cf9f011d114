/**
 * Parts of a dataset as tables of Arquero and of Arrow.
 *
 * @module
 */
import type * as Arrow from "apache-arrow";
import type { ColumnTable } from "./arquero.ts";
import { UsageError } from "../../base/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { suggestNames } from "../../base/suggest.ts";
import { evaluateQuery, type WhereLike } from "../query/evaluate_query.ts";
import type { DatasetReader } from "../read/reader.ts";
import { groupArrow } from "./group_arrow.ts";
import { type Column, columnsOverArrow } from "./over_arrow.ts";
import { isOfSamples, OTHER_PARTS, type PartColumns, partColumns } from "./part_columns.ts";
import { shownTable } from "./shown_table.ts";

/** Which rows a table has. */
export interface DatasetTableOptions {
  /**
   * The query: as data ({@linkcode where}) or as a function of a row. The table has the rows of the
   * samples that it finds.
   *
   * @default {all rows}
   */
  readonly where?: WhereLike;
}

const TABLE_OPTIONS: OptionNames<DatasetTableOptions> = { where: true };

/**
 * Makes a table of Arquero: of a group's arrays, one row each of its rows, or of what lies beside
 * the arrays.
 *
 * @throws {UsageError} when there is no such part, with what there is
 */
export async function datasetTable(
  reader: DatasetReader,
  part: string,
  options: DatasetTableOptions = {},
): Promise<ColumnTable> {
  const { group, samples } = await choose(reader, part, options);
  if (group !== null) {
    const arrow = await import("apache-arrow");
    return await tableOf(columnsOverArrow(await groupArrow(arrow, reader, group, samples)));
  }
  return await tableOf(await partColumns(reader, part as typeof OTHER_PARTS[number], samples));
}

/**
 * Makes a table of Arrow, as {@linkcode datasetTable} does one of Arquero.
 *
 * @throws {UsageError} when there is no such part, with what there is
 */
export async function datasetArrow(
  reader: DatasetReader,
  part: string,
  options: DatasetTableOptions = {},
): Promise<Arrow.Table> {
  const { group, samples } = await choose(reader, part, options);
  const arrow = await import("apache-arrow");
  if (group !== null) return await groupArrow(arrow, reader, group, samples);
  return arrowOf(arrow, await partColumns(reader, part as typeof OTHER_PARTS[number], samples));
}

/** Finds what is asked for: the group, and the samples where a query chooses them. */
async function choose(
  reader: DatasetReader,
  part: string,
  options: DatasetTableOptions,
): Promise<{ group: string | null; samples: readonly number[] | null }> {
  requireKnownOptions(`make a table of '${part}'`, options, TABLE_OPTIONS);
  const groups = reader.arrays.groups();
  // A group may have any name, and its arrays come first.
  const group = groups.includes(part) ? part : null;
  if (group === null && !OTHER_PARTS.some((name) => name === part)) {
    throw new UsageError(
      `Cannot make a table of '${part}' of '${reader.location}'. ${
        suggestNames(part, [...groups, ...OTHER_PARTS])
      }`,
      { data: { part, groups } },
    );
  }
  const { where } = options;
  if (where === undefined) return { group, samples: null };
  if (group === null && !isOfSamples(part)) {
    throw new UsageError(
      `Cannot make a table of '${part}' by a query: queries find samples, and its rows are none. ` +
        "Leave 'where' out, and filter the table",
      { data: { part } },
    );
  }
  return { group, samples: await evaluateQuery(reader, where, group) };
}

async function tableOf(columns: Record<string, Column>): Promise<ColumnTable> {
  return await shownTable(columns as Parameters<typeof shownTable>[0]);
}

/** Columns of values, each of the type that its values have. */
function arrowOf(arrow: typeof Arrow, columns: PartColumns): Arrow.Table {
  const vectors = Object.entries(columns).map(([name, values]) => {
    const own = Array.from(values, (value) => Number.isNaN(value) ? null : value ?? null);
    const there = own.filter((value) => value !== null);
    const has = (test: (value: unknown) => boolean) => there.length > 0 && there.every(test);
    const isInt32 = (value: unknown) => Number.isInteger(value) && value === Number(value) << 0;
    if (has(isInt32)) return [name, arrow.vectorFromArray(own, new arrow.Int32())];
    if (has((value) => typeof value === "number")) {
      return [name, arrow.vectorFromArray(own, new arrow.Float64())];
    }
    if (has((value) => typeof value === "boolean")) {
      return [name, arrow.vectorFromArray(own, new arrow.Bool())];
    }
    if (has((value) => value instanceof Date)) {
      return [name, arrow.vectorFromArray(own, new arrow.TimestampMillisecond("UTC"))];
    }
    const texts = own.map((value) => value === null ? null : String(value));
    // Where texts are there again and again they are classes.
    const distinct = new Set(texts).size;
    const type = distinct * 2 < texts.length
      ? new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())
      : new arrow.Utf8();
    return [name, arrow.vectorFromArray(texts, type as Arrow.Utf8)];
  });
  return new arrow.Table(Object.fromEntries(vectors)) as Arrow.Table;
}
