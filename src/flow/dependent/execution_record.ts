/** An execution as plain data, and what of it still holds when it goes on. @module */
import { util } from "../../base/node/builtins.ts";
import { FlowError } from "../record/flow_errors.ts";
import type { FlowPlan } from "./flow_plan.ts";
import type { DependencyType, FlowStatus } from "./flow_words.ts";

/** One flow of an execution, as it is written down. */
export interface RecordedFlow {
  /** The id of the flow. */
  readonly processId: string;
  /** What it was called. */
  readonly name: string;
  /** The flow's version then. */
  readonly version: string | null;
  /** How it ended; pending where it never began. */
  readonly status: FlowStatus;
  /** What it put out; null where it did not complete. */
  readonly output: unknown;
  /** Why it did not complete; else null. */
  readonly error: string | null;
  /** What it waited for, and how. */
  readonly dependencies: readonly { readonly processId: string; readonly type: DependencyType }[];
}

/** One execution: JSON-safe where inputs and outputs are. */
export interface ExecutionRecord {
  /** The id of the flow that was executed. */
  readonly root: string;
  /** The identifier of the run. */
  readonly runId: string;
  /** How it ended, or where it was. */
  readonly status: FlowStatus;
  /** What it was started with. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Each flow that took part, dependencies before their dependents. */
  readonly flows: readonly RecordedFlow[];
}

/**
 * The outputs of a record that still hold, by id: of flows that completed, have the same version
 * and the same dependencies, all of which hold as well. What failed optionally is tried again.
 *
 * @throws FlowError for a record of another flow, or of another input
 */
export function heldOutputs(
  record: ExecutionRecord,
  root: string,
  input: Readonly<Record<string, unknown>>,
  plan: FlowPlan,
): Record<string, unknown> {
  if (record.root !== root || !sameInput(record.input, input)) {
    const what = record.root === root ? "was started with another input" : "is of another flow";
    throw new FlowError(
      `Cannot resume '${root}': the record ${what}${
        record.root === root ? "" : `, '${record.root}'`
      }. Resume with what it was started with, or execute anew.`,
      { data: { root, recorded: record.root } },
    );
  }
  const recorded = new Map(record.flows.map((flow) => [flow.processId, flow]));
  const held: Record<string, unknown> = {};
  const before = new Map<string, { processId: string; type: DependencyType }[]>();
  for (const { from, to, kind = "required" } of plan.edges) {
    const list = before.get(to) ?? [];
    before.set(to, list);
    list.push({ processId: from, type: kind });
  }
  for (const [id, { state }] of plan.flows) { // dependencies come first
    const flow = recorded.get(id);
    if (flow === undefined || flow.status !== "completed" || flow.output === null) continue;
    if (flow.version !== state.config.version) continue;
    const dependencies = before.get(id) ?? [];
    if (!util().isDeepStrictEqual(dependencies, flow.dependencies)) continue;
    if (dependencies.every(({ processId }) => Object.hasOwn(held, processId))) {
      held[id] = flow.output;
    }
  }
  return held;
}

/** Whether two inputs are the same as far as JSON can tell: a record may have been a file. */
export function sameInput(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || util().isDeepStrictEqual(asJson(a), asJson(b));
}

function asJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return value; // no JSON: it is the same where its parts are
  }
}
