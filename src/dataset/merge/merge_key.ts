/**
 * What decides the bytes of a merge, as one short text.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { FileFacts } from "../../storage/byte_source.ts";
import { ZSTD_LEVEL } from "../../storage/zarr/zarr_codecs.ts";
import { DATASET_FORMAT } from "./finish.ts";
import { TABLES_VERSION } from "./infoset.ts";
import { KEY_DIGITS } from "./merge_folder.ts";
import type { MergePlan, MergeSizes } from "./merge_plan.ts";

/** The version of what shards consist of: raise it whenever the same files give other bytes. */
const SHARD_VERSION = 1;

/**
 * Gathers the key of a merge, file by file.
 *
 * Two merges of the same key write the same bytes, so that the second can go on with the shards
 * of the first. Files are told apart by path, size and time of change, not by their contents.
 */
export class MergeKey {
  readonly #hash = createHash("sha256");

  constructor(flowName: string) {
    // Another Deno may bring another zstd, which compresses to other bytes.
    this.#add([DATASET_FORMAT, SHARD_VERSION, ZSTD_LEVEL, Deno.version.deno, flowName]);
  }

  /** Adds a file; its facts must have been asked for before it was opened. */
  addFile(path: string, { size, mtimeMs }: FileFacts): void {
    this.#add([resolve(path), size, mtimeMs]);
  }

  /** The key: 16 hexadecimal digits. Nothing can be added afterwards. */
  finish({ groups, profile, schema }: MergePlan): string {
    for (const { name, perBody, rows, shardRows, arrays } of groups) {
      this.#add([name, perBody, rows, shardRows, arrays]);
    }
    this.#add([profile, schema]);
    return this.#hash.digest("hex").slice(0, KEY_DIGITS);
  }

  /** The key of merges whose files have only been looked at from outside. */
  finishUnread(sizes: MergeSizes): string {
    this.#add([sizes, TABLES_VERSION]);
    return this.#hash.digest("hex").slice(0, KEY_DIGITS);
  }

  #add(value: unknown): void {
    this.#hash.update(JSON.stringify(value) + "\n");
  }
}

/** What decides a merge before its files are read: the same for the same bytes. */
export function inputsKey(
  dataFiles: readonly string[],
  facts: readonly FileFacts[],
  flowName: string,
  sizes: MergeSizes,
): string {
  const key = new MergeKey(flowName);
  for (const [i, path] of dataFiles.entries()) key.addFile(path, facts[i]);
  return key.finishUnread(sizes);
}

/** What a file looks like; one that is missing is found to be so when it is opened. */
export function factsOf(path: string): FileFacts {
  const { size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
  return { size, mtimeMs };
}
