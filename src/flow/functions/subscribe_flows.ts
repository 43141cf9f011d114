/**
 * Listening to every flow of this program, or to one.
 *
 * @module
 */
import type { FlowListener } from "./flow_event.ts";
import { type FlowEventSource, FlowListeners } from "./flow_listeners.ts";

/** Those who asked to hear of all flows. Runs only read it. */
export const everyFlow = new FlowListeners();

/** See {@linkcode flowEvents}. */
export interface FlowEvents {
  /**
   * Hears of all flows, or of one, from now on.
   *
   * @param listener called at once, while the flow waits; what it throws harms nobody and is in
   * the flow's `listenerFailures`
   * @param options `run`: the one flow to hear of
   * @returns a function that takes the listener away again
   */
  subscribe(listener: FlowListener, options?: { readonly run?: FlowEventSource }): () => void;
}

/**
 * Where listeners subscribe.
 *
 * A flow's own listeners come first, then those of all flows, each in the order in which it came.
 *
 * @example Counting the tasks of all flows
 * ```ts
 * import { flow, flowEvents, task } from "trunnion/functions";
 *
 * let tasks = 0;
 * const unsubscribe = flowEvents.subscribe((event) => {
 *   if (event.eventType === "task_start") tasks++;
 * });
 * const double = task((n: number) => n * 2);
 * await flow(() => double(double(1)))().execute();
 * unsubscribe();
 * console.log(tasks); // 2
 * ```
 */
export const flowEvents: FlowEvents = {
  subscribe: (listener, { run = everyFlow } = {}) => run.subscribe(listener),
};
