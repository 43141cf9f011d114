/** What is known about a task, apart from its code. @module */
import type { Schema } from "../../storage/schema/schema.ts";
import type { TaskPolicy } from "./task_policy.ts";

/** Extract makes items, transform takes them one by one, custom is anything. */
export type TaskKind = "extract" | "transform" | "custom";

/** The contract of a task. */
export interface TaskInfo {
  /** Whether it makes items, takes them, or anything. */
  readonly kind: TaskKind;
  /** Unique in a flow; a worker finds the task by it. */
  readonly name: string;
  /** What it is called with, in this order. */
  readonly inputs: readonly string[];
  /** The names of what it returns. */
  readonly outputs: readonly string[];
  /** Whether the task is called once an item, by workers. */
  readonly parallelExecution: boolean;
  /** Set on each storage before the task gets it. */
  readonly schema: Schema | null;
  /** Time limits, retries, and what errors mean; functions in it stay where they were made. */
  readonly policy: TaskPolicy;
  /** The feature profile that its function is called with, behind its inputs; most have none. */
  readonly profile?: string;
  /** The module that a worker imports; null for a task of a notebook's cell. */
  readonly moduleUrl: string | null;
  /** Where the task was made, for messages. */
  readonly location: string;
  /** The class of the task, e.g. `"EncodingTask"`. */
  readonly className: string;
}
