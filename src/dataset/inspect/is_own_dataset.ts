/** Whether a path is that of a dataset of Trunnion. @module */
import { closeSync, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { openPlainFile, readBytes, readPlainText } from "../../base/plain_file.ts";
import { ForeignZip } from "./foreign_zip.ts";

/** What a zip begins with. */
export const ZIP = "PK\x03\x04";

/**
 * Whether it is a `.flow`, the folder of one, a `.dataset` or a pack.
 *
 * @throws what the system says when there is nothing, or it cannot be read
 */
export function isOwnDataset(path: string): boolean {
  if (!statSync(path).isFile()) return isOwnFolder(path);
  if (path.endsWith(".flow")) return true;
  if (ends(path)[0] !== ZIP) return false;
  const zip = new ForeignZip(path);
  try {
    return zip.names().some((name) => /^[^/]+\.flow$/.test(name));
  } finally {
    zip.close();
  }
}

/** The first and the last four bytes of a file, as text. */
export function ends(path: string): [string, string] {
  const { file, size } = openPlainFile(path);
  try {
    const text = (bytes: Uint8Array) => String.fromCharCode(...bytes);
    return [text(readBytes(file, 0, 4)), text(readBytes(file, Math.max(0, size - 4), 4))];
  } finally {
    closeSync(file);
  }
}

function isOwnFolder(path: string): boolean {
  const root = join(path, "zarr.json");
  if (existsSync(root)) {
    try {
      return "trunnion" in (JSON.parse(readPlainText(root)).attributes ?? {});
    } catch {
      return false; // what is wrong with it is said where it is inspected
    }
  }
  const isStore = existsSync(join(path, ".zgroup")) || existsSync(join(path, ".zarray"));
  return !isStore && readdirSync(path).some((name) => name.endsWith(".flow"));
}
