/**
 * The classes that tasks are made of. Functions are wrapped into them; subclasses may be put into
 * a flow's `tasks` as they are.
 *
 * @module
 */
import { type ErrorRow, RemoteError, toErrorRow } from "../../flow/record/error_row.ts";
import { messageTemplate } from "../../base/message_template.ts";
import type { Schema } from "../../storage/schema/schema.ts";
import { errorPage } from "./error_page.ts";
import type { ItemError } from "../items/item_error.ts";
import type { ItemOutcome } from "../items/item_outcome.ts";
import type { TaskKind } from "./task_info.ts";
import type { TaskPolicy } from "./task_policy.ts";

/** What `execute` gives. */
export interface ExecuteResult {
  /** What the task returned; null where it threw. */
  readonly result: unknown;
  /** The message of what went wrong, or null. */
  readonly error: string | null;
  /** The trace of the error. */
  readonly logs: readonly string[];
  /** The error with its class, data and causes, where it is known. */
  readonly row?: ErrorRow;
  /** What was thrown, where it was not far away. */
  readonly thrown?: unknown;
}

/** What is there, or how to get it. */
type Later<T> = T | (() => T);

/** What all tasks have: what came out of them. */
export abstract class BaseTask {
  /** The module that exports the class: `static override module = import.meta.url`. */
  static module: string | null = null;
  /**
   * The name by which workers find the task: unique in a flow.
   *
   * @default {the class's name}
   */
  static taskName: string | null = null;
  /** What the task is called with, in this order: names of data, or of what is injected. */
  static inputs: readonly string[] = [];
  /** The names of what it returns, for later tasks. */
  static outputs: readonly string[] = [];
  /** Set on each storage before the task gets it. */
  static schema: Schema | null = null;
  /** Time limits, retries, and what errors mean. */
  static policy: TaskPolicy = {};

  /** Set by the flow that the task runs in. */
  name = "";
  #results: Later<unknown[]> = [];
  #errors: Later<ItemError[]> = [];
  #outcomes: Later<readonly ItemOutcome[]> = [];
  /** How many items gave nothing. */
  skipped = 0;
  /**
   * Milliseconds that the task took; null before it has ended. Tasks that did each item together
   * have that of them all.
   */
  durationMs: number | null = null;

  /**
   * The results in the order of the items; skipped items have none. Those of many items are read
   * from the run's journal when they are first asked for.
   *
   * @throws ResultsReplaced where that is after a later run of the flow
   */
  get results(): unknown[] {
    if (typeof this.#results === "function") this.#results = this.#results();
    return this.#results;
  }

  set results(results: unknown[]) {
    this.#results = results;
  }

  /** One for each item that failed; read as {@linkcode BaseTask.results} are. */
  get errors(): ItemError[] {
    if (typeof this.#errors === "function") this.#errors = this.#errors();
    return this.#errors;
  }

  set errors(errors: ItemError[]) {
    this.#errors = errors;
  }

  /**
   * One for each item, in their order: which it is, and its result, that it was skipped, or its
   * error. Read as {@linkcode BaseTask.results} are; empty for a task that is called once.
   */
  get itemOutcomes(): readonly ItemOutcome[] {
    if (typeof this.#outcomes === "function") this.#outcomes = this.#outcomes();
    return this.#outcomes;
  }

  /** Says where results and errors are, so that they need not be in memory. For the flow. */
  readLater(
    results: () => unknown[],
    errors: () => ItemError[],
    outcomes: () => readonly ItemOutcome[],
  ): void {
    this.#results = results;
    this.#errors = errors;
    this.#outcomes = outcomes;
  }

  /** Called once in the main process, when all items have ended. Override it to report. */
  finalize(): void | Promise<void> {}

  /** A self-contained HTML page of the task's errors. */
  generateHtmlErrorReport(): string {
    return errorPage(this);
  }
}

/** A task that is called once an item, by workers. */
export abstract class ParallelTask extends BaseTask {
  /**
   * Whether the task makes items or takes them.
   *
   * @default {"transform"}
   */
  static kind: TaskKind = "transform";

  /**
   * Does one item.
   *
   * @param args the values of the inputs, in their order; without an injected one first, the
   * first is the item
   * @returns the result, or null to skip the item
   */
  abstract processItem(...args: unknown[]): unknown;

  /**
   * Joins what an extract made of its sources into one list of items, in the main process.
   * Override it to leave some out, or to order them.
   *
   * @param lists the items of each source that did not fail, in the order of the sources
   */
  joinItems(lists: readonly (readonly unknown[])[]): unknown[] {
    return lists.flat();
  }

  /** Calls {@linkcode processItem} and turns what it throws into data. */
  async execute(_itemIndex: number, ...args: unknown[]): Promise<ExecuteResult> {
    try {
      return { result: await this.processItem(...args), error: null, logs: [] };
    } catch (thrown) {
      return failed(thrown);
    }
  }
}

/** A task that is called once, in the main process. */
export abstract class SequentialTask extends BaseTask {
  /** Does the work; what it throws ends the flow. */
  abstract process(inputs: Readonly<Record<string, unknown>>): unknown;

  /** Calls {@linkcode process} and turns what it throws into data. */
  async execute(inputs: Readonly<Record<string, unknown>>): Promise<ExecuteResult> {
    try {
      return { result: await this.process(inputs), error: null, logs: [] };
    } catch (thrown) {
      return failed(thrown);
    }
  }
}

/** The result, or the error thrown again with its class. */
export function resultOf(executed: ExecuteResult): unknown {
  const { result, error, logs, row } = executed;
  if (error === null) return result;
  if ("thrown" in executed) throw executed.thrown;
  throw new RemoteError(
    row ?? {
      error_class: "Error",
      message: error,
      message_template: messageTemplate(error),
      stack: logs.length > 0 ? logs.join("\n") : null,
      data: {},
      cause: null,
    },
  );
}

function failed(thrown: unknown): ExecuteResult {
  const row = toErrorRow(thrown);
  const logs = row.stack === null ? [] : [row.stack];
  return { result: null, error: row.message, logs, row, thrown };
}
