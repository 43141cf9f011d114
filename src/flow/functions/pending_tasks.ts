/** The tasks of an execution that somebody has yet to wait for. @module */
import type { FlowRun } from "../engine/flow_run.ts";
import type { LogLevel } from "../job.ts";
import type { TaskCall } from "./task_call.ts";

/** What a flow failed with. */
interface Failure {
  readonly error: unknown;
}

/** The execution that the tasks belong to. */
interface CallingExecution {
  readonly name: string;
  readonly run: FlowRun;
  log(level: LogLevel, message: string, task: TaskCall | null): void;
}

/** Tasks that take time and have not ended, or whose value nobody has asked for. */
export class PendingTasks {
  readonly #tasks = new Set<TaskCall>();

  add(task: TaskCall): void {
    this.#tasks.add(task);
  }

  /** Forgets a task that has ended, where its value was asked for. */
  ended(task: TaskCall): void {
    if (!task.promise?.awaited) return;
    this.#tasks.delete(task);
    task.promise = null; // records may be kept for long
  }

  clear(): void {
    this.#tasks.clear();
  }

  /**
   * Waits for tasks that nobody waited for, and reports them.
   *
   * @param failure what the flow's function failed with, or null
   * @returns what the flow has failed with, or null
   */
  async end(flow: CallingExecution, failure: Failure | null): Promise<Failure | null> {
    const { signal } = flow.run;
    // What a function throws that was told to stop is the effect, not the reason.
    let found = signal.aborted ? { error: signal.reason } : failure;
    if (found !== null) flow.run.stop(found.error);
    while (this.#tasks.size > 0) {
      const [task] = this.#tasks;
      this.#tasks.delete(task);
      const { promise, taskName } = task;
      if (promise === null) continue;
      const { awaited } = promise;
      if (!awaited && failure === null) {
        const text = `Task '${taskName}' was not awaited by flow '${flow.name}': await its value`;
        flow.log("WARNING", text, task);
      }
      try {
        await promise;
      } catch (error) {
        // The code that awaited the task has judged its error.
        if (!awaited) found ??= { error };
      }
    }
    return found ?? (signal.aborted ? { error: signal.reason } : null);
  }
}
