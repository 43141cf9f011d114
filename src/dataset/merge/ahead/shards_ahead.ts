/** Writes shards while files are still coming in. @module */
import { rmSync } from "node:fs";
import { Breath, breathe } from "../../../base/breath.ts";
import { together } from "../../../flow/policy/together.ts";
import { ShardWriter } from "../../../storage/zarr/shard_writer.ts";
import { FileCache } from "../file_cache.ts";
import type { MergeExecutor, MergeExecutorOptions } from "../merge_executor.ts";
import type { ArrayPlan, GroupPlan } from "../merge_plan.ts";
import { MergePlanBuilder } from "../merge_plan_builder.ts";
import type { ShardFile, ShardTask } from "../shard_task.ts";
import { copyRows, placeOf, placeShards, type ShardResult } from "../write_shards.ts";
import { HeldShard } from "./held_shard.ts";
import type { JustTold } from "./told_files.ts";

/** Files from which it is told which arrays there are. */
const FIRST = 8;
/** Files that may wait for one before them: each is remembered with 6 KB. */
const WAITING = 256;
/** Bytes of shards that are held; more are left to the merge. */
const HELD = 32 << 20;
/** Bytes of the largest file: this thread must not be held for long. */
const FILE_BYTES = 1 << 20;

/** A file that may have to wait for others: its bytes are not kept for it. */
type WaitingFile = Pick<JustTold, "file" | "facts">;

/** A shard of each array of a group, as far as files are there. */
class BegunShards {
  readonly files: ShardFile[] = [];
  readonly held: readonly HeldShard[];
  readonly writers: readonly ShardWriter[];
  sizes: readonly { readonly raw: number; readonly written: number }[] | null = null;

  constructor(readonly plan: GroupPlan, readonly shard: number) {
    this.held = plan.arrays.map(() => new HeldShard());
    this.writers = plan.arrays.map(({ rowBytes, innerRows }, i) =>
      new ShardWriter(this.held[i], { rowBytes, innerRows, shardRows: plan.shardRows })
    );
  }

  /** Whether a task is to write these files first, and in the same way. */
  begins({ arrays, shardRows, files }: ShardTask): boolean {
    return shardRows === this.plan.shardRows && isSameLayout(arrays, this.plan.arrays) &&
      this.files.length <= files.length &&
      this.files.every((file, i) => isSameFile(file, files[i]));
  }
}

/**
 * Writes the shards of a merge into memory, while its last files are still being encoded. What is
 * there is taken only where the merge, when it is planned, turns out to want the same rows of the
 * same files, which nobody has written since.
 */
export class ShardsAhead {
  readonly #waiting = new Map<number, WaitingFile | null>();
  /** The first files, before it is told which arrays there are. */
  #first: WaitingFile[] | null = [];
  #groups: { plan: GroupPlan; rows: number; open: BegunShards | null }[] = [];
  readonly #begun = new Map<string, BegunShards>();
  readonly #cache = new FileCache(2 * FILE_BYTES);
  #next = 0;
  #files = 0;
  #samples = 0;
  #ended = false;

  /** Takes the file of a place; null where it has none. */
  add(place: number, found: JustTold | null): void {
    if (this.#ended || place < this.#next) return;
    if (found !== null) this.#cache.hold(found.file.path, found.opened);
    this.#waiting.set(place, found && { file: found.file, facts: found.facts });
    if (this.#waiting.size > WAITING) return this.end();
    try {
      for (let one = this.#take(); one !== undefined; one = this.#take()) {
        if (one !== null) this.#addFile(one);
      }
    } catch {
      this.#spoil(); // the merge says what is wrong
    }
  }

  /** Takes no more files. */
  end(): void {
    this.#ended = true;
    this.#waiting.clear();
    this.#first = null;
    this.#cache.close();
  }

  /** Ends where some arrays have rows of a file and others have not. */
  #spoil(): void {
    this.end();
    for (const [key, { sizes }] of this.#begun) if (sizes === null) this.#begun.delete(key);
  }

  /** Runs what is begun here to its end, and the rest as another does. */
  executor(inner: MergeExecutor): MergeExecutor {
    return async (tasks, options) => {
      this.end();
      const own: [ShardTask, BegunShards][] = [];
      const others = this.#others(tasks, own);
      const finish = async (signal: AbortSignal) => {
        for (let next = own.shift(); next !== undefined; next = own.shift()) {
          signal.throwIfAborted();
          options.onDone(next[0], await finishShards(...next, { ...options, signal }));
          await breathe();
        }
      };
      await together(options.signal, [
        (signal) => inner(others, { ...options, signal }),
        (signal) => breathe().then(() => finish(signal)),
      ]);
      await finish(options.signal ?? new AbortController().signal);
    };
  }

  *#others(tasks: Iterable<ShardTask>, own: [ShardTask, BegunShards][]): Generator<ShardTask> {
    for (const task of tasks) {
      const key = keyOf(task);
      const begun = this.#begun.get(key);
      this.#begun.delete(key);
      if (begun?.begins(task)) own.push([task, begun]);
      else yield task;
    }
  }

  /** The file that is next; undefined where it is not there yet. */
  #take(): WaitingFile | null | undefined {
    const found = this.#waiting.get(this.#next);
    if (found !== undefined) this.#waiting.delete(this.#next++);
    return found;
  }

  #addFile(placed: WaitingFile): void {
    if (placed.facts.size > FILE_BYTES) return this.end();
    if (this.#first === null) return this.#copy(placed);
    this.#first.push(placed);
    if (this.#first.length < FIRST) return;
    const builder = new MergePlanBuilder("");
    for (const { file, facts } of this.#first) builder.add(file, facts);
    this.#groups = builder.build().groups.map((plan) => ({ plan, rows: 0, open: null }));
    const first = this.#first;
    this.#first = null;
    for (const one of first) this.#copy(one);
  }

  #copy({ file: { path, attributes, groups }, facts }: WaitingFile): void {
    const fileId = this.#files++, firstSample = this.#samples;
    this.#samples += attributes.bodies.length;
    for (const group of this.#groups) {
      const { plan: { name, perBody, shardRows, arrays } } = group;
      const own = groups.get(name)?.rowsPerBody ?? [];
      const rowsPerBody = perBody ? own.map(() => 1) : own;
      const firstRow = group.rows;
      const end = firstRow + rowsPerBody.reduce((sum, rows) => sum + rows, 0);
      const file: ShardFile = { path, facts, fileId, firstSample, firstRow, rowsPerBody };
      while (group.rows < end) {
        const shard = Math.floor(group.rows / shardRows);
        const from = shard * shardRows, to = from + shardRows;
        const looks = this.#cache.look(path, name);
        if (looks.size !== facts.size || looks.mtimeMs !== facts.mtimeMs) {
          throw new TypeError(`'${path}' was written again`);
        }
        const open = group.open ??= this.#begin(group.plan, shard);
        open.files.push(file);
        copyRows({ group: name, perBody, from, to, arrays }, file, open.writers, this.#cache);
        group.rows = Math.min(end, to);
        if (group.rows < to) continue;
        open.sizes = open.writers.map((writer) => writer.close());
        group.open = null;
      }
    }
    const held = this.#begun.values().flatMap(({ held }) => held)
      .reduce((sum, { position }) => sum + position, 0);
    if (held > HELD) this.end();
  }

  #begin(plan: GroupPlan, shard: number): BegunShards {
    const begun = new BegunShards(plan, shard);
    this.#begun.set(keyOf({ group: plan.name, perBody: plan.perBody, shard }), begun);
    return begun;
  }
}

function keyOf({ group, perBody, shard }: Pick<ShardTask, "group" | "perBody" | "shard">): string {
  return JSON.stringify([group, perBody, shard]);
}

/** Copies what later files have, and writes the shards. */
async function finishShards(
  task: ShardTask,
  begun: BegunShards,
  { batchSize = 100, signal }: Pick<MergeExecutorOptions, "batchSize" | "signal">,
): Promise<ShardResult> {
  const cache = new FileCache(), breath = new Breath();
  try {
    for (let i = begun.files.length; i < task.files.length; i++) {
      if (i % batchSize === 0 || breath.due()) await breath.take();
      signal?.throwIfAborted();
      copyRows(task, task.files[i], begun.writers, cache);
    }
  } finally {
    cache.close();
  }
  const sizes = begun.sizes ?? begun.writers.map((writer) => writer.close());
  const places = task.arrays.map((array) => placeOf(task, array));
  try {
    for (const [i, { temporary }] of places.entries()) begun.held[i].writeTo(temporary);
    return placeShards(places, sizes);
  } catch (error) {
    for (const { temporary } of places) rmSync(temporary, { force: true });
    throw error;
  }
}

function isSameLayout(some: readonly ArrayPlan[], others: readonly ArrayPlan[]): boolean {
  const textOf = ({ name, origin, inner, rowBytes, innerRows, spec: { dtype } }: ArrayPlan) =>
    JSON.stringify([name, origin, inner, rowBytes, innerRows, dtype]);
  return some.length === others.length &&
    some.every((array, i) => textOf(array) === textOf(others[i]));
}

function isSameFile(one: ShardFile, other: ShardFile): boolean {
  return one.path === other.path && one.facts.size === other.facts.size &&
    one.facts.mtimeMs === other.facts.mtimeMs && one.fileId === other.fileId &&
    one.firstSample === other.firstSample && one.firstRow === other.firstRow &&
    one.rowsPerBody.join() === other.rowsPerBody.join();
}
