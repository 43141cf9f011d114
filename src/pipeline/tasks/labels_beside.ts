/** Labels that lie beside CAD files: `<stem>.labels.json`, and `labels.csv` of a folder. @module */
import { loadArquero } from "../../dataset/table/load_arquero.ts";
import { lstatSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { messageOf } from "../../base/message_of.ts";
import { readPlainFile } from "../../base/plain_file.ts";
import { sha256 } from "../../base/sha256.ts";
import { whyUnread } from "../../base/why_unread.ts";
import { BY_ITEM, type ByItem } from "../items/by_item.ts";
import { LabelFileError } from "../../cad/errors.ts";

/** Bytes that a file of labels may have: it is read whole. */
const MOST_BYTES = 2 ** 30;

/** What lies beside the files of a run. It is plain data, and differs where any label does. */
export interface LabelsBeside {
  /** Whether some file has labels of its faces: `face_labels` of `<stem>.labels.json`. */
  readonly faces: boolean;
  /** Whether some file has labels as sample parts have them. */
  readonly parts: boolean;
  /** Columns of the tables. Numbers where all of their values are. */
  readonly columns: readonly { readonly name: string; readonly isNumber: boolean }[];
  /** By path of the CAD file: its row. */
  readonly rows: Readonly<Record<string, readonly (string | null)[]>>;
  /** A hash over all label files. */
  readonly digest: string;
  /** What of it holds for all files, and what is said of one. */
  readonly [BY_ITEM]: ByItem;
}

/** The labels of one file, beside it. */
export function labelsPathOf(file: string): string {
  return join(dirname(file), `${basename(file, extname(file))}.labels.json`);
}

/**
 * The text of a file's own labels; null where there are none.
 *
 * @throws LabelFileError where they cannot be read
 */
export function readOwnLabels(file: string): Uint8Array<ArrayBuffer> | null {
  return readIfThere(labelsPathOf(file));
}

/**
 * Looks for labels.
 *
 * @returns null where there are none
 * @throws LabelFileError for a table that cannot be read, or does not name each file once
 */
export async function findLabels(files: readonly string[]): Promise<LabelsBeside | null> {
  const hashes: string[] = [], own = new Map<string, string>();
  let [faces, parts] = [false, false];
  for (const file of files) {
    const labels = labelsOf(file);
    if (labels === null) continue;
    hashes.push(labels.digest);
    own.set(file, labels.digest);
    if (isPartLabels(labels.text)) parts = true;
    else faces = true; // what is neither, or cannot be read, is the file's error
  }
  const tables = await readTables(files, hashes);
  if (hashes.length === 0) return null;
  const shared = { faces, parts, columns: tables.columns };
  const of = (file: unknown) => {
    if (typeof file !== "string") return "";
    const said = [own.get(file) ?? "", ...tables.rows[file] ?? []];
    return said.some(Boolean) ? `labels ${sha256(JSON.stringify(said))}` : "";
  };
  return {
    ...shared,
    rows: tables.rows,
    digest: sha256(hashes.join()),
    [BY_ITEM]: { shared, of },
  };
}

function labelsOf(file: string): { readonly text: string; readonly digest: string } | null {
  try {
    const bytes = readOwnLabels(file);
    return bytes && { text: new TextDecoder().decode(bytes), digest: sha256(bytes) };
  } catch (error) {
    return { text: "", digest: messageOf(error) };
  }
}

/** Whether a text is labels as sample parts have them: a family, and features by entity number. */
export function isPartLabels(text: string): boolean {
  try {
    const json = JSON.parse(text);
    return typeof json?.family === "string" && Number.isInteger(json.family_id) &&
      Array.isArray(json.faces);
  } catch {
    return false;
  }
}

async function readTables(files: readonly string[], hashes: string[]) {
  const rows: Record<string, Record<string, string>> = {};
  const names = new Set<string>();
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    const path = join(folder, "labels.csv");
    const bytes = readIfThere(path);
    if (bytes === null) continue;
    hashes.push(sha256(bytes));
    const table = await parseTable(path, new TextDecoder().decode(bytes));
    for (const name of table.columns) names.add(name);
    for (const file of files) {
      if (dirname(file) !== folder) continue;
      const name = basename(file);
      const row = table.rows.get(name) ?? table.rows.get(basename(name, extname(name)));
      if (row !== undefined) rows[file] = row;
    }
  }
  const columns = [...names].map((name) => ({
    name,
    isNumber: isNumeric(Object.values(rows), name),
  }));
  return {
    columns,
    rows: Object.fromEntries(
      Object.entries(rows).map((
        [file, row],
      ) => [file, columns.map(({ name }) => row[name] || null)]),
    ),
  };
}

/** Whether a column has numbers, and nothing else but gaps. */
function isNumeric(rows: readonly Record<string, string>[], name: string): boolean {
  const values = rows.map((row) => row[name]).filter(Boolean);
  return values.length > 0 && values.every((text) => Number.isFinite(Number(text)));
}

/** Reads a table; its column `file`, else its first, says which file a row is about. */
async function parseTable(path: string, text: string) {
  const { fromCSV } = await loadArquero();
  let objects: Record<string, string>[];
  try {
    objects = fromCSV(text.replace(/^\uFEFF/, ""), { autoType: false }).objects() as typeof objects;
  } catch (cause) {
    throw new LabelFileError(`Cannot read the labels of '${path}': ${messageOf(cause)}`, {
      cause,
      data: { path },
    });
  }
  const names = Object.keys(objects[0] ?? {});
  const key = names.find((name) => /^(file|filename|file_name|path)$/i.test(name.trim())) ??
    names[0];
  const rows = new Map(objects.map((row) => [basename(String(row[key] ?? "")), row]));
  if (rows.size < objects.length) {
    throw new LabelFileError(
      `Cannot read the labels of '${path}': its column '${key}' must name each file once; ` +
        `found ${objects.length} rows for ${rows.size} files. Mend the table, or leave labels out.`,
      { data: { path, column: key } },
    );
  }
  return { columns: names.filter((name) => name !== key), rows };
}

function readIfThere(path: string): Uint8Array<ArrayBuffer> | null {
  try {
    lstatSync(path);
  } catch {
    return null;
  }
  try {
    return readPlainFile(path, MOST_BYTES);
  } catch (cause) {
    throw new LabelFileError(`Cannot read the labels of '${path}': ${whyUnread(path, cause)}.`, {
      cause,
      data: { path },
    });
  }
}
