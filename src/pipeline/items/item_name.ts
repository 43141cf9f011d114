/** The names of an item's files. @module */
import { resolve } from "node:path";
import { sha256 } from "../../base/sha256.ts";
import { itemText } from "./item_error.ts";

/** Characters of a name before its hash, at most: file systems allow 255 bytes in all. */
const MAX_BASE = 60;

/**
 * The name of an item's files, without an extension: its base name and a hash of its whole path,
 * because two inputs may have the same base name.
 *
 * @param twin how many equal items stand before it in the list
 */
export function itemName(item: unknown, twin = 0): string {
  const text = itemText(item);
  const path = typeof item === "string" ? resolve(item).replaceAll("\\", "/") : text;
  const hash = sha256(path).slice(0, 12);
  const base = text.split(/[\\/]/).at(-1)!.replace(/\.[^.]*$/, "")
    .replace(/[^\p{L}\p{N}._-]+/gu, "_").replace(/^[._]+/, "").slice(0, MAX_BASE) || "item";
  return `${base}-${hash}${twin === 0 ? "" : `-${twin + 1}`}`;
}
