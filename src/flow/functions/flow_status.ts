/** Where an execution of a function flow is. @module */

/** Where an execution is. */
export type FlowStatus = "pending" | "running" | "completed" | "failed" | "cancelled";
