/**
 * What a query has found, as a list that shows itself.
 *
 * @module
 */
import { shownValue } from "../../page/shown_value.ts";
import { DatasetError } from "../errors.ts";
import { type WhereLike } from "../query/evaluate_query.ts";
import { Where } from "../query/where.ts";
import { foundPage } from "../read/found_page.ts";
import type { TableValue } from "../read/parquet_table.ts";
import type { DatasetReader } from "../read/reader.ts";

/** What was found. */
interface Found {
  /** The ids, as the caller gets them. */
  readonly ids: number[];
  readonly thing: "sample" | "file";
  /** How many there are in all. */
  readonly of: number;
  readonly where: WhereLike | undefined;
  /** The positions of samples that stand for the first of the ids, some at least. */
  readonly samples: readonly number[];
}

/** Under this name a list of ids says what they are of; neither loops nor JSON see it. */
const THING = Symbol("found");

/** What the ids of a list are of, where a query has found them; null for any other list. */
export function foundThing(list: unknown): Found["thing"] | null {
  return typeof list === "object" && list !== null
    ? (list as { [THING]?: Found["thing"] })[THING] ?? null
    : null;
}

/** Rows that are shown, ids that are written. */
const [MOST_ROWS, MOST_IDS] = [8, 12];

/** The `file_id`s of the files of samples, ascending, each once. */
export async function filesFound(
  reader: DatasetReader,
  found: readonly number[],
  where: WhereLike | undefined,
): Promise<number[]> {
  const ids = await reader.fileIds();
  const samples = new Map<number, number>();
  for (const s of found) if (!samples.has(ids[s])) samples.set(ids[s], s);
  const files = [...samples].sort(([a], [b]) => a - b);
  return foundList(reader, {
    ids: files.map(([file]) => file),
    thing: "file",
    of: new Set(ids).size,
    where,
    samples: files.map(([, sample]) => sample),
  });
}

/** The `id`s of samples, in their order. */
export async function samplesFound(
  reader: DatasetReader,
  found: readonly number[],
  where: WhereLike | undefined,
): Promise<number[]> {
  const ids = await reader.sampleIds();
  return foundList(reader, {
    ids: found.map((s) => ids[s]),
    thing: "sample",
    of: reader.sampleCount,
    where,
    samples: found,
  });
}

/** The ids, with a page for notebooks and a line for `console.log`. */
function foundList(reader: DatasetReader, found: Found): number[] {
  const { ids, thing, of, where } = found;
  const first = ids.slice(0, MOST_IDS).join(", ") + (ids.length > MOST_IDS ? ", ..." : "");
  Object.defineProperty(ids, THING, { value: thing, enumerable: false });
  return shownValue(ids, {
    line: () => `${ids.length} of ${of} ${thing}s${ids.length === 0 ? "" : `: ${first}`}`,
    page: async () =>
      foundPage({
        title: `${ids.length} ${thing}${ids.length === 1 ? "" : "s"} found`,
        found: ids.length,
        of,
        thing,
        query: queryText(where),
        rows: await firstRows(reader, found.samples.slice(0, MOST_ROWS)),
        next: [
          "const found = await dataset.samples({ where }); // the same samples, to read",
          "for await (const sample of found) console.log(sample.metadata);",
        ],
      }),
  });
}

function queryText(where: WhereLike | undefined): string {
  if (where === undefined) return "";
  if (typeof where === "function") return String(where).slice(0, 200);
  return String(where instanceof Where ? where : new Where(where));
}

async function firstRows(
  reader: DatasetReader,
  samples: readonly number[],
): Promise<Record<string, TableValue>[]> {
  const names = reader.infoset?.columns ?? [];
  try {
    const columns = await Promise.all(names.map((name) => reader.infoColumn(name)));
    return samples.map((s) => Object.fromEntries(names.map((name, i) => [name, columns[i][s]])));
  } catch (error) {
    // A dataset that was closed has no rows to show, but what was found is known.
    if (error instanceof DatasetError) return [];
    throw error;
  }
}
