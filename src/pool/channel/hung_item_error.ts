/** An item that holds its worker's thread past its time. @module */
import { FlowTimeoutError, secondsText } from "../../flow/record/flow_errors.ts";
import type { Hung } from "./pulse.ts";

/** How a worker ended that was given up, because one of its items held its thread. */
export class HungItem extends Error {
  /** The item. */
  readonly index: number;
  /** What the item's error is. */
  readonly timeout: FlowTimeoutError;

  /** @param stopped whether the thread could be stopped, too */
  constructor({ index, limit }: Hung, stopped: boolean) {
    super("An item held its worker's thread past its time");
    this.index = index;
    const { task, timeout } = limit;
    const how = stopped
      ? "its process was killed"
      : "its worker was given up. The thread still computes, as Deno cannot stop it; with " +
        '`isolation: "process"` it could be';
    this.timeout = new FlowTimeoutError(
      `Task ${task} timed out after ${secondsText(timeout)}: it held its thread, and ${how}.`,
      { data: { timeout, task, killed: stopped, stuck_thread: !stopped } },
    );
  }
}
