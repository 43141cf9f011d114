import { messageOf } from "../../base/message_of.ts";
import type { ResultsManager } from "../stores/results_manager.ts";
import type { FlowExecution } from "./flow_execution.ts";

/** Keeps what a flow came to. */
export async function keepFlow(
  results: ResultsManager,
  { id, name, status, returnValue, error, startTime, endTime, run }: FlowExecution,
): Promise<void> {
  const { artifacts, results: noted } = run;
  const value = {
    ...{ name, status, value: returnValue, error: error === null ? null : messageOf(error) },
    ...{ startTime, endTime, artifacts, results: noted },
  };
  try {
    await results.set(`flows/${id}/flow`, value, { ifExists: "overwrite" });
  } catch (failure) {
    if (error === null) throw failure; // the flow's own failure says more
  }
}
