/** How many items may fail before a run stops. @module */
import { TooManyErrors } from "../errors.ts";
import type { Stage } from "./stage.ts";
import type { ItemDefaults, MaxErrors } from "../tasks/task_policy.ts";

/** Kinds of errors that are told apart while counting; the journal has them all. */
const MOST_KINDS = 1000;

/** How many of so many items may fail. */
export function mostErrors(limit: MaxErrors, total: number): number {
  return typeof limit === "number" ? limit : Math.floor(parseFloat(limit) / 100 * total);
}

/** Counts the errors of a stage's tasks, and ends the run past the limit of one. */
export class ErrorLimit {
  readonly #counters = new Map<string, TaskErrors>();

  /**
   * @param defaults the flow's settings, for tasks that say nothing
   * @param retry what a person does to have failed items tried again
   */
  constructor(
    { tasks }: Pick<Stage, "tasks">,
    defaults: ItemDefaults,
    total: number,
    retry: string,
  ) {
    for (const { definition: { info: { name, policy } } } of tasks) {
      const limit = policy.maxErrors ?? defaults.maxErrors;
      if (limit !== undefined) this.#counters.set(name, new TaskErrors(name, limit, total, retry));
    }
  }

  /**
   * Counts one more error of a task, those kept from an earlier run among them.
   *
   * @param kind what is the same for errors of one kind
   * @throws TooManyErrors past the limit
   */
  add(task: string, kind: string): void {
    this.#counters.get(task)?.add(kind);
  }
}

/** The errors of one task. */
class TaskErrors {
  readonly #task: string;
  readonly #most: number;
  readonly #total: number;
  readonly #retry: string;
  readonly #kinds = new Map<string, number>();
  #count = 0;

  constructor(task: string, limit: MaxErrors, total: number, retry: string) {
    this.#task = task;
    this.#most = mostErrors(limit, total);
    this.#total = total;
    this.#retry = retry;
  }

  add(kind: string): void {
    this.#count++;
    const known = this.#kinds.get(kind);
    if (known !== undefined || this.#kinds.size < MOST_KINDS) {
      this.#kinds.set(kind, (known ?? 0) + 1);
    }
    if (this.#count <= this.#most) return;
    const [frequent, times] = [...this.#kinds].reduce((a, b) => b[1] > a[1] ? b : a);
    throw new TooManyErrors(
      `The run of '${this.#task}' stops: of its ${this.#total} items ${this.#count} have failed, ` +
        `and \`maxErrors\` allows ${this.#most}. Most frequent, ${times} times: ${frequent}. ` +
        `What is done stays: mend the cause and try again, by \`${this.#retry}\`; or allow more.`,
      {
        data: {
          task: this.#task,
          failed: this.#count,
          allowed: this.#most,
          kind: frequent,
          times,
        },
      },
    );
  }
}
