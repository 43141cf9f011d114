/** One flow, as its context knows it. @module */
import type { AnyJob } from "../job.ts";
import type { FilledFlowConfig } from "./flow_config.ts";
import type { FlowResult } from "./flow_result.ts";
import { StatisticsOfFlow } from "./flow_statistics.ts";
import type { DependencyType, FlowStatus } from "./flow_words.ts";
import type { Processor } from "./processor.ts";

/** What is kept of a flow: what it is, what it depends on, and how it went. */
export class FlowState {
  /** What it depends on, in the order in which that was declared. */
  readonly dependencies: Map<string, DependencyType> = new Map();
  /** All that it waits for: dependencies, and what its parent's type has it wait for. */
  readonly before: Set<string> = new Set();
  /** All that wait for it. */
  readonly after: Set<string> = new Set();
  /** The flows that are registered to it, in their order. */
  readonly children: string[] = [];
  readonly parents: Set<string> = new Set();
  readonly statistics: StatisticsOfFlow = new StatisticsOfFlow();
  status: FlowStatus = "pending";
  result: FlowResult | null = null;
  /** What its last execution was started with. */
  input: unknown = undefined;
  /** Whether an execution that began with it goes on. */
  executing = false;
  /** How many of its jobs are at work. */
  active = 0;
  /** Made when it is first wanted. */
  job: AnyJob | null = null;
  #waiting: (() => void)[] = [];

  /** @param asked whether the user has said of what type it is */
  constructor(
    readonly id: string,
    readonly processor: Processor | null,
    readonly config: FilledFlowConfig,
    readonly asked: boolean,
  ) {}

  /** Whether the flows that are registered to it are done before it. */
  get isComposite(): boolean {
    return this.config.flowType === "parallel" || this.config.flowType === "sequential";
  }

  /** Whether it has ended, and was not begun again. */
  get isSettled(): boolean {
    return this.status !== "pending" && this.status !== "running";
  }

  /** Its processor begins. */
  begin(): void {
    this.active++;
    this.status = "running";
  }

  /** An execution has ended. */
  settle(result: FlowResult): void {
    this.status = result.status;
    this.result = result;
    this.statistics.add(result);
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** Resolves when it has ended; at once where it has. */
  whenSettled(): Promise<void> {
    if (this.isSettled) return Promise.resolve();
    return new Promise((resolve) => void this.#waiting.push(resolve));
  }
}
