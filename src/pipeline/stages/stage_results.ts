/** What the items of a stage came to, read from the journal when it is asked for. @module */
import { join } from "node:path";
import type { EndedItem } from "../../journal/journal_types.ts";
import type { JournalReader } from "../../journal/journal_reader.ts";
import type { ItemError } from "../items/item_error.ts";
import type { ItemOutcome } from "../items/item_outcome.ts";
import { unpackReplies } from "../items/item_reply.ts";
import type { TaskReply } from "../items/item_call.ts";

/** Gives a reader of the run's journal for the time of a call. */
export type ReadJournal = <T>(read: (reader: JournalReader) => T) => T;

/** Reads a stage's results, errors and files: none of them is kept in memory. */
export class StageResults {
  readonly #read: ReadJournal;
  readonly #stage: string;
  readonly #tasks: readonly string[];
  readonly #encodedFolder: string;

  /** @param tasks the names of the stage's tasks */
  constructor(
    read: ReadJournal,
    stage: string,
    tasks: readonly string[],
    encodedFolder: string,
  ) {
    this.#read = read;
    this.#stage = stage;
    this.#tasks = tasks;
    this.#encodedFolder = encodedFolder;
  }

  /** The results of one of the tasks, in the order of the items. */
  resultsOf(task: number): unknown[] {
    return this.#read((reader) => {
      const results: unknown[] = [];
      for (const ended of reader.endedItems(this.#stage, ["done"])) {
        const answer = this.#answerOf(ended, task);
        if (!answer.skipped) results.push(answer.result);
      }
      return results;
    });
  }

  /** The errors of one of the tasks, in the order of the items. */
  errorsOf(task: number): ItemError[] {
    return this.#read((reader) =>
      [...reader.endedItems(this.#stage, ["failed"])].filter((item) => item.task === task)
        .map(errorRow)
    );
  }

  /**
   * What each item came to in one of the tasks, in the order of the items.
   *
   * @param lists the results by position, where the journal has none
   */
  outcomesOf(task: number, lists: ReadonlyMap<number, unknown> | null): ItemOutcome[] {
    return this.#read((reader) =>
      [...reader.endedItems(this.#stage, ["done", "skipped", "failed"])].map((ended) => {
        const { position: index, item, state } = ended;
        const none = { index, item, result: null, skipped: false, error: null };
        if (state === "failed") return { ...none, error: errorRow(ended) };
        if (lists !== null) return { ...none, result: lists.get(index) ?? null };
        const answer = this.#answerOf(ended, task);
        return answer.skipped ? { ...none, skipped: true } : { ...none, result: answer.result };
      })
    );
  }

  /**
   * The encoded files of the dataset, in its order: of this run's items, and of those that it keeps
   * from earlier ones.
   *
   * @param schema what those must have been made with; null for any
   */
  files(schema: string | null): string[] {
    return this.#read((reader) =>
      [...reader.placedFiles(this.#stage, schema)].map((file) => join(this.#encodedFolder, file))
    );
  }

  #answerOf({ reply, file, state }: EndedItem, task: number): TaskReply {
    return unpackReplies(reply, {
      tasks: this.#tasks.length,
      skipped: state === "skipped",
      file: this.#pathOf(file),
    })[task];
  }

  #pathOf(file: string | null): string | null {
    return file === null ? null : join(this.#encodedFolder, file);
  }
}

/** The error of an item that has failed, with its position in the list of the latest run. */
export function errorRow({ error, position }: EndedItem): ItemError {
  return { ...JSON.parse(error!), item_index: position }; // what has failed has an error
}
