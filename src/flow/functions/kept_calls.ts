/** What a flow's tasks gave, kept so that the flow can go on after a crash. @module */
import { sha256 } from "../../base/sha256.ts";
import { TrunnionError } from "../../base/errors.ts";
import { KeptWrites } from "../stores/kept_writes.ts";
import { textOfValue } from "../stores/packed_value.ts";
import { segmentOf } from "../stores/result_id.ts";
import type { ResultsManager } from "../stores/results_manager.ts";
import type { TaskCall } from "./task_call.ts";

/** A flow was executed again, and did not call its tasks as it did before. */
export class OtherCalls extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "OtherCalls";
}

/** What is kept of a call. */
interface KeptCall {
  /** A hash over the arguments. */
  readonly args: string;
  readonly value: unknown;
  /** Whether the task gave a promise. */
  readonly isLater: boolean;
}

/**
 * The calls of one execution, by task and the how-manieth call of it that they are, within the call
 * around them. What is known is read before the flow begins, since a task may give its value at
 * once.
 */
export class KeptCalls {
  readonly #folder: string;
  readonly #known: ReadonlyMap<string, KeptCall>;
  readonly #keys = new WeakMap<TaskCall, string>();
  readonly #hashes = new WeakMap<TaskCall, string>();
  readonly #counts = new Map<string, number>();
  readonly #writes: KeptWrites;

  private constructor(
    results: ResultsManager,
    folder: string,
    known: ReadonlyMap<string, KeptCall>,
  ) {
    this.#writes = new KeptWrites(results);
    this.#folder = folder;
    this.#known = known;
  }

  /** Reads what earlier executions of a flow have kept. */
  static async load(results: ResultsManager, flowId: string): Promise<KeptCalls> {
    const folder = `flows/${flowId}/calls`;
    const ids = await results.listIds(folder);
    const known = await Promise.all(
      ids.map(async (id) => [id, await results.get<KeptCall>(id)] as const),
    );
    return new KeptCalls(results, folder, new Map(known));
  }

  /**
   * What the call gave in an earlier execution; null where it has to be done.
   *
   * @throws OtherCalls where it was called with other arguments then
   * @throws UsageError where the arguments cannot be compared
   */
  before(task: TaskCall): KeptCall | null {
    const around = (task.parent && this.#keys.get(task.parent)) ?? this.#folder;
    const name = segmentOf(task.taskName);
    const count = (this.#counts.get(`${around}/${name}`) ?? 0) + 1;
    this.#counts.set(`${around}/${name}`, count);
    const key = `${around}/${name}/${count}`;
    this.#keys.set(task, key);
    const args = sha256(textOfValue(task.inputArgs));
    this.#hashes.set(task, args);
    const kept = this.#known.get(`${key}/call`) ?? null;
    if (kept === null || kept.args === args) return kept;
    throw new OtherCalls(
      `Cannot go on with the flow '${this.#folder.split("/")[1]}': it must call its tasks as ` +
        `before, and call ${count} of '${task.taskName}' has other arguments now. Execute it ` +
        `under another flowId, or delete what is kept under '${this.#folder}'.`,
      { data: { taskName: task.taskName, call: count, key } },
    );
  }

  /** Keeps what a call gave. */
  after(task: TaskCall, value: unknown, isLater: boolean): void {
    const key = `${this.#keys.get(task)}/call`;
    if (this.#known.has(key)) return;
    const call: KeptCall = { args: this.#hashes.get(task)!, value, isLater };
    this.#writes.write(key, call);
  }

  /**
   * Waits until all is kept.
   *
   * @throws UsageError where something could not be
   */
  async settled(): Promise<void> {
    await this.#writes.settled("what the tasks of the flow gave");
  }
}
