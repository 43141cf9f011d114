/** The items of a stage: which are done, which are kept, and in what order. @module */
import { breathe } from "../../base/breath.ts";
import type { EndedKnownItem, EndState, KnownItem } from "../../journal/journal_types.ts";
import type { ListedItem, StageJournal } from "../../journal/stage_journal.ts";
import type { PoolItem } from "../../pool/run/task_pool.ts";
import { itemText } from "../items/item_error.ts";
import { type ItemIdentity, NO_FILE, withBeside } from "../items/item_identity.ts";
import { largestFirst } from "../items/item_order.ts";
import { REASONS, reuseReason, type ReuseTerms } from "../items/reuse_reason.ts";
import { isSettled, sourceStamp } from "../items/source_stamp.ts";
import type { ItemCall } from "../items/item_call.ts";
import { keyedChunks } from "./keyed_items.ts";

type ItemOrder = typeof largestFirst;

/** The list of a stage's items in this run. What it keeps of an item is a few numbers. */
export class StageList {
  readonly #items: readonly unknown[];
  readonly #beside: ReuseTerms["beside"];
  readonly #ids: Int32Array;
  /** The positions of those to be done. */
  #pending: number[] = [];
  /** Of those that are files: bytes. */
  readonly #sizes = new Map<number, number>();
  /** Of those that are files: what they looked like. */
  readonly #stamps = new Map<number, string>();
  readonly #twins = new Map<number, number>();
  readonly #alone = new Map<number, "batch" | "process">();
  /** How many items there are for each reason. */
  readonly reasons: Record<string, number> = {};
  /** How many items are kept. */
  readonly kept: Record<EndState, number> = { done: 0, skipped: 0, failed: 0 };

  private constructor(items: readonly unknown[], beside: ReuseTerms["beside"]) {
    this.#items = items;
    this.#beside = beside;
    this.#ids = new Int32Array(items.length);
  }

  /**
   * Lists items in the journal, and decides about each.
   *
   * @param onKept told of each item that is kept
   * @param order in what order those are done that are files
   */
  static async make(
    items: readonly unknown[],
    journal: StageJournal,
    terms: ReuseTerms,
    signal: AbortSignal,
    onKept: (item: KnownItem) => void,
    order: ItemOrder = largestFirst,
  ): Promise<StageList> {
    const list = new StageList(items, terms.beside);
    const isNew = journal.isNew;
    for (const keyed of keyedChunks(items)) {
      signal.throwIfAborted();
      const chunk: ListedItem[] = [];
      const before = isNew ? null : journal.find(keyed.map(({ key }) => key));
      for (const { position: i, identity, twin, key } of keyed) {
        const known = before?.get(key) ?? null;
        const decided = reuseReason(known, identity, String(items[i]), terms);
        const reason = typeof decided === "string" ? decided : await decided;
        list.#take(i, twin, identity, known, reason);
        const kept = reason === REASONS.unchanged;
        if (kept) {
          onKept(known!); // what nothing is known of is new
          list.#renewStamp(journal, known!, identity, terms.beside(items[i]));
        }
        chunk.push({
          known,
          key,
          item: itemText(items[i]),
          position: i,
          reason: kept ? null : reason,
        });
      }
      list.#ids.set(journal.list(chunk), keyed[0].position);
      await breathe();
    }
    const listed = new Set(list.#ids);
    if (!isNew) journal.unlist(listed.size, (id) => listed.has(id));
    list.#sort(order);
    return list;
  }

  /** How many items there are. */
  get total(): number {
    return this.#items.length;
  }

  /** How many items are to be done. */
  get pending(): number {
    return this.#pending.length;
  }

  idOf(position: number): number {
    return this.#ids[position];
  }

  /** What the file of an item looked like when it was listed; null where it names none. */
  stampOf(position: number): string | null {
    return this.#stamps.get(position) ?? null;
  }

  /** What is said of an item beside itself. */
  besideOf(position: number): string {
    return this.#beside(this.#items[position]);
  }

  /** The items to be done, from the last that {@linkcode StageList.poolItems} gives. */
  *lastItems(): Generator<unknown> {
    for (let i = this.#pending.length - 1; i >= 0; i--) yield this.#items[this.#pending[i]];
  }

  /**
   * The items to be done, in their order.
   *
   * @param kernelExporters whose files the kernel reads; null where nobody asks. It may grow.
   */
  *poolItems(kernelExporters: readonly string[] | null): Generator<PoolItem> {
    for (const index of this.#pending) {
      const alone = this.#alone.get(index);
      const payload = this.#call(index, kernelExporters);
      yield { index, payload, ...(alone === undefined ? {} : { alone }) };
    }
  }

  /**
   * Items that have ended are to be done once more.
   *
   * @param run this run: what ended in it had a reason of its own
   */
  again(
    items: readonly EndedKnownItem[],
    run: number,
    kernelExporters: readonly string[],
  ): PoolItem[] {
    return items.map((known) => {
      const position = known.position!; // they are of this run's list
      const isOfRun = known.run === run;
      if (!isOfRun) this.kept[known.state!]--; // they have ended
      this.#count(isOfRun ? known.reason ?? REASONS.new : REASONS.unchanged, -1);
      this.#count(REASONS.reader, 1);
      const item = this.#items[position];
      const stamp = typeof item === "string" ? sourceStamp(item) : null;
      if (stamp !== null) this.#stamps.set(position, stamp.text);
      return { index: position, payload: this.#call(position, kernelExporters) };
    });
  }

  #call(position: number, kernelExporters: readonly string[] | null): ItemCall {
    const call = { item: this.#items[position], twin: this.#twins.get(position) ?? 0 };
    return kernelExporters === null ? call : { ...call, kernelExporters };
  }

  #count(reason: string, by: number): void {
    const count = (this.reasons[reason] ?? 0) + by;
    if (count > 0) this.reasons[reason] = count;
    else delete this.reasons[reason];
  }

  #take(
    position: number,
    twin: number,
    { stamp }: ItemIdentity,
    known: KnownItem | null,
    reason: string,
  ): void {
    this.#count(reason, 1);
    if (twin > 0) this.#twins.set(position, twin);
    if (reason === REASONS.unchanged) {
      this.kept[known!.state!]++; // only what has ended is unchanged
      return;
    }
    this.#pending.push(position);
    if (stamp !== null) {
      this.#sizes.set(position, stamp.size);
      this.#stamps.set(position, stamp.text);
    }
    if (known !== null && known.alone !== null) this.#alone.set(position, known.alone);
  }

  /** A file was read to see that it is the same. Its new stamp spares that the next time. */
  #renewStamp(
    journal: StageJournal,
    known: KnownItem,
    { stamp }: ItemIdentity,
    beside: string,
  ): void {
    if (stamp === null || known.content === NO_FILE) return;
    const text = withBeside(stamp.text, beside);
    if (known.stamp !== text && isSettled(stamp)) journal.renewStamp(known.id, text);
  }

  #sort(order: ItemOrder): void {
    if (this.#sizes.size === 0) return;
    this.#pending = order(this.#pending, (position) => this.#sizes.get(position) ?? 0);
    this.#sizes.clear();
  }
}
