/** What an item is, from one run to the next. @module */
import { resolve } from "node:path";
import v8 from "node:v8";
import { sha256 } from "../../base/sha256.ts";
import { itemText } from "./item_error.ts";
import { type SourceStamp, sourceStamp } from "./source_stamp.ts";

/** The content of an item that names no file: all of it is in its key. */
export const NO_FILE = "-";

/** A hash or a stamp of an item's file, with what is said of the item beside it. */
export function withBeside(text: string, beside: string): string {
  return beside === "" ? text : `${text} ${beside}`;
}

/** An item as the journal knows it. */
export interface ItemIdentity {
  /** The same for the same item in a later run, but for the number of its twin. */
  readonly key: string;
  /** What its file looks like; null where it names none. */
  readonly stamp: SourceStamp | null;
  /** Whether all that it is can be told: not so of a folder, nor of what cannot be copied. */
  readonly comparable: boolean;
}

/** Identifies an item: a string by its path, and anything else by its value. */
export function identify(item: unknown): ItemIdentity {
  if (typeof item === "string") {
    const stamp = sourceStamp(item);
    return {
      key: resolve(item).replaceAll("\\", "/"),
      stamp,
      comparable: stamp !== null || !isFolder(item),
    };
  }
  if (typeof item !== "object" || item === null) {
    const comparable = typeof item !== "function" && typeof item !== "symbol";
    return { key: `${typeof item} ${String(item)}`, stamp: null, comparable };
  }
  try {
    // JSON would take a Map for an empty object, and 0.1 of a Float32Array for another number.
    const hash = sha256(v8.serialize(item));
    return { key: `object ${hash}`, stamp: null, comparable: true };
  } catch {
    return { key: `object ${itemText(item)}`, stamp: null, comparable: false };
  }
}

/** The key of the item that has so many equal ones before it. */
export function twinKey(key: string, twin: number): string {
  return twin === 0 ? key : `${key}\n${twin + 1}`;
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}
