/** Who hears of events, and what went wrong in telling them. @module */
import { AsyncLocalStorage } from "node:async_hooks";
import type { FlowEvent, FlowListener } from "./flow_event.ts";

/** A listener that threw. */
export interface FlowListenerFailure {
  /** The listener, as it was subscribed. */
  readonly listener: FlowListener;
  /** What the listener was told. */
  readonly event: FlowEvent;
  /** What it threw. */
  readonly error: unknown;
}

/** What can be listened to: a flow, or all of them. */
export interface FlowEventSource {
  /**
   * Hears of what happens from now on.
   *
   * @returns a function that takes the listener away again
   */
  subscribe(listener: FlowListener): () => void;
}

interface Entry {
  readonly listener: FlowListener;
  /** The listener in the context in which it was subscribed. */
  readonly call: FlowListener;
  active: boolean;
}

/**
 * Listeners in the order in which they came.
 *
 * Each is called in the context of its subscription. So what it prints is not taken for output of
 * the task that happens to run, and the flow that it asks for is its own.
 */
export class FlowListeners implements FlowEventSource {
  /** Replaced, never changed, so that a dispatch goes over those that were there at its start. */
  #entries: readonly Entry[] = [];

  /** Whether anybody listens. */
  get heard(): boolean {
    return this.#entries.length > 0;
  }

  /** @returns a function that takes the listener away again */
  subscribe(listener: FlowListener): () => void {
    const entry: Entry = { listener, call: AsyncLocalStorage.bind(listener), active: true };
    this.#entries = [...this.#entries, entry];
    return () => {
      entry.active = false;
      this.#entries = this.#entries.filter((other) => other !== entry);
    };
  }

  /** Tells everybody; what a listener throws reaches `onFailure` alone. */
  dispatch(event: FlowEvent, onFailure: (failure: FlowListenerFailure) => void): void {
    for (const entry of this.#entries) {
      if (!entry.active) continue;
      try {
        entry.call(event);
      } catch (error) {
        onFailure({ listener: entry.listener, event, error });
      }
    }
  }
}

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
