/**
 * Writes one shard of every array of a group.
 *
 * @module
 */
import { renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { Breath } from "../../base/breath.ts";
import { messageOf } from "../../base/message_of.ts";
import type { ArraySpec } from "../../storage/array.ts";
import { arrayBytes } from "../../storage/array_type.ts";
import { temporaryName } from "../../storage/atomic_write.ts";
import type { DataFileArray, DataFileGroup } from "../../storage/data_file.ts";
import { ShardWriter } from "../../storage/zarr/shard_writer.ts";
import { chunkKey } from "../../storage/zarr/zarr_metadata.ts";
import { FileCache } from "./file_cache.ts";
import { MergeError } from "./merge_error.ts";
import type { ArrayPlan } from "./merge_plan.ts";
import type { ShardFile, ShardTask } from "./shard_task.ts";

/** What a task has written. It is plain data. */
export interface ShardResult {
  /** Bytes before compression. */
  readonly raw: number;
  /** Bytes on disk. */
  readonly written: number;
  /** The bytes of each file, by its path in the folder of the dataset. */
  readonly files: Readonly<Record<string, number>>;
}

/** How a task is run. */
interface WriteShardsOptions {
  /** Files read before the event loop gets a turn. @default {100} */
  readonly batchSize?: number;
  readonly signal?: AbortSignal;
  /** Shared by the tasks that one worker runs after one another. */
  readonly cache?: FileCache;
}

/** Where a shard of an array goes. */
interface ShardPlace {
  /** Its path in the folder of the dataset. */
  readonly key: string;
  readonly path: string;
  readonly temporary: string;
}

/** A shard on its way to its final name. */
interface OpenShard extends ShardPlace {
  readonly writer: ShardWriter;
}

/**
 * Runs a task. It needs nothing but the task and the files, so a pool may run many at once, and
 * one of them twice: a shard has its final name when it is whole.
 *
 * Memory: an inner chunk and a write buffer for each array, and one file's arrays.
 *
 * @throws {MergeError} if a file cannot be read, or is not what it was when the merge was planned
 */
export async function writeShards(
  task: ShardTask,
  options: WriteShardsOptions = {},
): Promise<ShardResult> {
  const { batchSize = 100, signal, cache = new FileCache() } = options;
  const shards: OpenShard[] = [];
  try {
    for (const array of task.arrays) {
      const place = placeOf(task, array);
      const { rowBytes, innerRows } = array;
      const shape = { rowBytes, innerRows, shardRows: task.shardRows };
      shards.push({ ...place, writer: new ShardWriter(place.temporary, shape) });
    }
    const writers = shards.map(({ writer }) => writer);
    const breath = new Breath();
    for (const [i, file] of task.files.entries()) {
      if (i > 0 && (i % batchSize === 0 || breath.due())) await breath.take();
      signal?.throwIfAborted();
      copyRows(task, file, writers, cache);
    }
    return placeShards(shards, writers.map((writer) => writer.close()));
  } catch (error) {
    for (const { writer, temporary } of shards) {
      writer.abandon();
      rmSync(temporary, { force: true });
    }
    throw error;
  } finally {
    if (options.cache === undefined) cache.close();
  }
}

/** Where a task puts its shard of an array; the folder is made. */
export function placeOf(
  { folder, group, shard }: Pick<ShardTask, "folder" | "group" | "shard">,
  { name, inner }: ArrayPlan,
): ShardPlace {
  const key = chunkKey(`${group}/${name}`, inner.length + 1, shard);
  const path = join(folder, key);
  Deno.mkdirSync(dirname(path), { recursive: true });
  return { key, path, temporary: temporaryName(path) };
}

/** Gives shards that are whole their final names. */
export function placeShards(
  shards: readonly ShardPlace[],
  sizes: readonly { readonly raw: number; readonly written: number }[],
): ShardResult {
  for (const { path, temporary } of shards) renameSync(temporary, path);
  return {
    raw: sizes.reduce((sum, { raw }) => sum + raw, 0),
    written: sizes.reduce((sum, { written }) => sum + written, 0),
    files: Object.fromEntries(shards.map(({ key }, i) => [key, sizes[i].written])),
  };
}

/** Appends to each array's shard what a file has of its rows. */
export function copyRows(
  { group, perBody, from, to, arrays }: Pick<
    ShardTask,
    "group" | "perBody" | "from" | "to" | "arrays"
  >,
  file: ShardFile,
  writers: readonly ShardWriter[],
  cache: FileCache,
): void {
  const rows = file.rowsPerBody.reduce((sum, own) => sum + own, 0);
  const first = Math.max(0, from - file.firstRow);
  const last = Math.min(rows, to - file.firstRow);
  const goesOn = file.firstRow + rows > to;
  const found = isAsPlanned(group, file, cache) ? null : openGroup(group, perBody, file, cache);
  for (const [i, { name, origin, spec, inner, rowBytes }] of arrays.entries()) {
    if (origin !== "files") {
      writers[i].push(arrayBytes(idCodes(file, origin, first, last)));
      continue;
    }
    const key = `${group}/${name}`;
    if (found !== null) requireAsPlanned(key, file, found.arrays.get(name), [rows, ...inner], spec);
    const bytes = reading(
      file,
      () =>
        found === null
          ? cache.readKnown(key, inner.length + 1, rows * rowBytes, goesOn)
          : cache.read(key, goesOn),
    );
    writers[i].push(bytes.subarray(first * rowBytes, last * rowBytes));
  }
}

function reading<T>({ path }: ShardFile, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** Whether nobody has written the file since the merge was planned: all is as it said then. */
function isAsPlanned(group: string, file: ShardFile, cache: FileCache): boolean {
  const { size, mtimeMs } = reading(file, () => cache.look(file.path, group));
  return size === file.facts.size && mtimeMs === file.facts.mtimeMs && cache.canReadKnown;
}

function requireAsPlanned(
  key: string,
  file: ShardFile,
  found: DataFileArray | undefined,
  shape: readonly number[],
  { dtype }: ArraySpec,
): void {
  if (found?.shape.join() === shape.join() && found.spec.dtype === dtype) return;
  throw changed(file.path, key);
}

/** What the file says of the group, if it is what it said when the merge was planned. */
function openGroup(
  group: string,
  perBody: boolean,
  file: ShardFile,
  cache: FileCache,
): DataFileGroup {
  const found = reading(file, () => cache.open(file.path, group)).groups.get(group);
  const rows = perBody ? found?.rowsPerBody.map(() => 1) : found?.rowsPerBody;
  if (found === undefined || rows?.join() !== file.rowsPerBody.join()) {
    throw changed(file.path, group);
  }
  return found;
}

/** The ids of the file, or of its samples, for some of its rows. */
function idCodes(
  { fileId, firstSample, rowsPerBody }: ShardFile,
  origin: "file_id" | "body_id",
  first: number,
  last: number,
): BigInt64Array {
  const codes = new BigInt64Array(last - first);
  if (origin === "file_id") return codes.fill(BigInt(fileId));
  let row = 0;
  for (const [body, count] of rowsPerBody.entries()) {
    const from = Math.max(row, first), to = Math.min(row + count, last);
    if (from < to) codes.fill(BigInt(firstSample + body), from - first, to - first);
    row += count;
  }
  return codes;
}

function unreadable(file: string, cause: unknown): MergeError {
  const why = messageOf(cause);
  return new MergeError(`Cannot merge '${file}': ${why}`, { data: { file }, cause });
}

function changed(file: string, what: string): MergeError {
  return new MergeError(
    `Cannot merge '${file}': '${what}' has changed since the merge began. Merge again when ` +
      "nothing writes the encoded files",
    { data: { file, what } },
  );
}
