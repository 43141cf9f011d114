/** The flows that the code of a flow makes and executes. @module */
import { messageOf } from "../../base/message_of.ts";
import type { FlowStatus } from "./flow_status.ts";

/** What is kept of a flow that was executed in another one. */
export interface InnerFlowRecord {
  /** The id of the inner flow; its events have it as `flowRunId`. */
  readonly flowId: string;
  /** The inner flow's name. */
  readonly flowName: string;
  /** The id of the task that executed it, or null in the outer flow's function. */
  readonly parentTaskId: string | null;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  /** Milliseconds since 1970, or null before the end. */
  readonly endTime: number | null;
  /** Seconds, or null before the end. */
  readonly duration: number | null;
  /** How it ended, or where it is. */
  readonly status: FlowStatus;
  /** What it failed with; null where it did not. */
  readonly errorMessage: string | null;
  /** How many calls of tasks there were in it. */
  readonly totalTasks: number;
  /** How many of them failed. */
  readonly failedTasks: number;
}

/** A flow that was made. */
interface MadeFlow {
  readonly flowName: string;
  readonly status: FlowStatus;
}

/** What is asked of an execution. */
interface InnerExecution {
  readonly id: string;
  readonly name: string;
  readonly startTime: number;
  readonly endTime: number | null;
  readonly duration: number | null;
  readonly status: FlowStatus;
  readonly error: unknown;
  readonly totalTasks: number;
  readonly failedTasks: number;
}

/** Remembers them for one execution of the outer flow. */
export class InnerFlows {
  /** A flow that is made and executed in a loop need not be kept until the outer one ends. */
  readonly #made = new Set<MadeFlow>();
  readonly #rows: (() => InnerFlowRecord)[] = [];

  /** A flow was made. */
  made(flow: MadeFlow): void {
    this.#made.add(flow);
  }

  /**
   * A flow is executed.
   *
   * @returns tells that it has ended: what is kept of it then is a row
   */
  begins(
    flow: MadeFlow,
    execution: InnerExecution,
    parentTaskId: string | null,
    kept: boolean,
  ): () => void {
    this.#made.delete(flow);
    if (!kept) return () => {};
    const place = this.#rows.push(() => rowOf(execution, parentTaskId)) - 1;
    return () => {
      const row = rowOf(execution, parentTaskId);
      this.#rows[place] = () => row;
    };
  }

  /** The names of the flows that were made here and executed nowhere. */
  neverExecuted(): string[] {
    return [...this.#made].filter(({ status }) => status === "pending").map((f) => f.flowName);
  }

  /** Those that were executed here, in the order of their starts. */
  records(): InnerFlowRecord[] {
    return this.#rows.map((row) => row());
  }
}

function rowOf(execution: InnerExecution, parentTaskId: string | null): InnerFlowRecord {
  const { id, name, startTime, endTime, duration, status, error } = execution;
  return {
    flowId: id,
    flowName: name,
    ...{ parentTaskId, startTime, endTime, duration, status },
    errorMessage: error === null ? null : messageOf(error),
    totalTasks: execution.totalTasks,
    failedTasks: execution.failedTasks,
  };
}
