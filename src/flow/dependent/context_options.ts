/** What a context of flows is made with. @module */
import type { OptionNames } from "../../base/known_options.ts";
import type { Executors } from "../engine/run_options.ts";
import type { RunListener } from "../record/events.ts";
import type { Resources } from "../resources.ts";
import type { FlowMonitorEvent } from "./flow_monitor.ts";

/** What a context is made with. */
export interface ContextOptions {
  /**
   * How many flows of a tag run at once, over all executions; or start within a time, e.g.
   * `{ database: 2, api: { count: 10, per: 1000 } }`.
   */
  readonly limits?: Resources;
  /**
   * How many flows of one execution run at once.
   *
   * @default {any number}
   */
  readonly concurrency?: number;
  /**
   * The most threads at once.
   *
   * @default {one a core}
   */
  readonly maxThreads?: number;
  /**
   * The most processes at once.
   *
   * @default {one a core}
   */
  readonly maxProcesses?: number;
  /**
   * What does flows of type "thread" and "process" instead of what the context makes for itself.
   * Whoever made it closes it.
   */
  readonly executors?: Executors;
  /**
   * How many executions of flows `events()` tells of, the last ones.
   *
   * @default {1000}
   */
  readonly history?: number;
  /** Subscribed to the engine's events of each execution. */
  readonly listeners?: readonly RunListener[];
  /** Told once of each listener of `subscribe` that throws. */
  readonly onListenerFailure?: (error: unknown, event: FlowMonitorEvent) => void;
}

/** The names of {@linkcode ContextOptions}. */
export const CONTEXT_OPTIONS: OptionNames<ContextOptions> = {
  limits: true,
  concurrency: true,
  maxThreads: true,
  maxProcesses: true,
  executors: true,
  history: true,
  listeners: true,
  onListenerFailure: true,
};
