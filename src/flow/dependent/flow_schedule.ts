/** Flows that are executed at times. @module */
import { Cron } from "croner";
import { requireKnownOptions } from "../../base/known_options.ts";
import { messageOf } from "../../base/message_of.ts";
import { FlowError } from "../record/flow_errors.ts";
import type { ExecuteOptions } from "./execute_options.ts";
import type { FlowResult } from "./flow_result.ts";
import type { RegisteredFlow } from "./registered_flow.ts";

/** How a flow is executed at times. */
export interface ScheduleOptions {
  /**
   * Where the times are local: a name such as `Europe/Berlin`.
   *
   * @default {where the machine is}
   */
  readonly timezone?: string;
  /** How often it is executed at the most. */
  readonly maxRuns?: number;
  /** Makes the input of each execution; an object is given as it is. */
  readonly input?: object | (() => object);
  /** How it is executed. */
  readonly execute?: Omit<ExecuteOptions, "key" | "resume">;
  /** Told how each execution ended. */
  readonly onResult?: (result: FlowResult<unknown>) => void;
}

const OPTIONS = {
  timezone: true,
  maxRuns: true,
  input: true,
  execute: true,
  onResult: true,
} as const;

/** A flow that is executed at times, until it is stopped. */
export class FlowSchedule implements Disposable {
  readonly #cron: Cron;
  readonly #flow: RegisteredFlow;
  readonly #options: ScheduleOptions;
  #runs = 0;
  #skipped = 0;

  /** Made by {@linkcode scheduleFlow}. */
  constructor(flow: RegisteredFlow, expression: string, options: ScheduleOptions) {
    this.#flow = flow;
    this.#options = options;
    const { timezone, maxRuns } = options;
    try {
      // An execution that is late, or takes long, does not meet the next one.
      this.#cron = new Cron(expression, { timezone, maxRuns, catch: true }, () => this.#run());
    } catch (cause) {
      throw new FlowError(
        `Cannot schedule the flow '${flow.processId}': '${expression}' is no time for it ` +
          `(${
            messageOf(cause)
          }). Write five fields, e.g. "0 6 * * 1-5": minute, hour, day, month, ` +
          "weekday; a sixth before them is the second; or a date.",
        { cause, data: { processId: flow.processId, expression } },
      );
    }
  }

  /** When it is executed next; null when it never is again. */
  get next(): Date | null {
    return this.#cron.nextRun();
  }

  /** The next times, as many as that. */
  nextTimes(count: number): Date[] {
    return this.#cron.nextRuns(count);
  }

  /** How often it was executed. */
  get runs(): number {
    return this.#runs;
  }

  /** How often its time came while it was executed already: it was not executed then. */
  get skipped(): number {
    return this.#skipped;
  }

  /** Executes it now, beside its times. */
  async trigger(): Promise<void> {
    await this.#run();
  }

  /** Executes it no more. What goes on is not stopped. */
  stop(): void {
    this.#cron.stop();
  }

  /** As {@linkcode stop}, for `using`. */
  [Symbol.dispose](): void {
    this.stop();
  }

  async #run(): Promise<void> {
    const { input, execute, onResult } = this.#options;
    const result = await this.#flow.execute(typeof input === "function" ? input() : input, execute);
    if (result.metadata.runId === null) this.#skipped++; // it was at work already
    else this.#runs++;
    onResult?.(result);
  }
}

/**
 * Executes a flow at times: a cron expression, with seconds where it has six fields, or a date.
 *
 * It holds the program open until it is stopped, or has no more times.
 *
 * @throws FlowError for what is no expression
 *
 * @example
 * ```ts
 * import { Flow, FlowContext, scheduleFlow } from "trunnion/dependent";
 *
 * await using context = new FlowContext();
 * const flow = new Flow({ processor: () => ({ done: 1 }), config: { name: "nightly" }, context });
 * using schedule = scheduleFlow(flow, "30 2 * * *", { timezone: "Europe/Berlin" });
 * console.log(schedule.next?.toISOString().slice(14, 19)); // 30:00
 * ```
 */
export function scheduleFlow(
  flow: RegisteredFlow,
  expression: string,
  options: ScheduleOptions = {},
): FlowSchedule {
  requireKnownOptions(`schedule the flow '${flow.processId}'`, options, OPTIONS);
  return new FlowSchedule(flow, expression, options);
}
