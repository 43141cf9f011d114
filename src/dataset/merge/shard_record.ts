/**
 * Which shards of a merge are written.
 *
 * @module
 */
import { closeSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { readPlainText } from "../../base/plain_file.ts";
import type { ShardTask } from "./shard_task.ts";
import type { ShardResult } from "./write_shards.ts";

/** The name of the record in the folder of the merge. */
export const RECORD_NAME = ".shards";

interface Line extends ShardResult {
  readonly task: readonly [group: string, perBody: boolean, shard: number];
}

/**
 * A file to which each finished task adds a line, so that a merge that was killed leaves behind
 * what it has done. A torn last line is passed over, and so is a task whose files are not there
 * in the sizes that the line says.
 */
export class ShardRecord {
  readonly #folder: string;
  readonly #done = new Map<string, ShardResult>();
  #file: number | null;

  /** Opens the record of a folder, which is new or was left by a merge of the same key. */
  constructor(folder: string) {
    this.#folder = folder;
    const path = join(folder, RECORD_NAME);
    const text = readIfThere(path);
    for (const line of text.split("\n")) {
      const found = parse(line);
      if (found !== null && this.#isThere(found)) this.#done.set(keyOf(found.task), found);
    }
    this.#file = openSync(path, "a");
    if (text !== "" && !text.endsWith("\n")) writeSync(this.#file, "\n");
  }

  /** How many tasks are done. */
  get size(): number {
    return this.#done.size;
  }

  /** What a task gave that is done; undefined for one that is to do. */
  find({ group, perBody, shard }: ShardTask): ShardResult | undefined {
    return this.#done.get(keyOf([group, perBody, shard]));
  }

  /** Takes note of a task whose shards are written, under their final names. */
  add({ group, perBody, shard }: ShardTask, { raw, written, files }: ShardResult): void {
    if (this.#file === null) throw new TypeError("The record of a merge is closed");
    const line: Line = { task: [group, perBody, shard], raw, written, files };
    writeSync(this.#file, JSON.stringify(line) + "\n");
    this.#done.set(keyOf(line.task), line);
  }

  /** The shards of all tasks that are done: paths in the folder. */
  files(): Set<string> {
    return new Set([...this.#done.values()].flatMap(({ files }) => Object.keys(files)));
  }

  /** Closes the record. A second call does nothing. */
  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  /** Closes and removes the record: what is published must not have it. */
  remove(): void {
    this.close();
    rmSync(join(this.#folder, RECORD_NAME));
  }

  #isThere({ files }: ShardResult): boolean {
    return Object.entries(files).every(([path, bytes]) =>
      statSync(join(this.#folder, path), { throwIfNoEntry: false })?.size === bytes
    );
  }
}

function keyOf(task: Line["task"]): string {
  return JSON.stringify(task);
}

function parse(line: string): Line | null {
  try {
    return JSON.parse(line);
  } catch {
    return null; // the last line of a merge that was killed while it wrote it, or nothing
  }
}

function readIfThere(path: string): string {
  try {
    return readPlainText(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
