/** The words of dependent flows, and the values that they have. @module */

/** How flows are done: `parallel` and `sequential` ones do the flows registered to them first. */
export const FLOW_TYPES = ["inline", "thread", "process", "parallel", "sequential"] as const;

/**
 * Where or how a flow is done: here, in a thread, in a process; or after the flows that are
 * registered to it, which are done at once (`parallel`) or one after the other (`sequential`).
 */
export type FlowType = (typeof FLOW_TYPES)[number];

/** Where a flow may be. */
export const FLOW_STATUSES = ["pending", "running", "completed", "failed", "cancelled"] as const;

/** Where a flow is, or how its last execution ended. */
export type FlowStatus = (typeof FLOW_STATUSES)[number];

/** Whether a flow can do without what it depends on. */
export const DEPENDENCY_TYPES = ["required", "optional"] as const;

/** Whether a flow can do without another that it depends on. */
export type DependencyType = (typeof DEPENDENCY_TYPES)[number];
