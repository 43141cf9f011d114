/**
 * Datasets on a local disk: the part of this room that touches the file system. Everything else
 * here takes a {@linkcode DatasetSource} and runs in a browser too.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { messageOf } from "../../base/message_of.ts";
import { readPlainFile } from "../../base/plain_file.ts";
import { isWithin } from "../../base/within.ts";
import { PreviewFolder } from "./beside/preview_folder.ts";
import { readSourceFolders, sourcesPath } from "./source_folder_file.ts";
import { FolderStore } from "./folder_store.ts";
import { KeptReaders } from "./kept_readers.ts";
import { cannotOpen, type DatasetPaths, DOCUMENT_BYTES } from "../locate_dataset.ts";
import { startRowReaders } from "./row_readers.ts";
import { notesPath, SplitFolder, splitsPath } from "./split_folder.ts";
import { openTableFile, tableFile } from "./table_file.ts";
import type { DatasetSource } from "./read_store.ts";

/** The parts that {@linkcode locateDataset} found, as a source. */
export function datasetFiles(paths: DatasetPaths): DatasetSource {
  const store = new FolderStore(paths.dataset);
  const readers = new KeptReaders((count) => startRowReaders(paths.dataset, count));
  const home = dirname(paths.flow ?? paths.dataset);
  const infoset = paths.infoset === null
    ? null
    : openTableFile(paths.infoset, paths.flow === null ? dirname(paths.infoset) : home);
  return {
    location: paths.flow ?? paths.dataset,
    store,
    infoset,
    attribset: paths.attribset === null ? null : tableFile(paths.attribset),
    flow: paths.summary,
    readSources: () => readSourceFolders(sourcesPath(paths.dataset)),
    splits: new SplitFolder(paths.splits ?? splitsPath(paths.dataset), home),
    notes: new SplitFolder(notesPath(paths.notesOf ?? paths.dataset), home),
    previews: new PreviewFolder(home),
    ...paths.flow === null ? {} : {
      readErrors: () => readErrors(paths.flow!, paths.summary),
      readReport: () => readRecord(join(home, "run_report.json")),
      readPicture: (path: string) => readPicture(home, path),
    },
    readMergeKey: () => {
      const { key } = readRecord(paths.dataset.replace(/\.dataset$/, "") + ".merge.json") ?? {};
      return typeof key === "string" ? key : null;
    },
    startReaders: (count) => readers.take(count),
    close() {
      readers.close();
      store.close();
      infoset?.close();
    },
  };
}

/** The errors of a run, from the file that its `.flow` names; none where there is no such file. */
function readErrors(
  flow: string,
  summary: Readonly<Record<string, unknown>> | null,
): Record<string, unknown>[] {
  const name = summary?.error_summary;
  if (typeof name !== "string") return [];
  const path = resolve(dirname(flow), name);
  if (!isWithin(dirname(flow), path)) {
    throw cannotOpen(flow, `its 'error_summary' leads out of its folder, to '${name}'`);
  }
  if (!existsSync(path)) return [];
  try {
    const found = JSON.parse(new TextDecoder().decode(readPlainFile(path, ERROR_BYTES)));
    if (Array.isArray(found)) return found;
  } catch (cause) {
    throw cannotOpen(path, messageOf(cause), cause);
  }
  throw cannotOpen(path, "the errors of a run must be a list. Run the flow again");
}

/** A document that is shown and that nothing depends on: a damaged one is none. */
function readRecord(path: string): Readonly<Record<string, unknown>> | null {
  try {
    const found = JSON.parse(new TextDecoder().decode(readPlainFile(path, DOCUMENT_BYTES)));
    return typeof found === "object" && !Array.isArray(found) ? found : null;
  } catch {
    return null;
  }
}

/** A picture below the folder of the flow. */
function readPicture(home: string, path: string): Uint8Array | null {
  const found = resolve(home, path);
  if (!isWithin(home, found)) return null;
  try {
    return readPlainFile(found, PICTURE_BYTES);
  } catch {
    return null;
  }
}

/** Bytes that the list of a run's errors may have: it is read whole. */
const ERROR_BYTES = 2 ** 29;
/** Bytes of a picture that is shown small beside others. */
const PICTURE_BYTES = 2 ** 18;
