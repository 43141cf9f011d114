/**
 * A quick look into any file of data, whoever wrote it.
 *
 * @module
 */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../../base/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { plainText } from "../../base/plain_text.ts";
import { requirePath } from "../read/require_path.ts";
import { whyUnread } from "../../base/why_unread.ts";
import { FolderStore } from "../read/folder_store.ts";
import { ForeignZip } from "./foreign_zip.ts";
import { inspectDataFile } from "./inspect_data_file.ts";
import { inspectDataset } from "./inspect_dataset.ts";
import { inspectParquet } from "./inspect_parquet.ts";
import { inspectZarr } from "./inspect_zarr.ts";
import { Inspection } from "./inspection.ts";
import { inspectionPage } from "./inspection_page.ts";
import type { InspectedFile } from "./inspected_file.ts";
import { ends, isOwnDataset, ZIP } from "./is_own_dataset.ts";
import { cannotInspect, sayWhatIsInside, sayWhatItIs } from "./say_what_it_is.ts";

/** How a file is looked into. */
export interface InspectOptions {
  /**
   * How many of the first rows are kept and shown.
   *
   * @default {5}
   */
  readonly rows?: number;
  /**
   * How many columns or arrays are shown; all are in the data.
   *
   * @default {30}
   */
  readonly columns?: number;
}

const OPTIONS: OptionNames<InspectOptions> = { rows: true, columns: true };
const [ROWS, COLUMNS] = [5, 30];

/** Does what `inspect` says, which loads this when it is called. */
export async function lookInside(file: string, options: InspectOptions = {}): Promise<Inspection> {
  requirePath("inspect a file", file);
  requireKnownOptions(`inspect '${file}'`, options, OPTIONS);
  const { rows = ROWS, columns = COLUMNS } = options;
  for (const [name, value] of Object.entries({ rows, columns })) {
    if (Number.isSafeInteger(value) && value >= 0) continue;
    throw new UsageError(
      `Cannot inspect '${file}': '${name}' must be a whole number from 0, found ${value}`,
      { data: { [name]: value } },
    );
  }
  const path = resolve(file);
  let isFile: boolean;
  try {
    isFile = statSync(path).isFile();
  } catch (error) {
    throw cannotInspect(file, whyUnread(path, error), error);
  }
  if (isOwnDataset(path)) return await inspectDataset(path, rows);
  const found = isFile ? await inspectFile(file, path, rows) : await inspectFolder(path, rows);
  if (found !== null) return new Inspection(found, inspectionPage(found, columns));
  throw isFile ? sayWhatItIs(file, path) : sayWhatIsInside(file, path);
}

async function inspectFolder(path: string, rows: number): Promise<InspectedFile | null> {
  const store = new FolderStore(path);
  try {
    return await inspectZarr(store, path, "in a folder", rows);
  } finally {
    store.close();
  }
}

async function inspectFile(
  file: string,
  path: string,
  rows: number,
): Promise<InspectedFile | null> {
  const [head, tail] = ends(path);
  if (head === "PAR1") {
    if (tail === "PAR1") return await inspectParquet(path, rows);
    throw cannotInspect(
      file,
      tail === "PARE"
        ? "its footer is encrypted, and there is no key for it here"
        : "it begins as a Parquet file and does not end so: it was cut short. Copy or write it " +
          "again",
    );
  }
  if (path.endsWith(".data")) return inspectDataFile(path, rows);
  return head === ZIP ? await inspectZip(path, rows) : null;
}

async function inspectZip(path: string, rows: number): Promise<InspectedFile | null> {
  const zip = new ForeignZip(path);
  try {
    const names = zip.names();
    const metadata = names.filter((name) => /(^|\/)(zarr\.json|\.zgroup|\.zarray)$/.test(name))
      .sort((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1));
    if (metadata.length === 0) {
      const first = names.slice(0, 5).map((name) => `'${plainText(name)}'`).join(", ");
      throw new UsageError(
        `Cannot inspect '${path}': it is a zip without a Zarr store: there is no zarr.json, ` +
          `.zgroup or .zarray in it, found ${names.length} entries: ${first}`,
        { data: { file: path } },
      );
    }
    // The store may lie in a folder of the zip.
    zip.enter(metadata[0].replace(/[^/]+$/, ""));
    return await inspectZarr(zip, path, "in a zip", rows);
  } finally {
    zip.close();
  }
}
