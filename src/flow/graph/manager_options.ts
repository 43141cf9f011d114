/** How a manager of job graphs is made, and asked. @module */
import type { OptionNames } from "../../base/known_options.ts";
import type { Executors } from "../engine/run_options.ts";
import type { RunListener } from "../record/events.ts";
import type { Resources } from "../resources.ts";
import type { ResultsManager } from "../stores/results_manager.ts";
import type { Component } from "./component.ts";
import type { Piece } from "./pieces.ts";
import type { SubmissionResult } from "./submission_result.ts";

/** Graphs by name; each one composed graph, or several by variant. */
export type GraphsByName = Readonly<
  Record<string, Component | Readonly<Record<string, Component>>>
>;

/** What a manager is made with. */
export interface FlowManagerOptions {
  /** Graphs that it has from the start: one, a list, or by name. */
  readonly graphs?: Piece | readonly Piece[] | GraphsByName;
  /** Is called with each submission that went through; it may take time. */
  readonly onComplete?: (result: SubmissionResult) => unknown;
  /**
   * Whether `waitForCompletion` and `close` throw where submissions have failed.
   *
   * @default {false}
   */
  readonly raiseOnError?: boolean;
  /** What all jobs find in their context as `global`. */
  readonly globalContext?: Readonly<Record<string, unknown>>;
  /**
   * Milliseconds for one submission.
   *
   * @default {none}
   */
  readonly timeout?: number;
  /** Hear of all runs. */
  readonly listeners?: readonly RunListener[];
  /** What does the jobs that are done elsewhere, by their `type`. */
  readonly executors?: Executors;
  /** How much there is of what jobs hold while they work, in each submission. */
  readonly resources?: Resources;
  /**
   * Where what jobs give is kept, under `graphs/<graph>/<the submission's id>`. A submission of the
   * same id that is submitted again, to a graph of the same name, goes on: its jobs that had ended
   * give what they gave, without being done.
   *
   * @default {nothing is kept}
   */
  readonly results?: ResultsManager;
}

/** The names of {@linkcode FlowManagerOptions}. */
export const MANAGER_OPTIONS: OptionNames<FlowManagerOptions> = {
  graphs: true,
  onComplete: true,
  raiseOnError: true,
  globalContext: true,
  timeout: true,
  listeners: true,
  executors: true,
  resources: true,
  results: true,
};

/** Which graph is meant, where one is executed or streamed to. */
export interface ExecuteTarget {
  /** A graph that has been added. */
  readonly fqName?: string;
  /** A graph to add, if it has not been. */
  readonly graph?: Component;
  /** The name to add it under. */
  readonly graphName?: string;
  /**
   * Milliseconds for the submission.
   *
   * @default {the manager's}
   */
  readonly timeout?: number;
  /** Cancels it. */
  readonly signal?: AbortSignal;
}

/** The names of {@linkcode ExecuteTarget}. */
export const EXECUTE_TARGET: OptionNames<ExecuteTarget> = {
  fqName: true,
  graph: true,
  graphName: true,
  timeout: true,
  signal: true,
};

/** How results are streamed. */
export interface StreamOptions extends ExecuteTarget {
  /**
   * How many submissions are under way at once, ahead of who takes the results.
   *
   * @default {16}
   */
  readonly atOnce?: number;
}

/** The names of {@linkcode StreamOptions}. */
export const STREAM_OPTIONS: OptionNames<StreamOptions> = { ...EXECUTE_TARGET, atOnce: true };
