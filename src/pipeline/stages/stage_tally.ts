/** How many items of a stage have ended how. @module */
import { plainText } from "../../base/plain_text.ts";
import type { KnownItem } from "../../journal/journal_types.ts";
import type { ItemReply } from "../items/item_call.ts";
import type { ItemError } from "../items/item_error.ts";
import type { ErrorLimit } from "./error_limit.ts";
import type { RunEnvironment, TaskCounts } from "./run_environment.ts";

/** Errors of a stage that are logged one by one; those of items that failed are in the journal. */
const MOST_LOGGED = 1000;

/** Counts the items of a stage for its tasks, and logs those that fail. */
export class StageTally {
  readonly #tasks: readonly string[];
  readonly #environment: Pick<RunEnvironment, "counts" | "instances" | "log">;
  readonly #limit: ErrorLimit;
  #files = 0;
  #errors = 0;
  #forgiven = 0;

  /** @param tasks the names of the stage's tasks */
  constructor(
    tasks: readonly string[],
    environment: Pick<RunEnvironment, "counts" | "instances" | "log">,
    limit: ErrorLimit,
  ) {
    this.#tasks = tasks;
    this.#environment = environment;
    this.#limit = limit;
  }

  /** How many encoded files there are. */
  get files(): number {
    return this.#files;
  }

  /** How many items have failed, in this run or in an earlier one. */
  get errors(): number {
    return this.#errors;
  }

  /** Notes how many items there are for the stage, those beyond the run's limit among them. */
  available(items: number): void {
    this.#countsOf(this.#tasks[0]).available = items;
  }

  /**
   * Counts an item that is kept from an earlier run.
   *
   * @param replies what the tasks made of it then
   * @throws TooManyErrors past the limit
   */
  keep(
    { state, task, file, error_class }: KnownItem,
    replies: () => ItemReply["tasks"],
  ): void {
    if (file !== null) this.#files++;
    if (state === "failed") {
      const name = this.#tasks[task ?? 0];
      const counts = this.#countsOf(name);
      counts.failed++;
      counts.keptFailed++;
      this.#errors++;
      return this.#limit.add(name, String(error_class));
    }
    this.#countsOf(this.#tasks[0]).reused++;
    this.#count(replies());
  }

  /**
   * Counts an item no longer that has ended, as it is done once more.
   *
   * @param replies what the tasks have made of it
   * @param isOfRun whether it has ended in this run
   */
  takeBack({ file }: KnownItem, replies: ItemReply["tasks"], isOfRun: boolean): void {
    if (file !== null) this.#files--;
    if (!isOfRun) this.#countsOf(this.#tasks[0]).reused--;
    this.#count(replies, -1);
  }

  /** Counts an item that is done or skipped. */
  take({ tasks, file, forgiven }: ItemReply): void {
    if (forgiven !== undefined && ++this.#forgiven <= MOST_LOGGED) {
      this.#environment.log("WARNING", forgiven);
    }
    this.#count(tasks);
    if (file !== null) this.#files++;
  }

  /**
   * Counts items that have failed.
   *
   * @throws TooManyErrors past the limit, when all of them are logged
   */
  fail(errors: readonly { readonly row: ItemError; readonly stack: string | null }[]): void {
    for (const { row, stack } of errors) this.#logError(row, stack);
    for (const { row: { task, error_class, message_template } } of errors) {
      this.#limit.add(task, `${error_class}: ${message_template}`);
    }
  }

  #logError(row: ItemError, stack: string | null): void {
    this.#errors++;
    this.#countsOf(row.task).failed++;
    const { log } = this.#environment;
    if (this.#errors > MOST_LOGGED) return;
    log(
      "ERROR",
      `'${row.task}' failed for ${plainText(row.item)}: ${row.error_class}: ${row.message}`,
    );
    if (stack !== null) log("ERROR", stack);
    if (this.#errors === MOST_LOGGED) log("ERROR", "Further errors are in error_summary.json.");
  }

  #count(replies: ItemReply["tasks"], by = 1): void {
    for (const [i, { skipped }] of replies.entries()) {
      const task = this.#tasks[i];
      if (skipped) this.#environment.instances.get(task)!.skipped += by;
      else this.#countsOf(task).done += by;
    }
  }

  #countsOf(task: string): TaskCounts {
    const { counts } = this.#environment;
    const found = counts.get(task);
    if (found !== undefined) return found;
    const none = { done: 0, failed: 0, reused: 0, keptFailed: 0, available: 0 };
    counts.set(task, none);
    return none;
  }
}
