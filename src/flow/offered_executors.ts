/** Executors of rooms above, for doors that make executors for themselves. @module */
import type { JobExecutor } from "./job.ts";

/** An executor that belongs to whoever had it made. */
export interface OwnedExecutor extends JobExecutor {
  /** Ends what it does, and what it does it with. */
  close(): Promise<void>;
}

/** Makes an executor; `size` is the most jobs at once. */
type MakeExecutor = (size: number | undefined) => OwnedExecutor;

/** Filled when the modules are imported that offer them, and never changed. */
const offers = new Map<string, MakeExecutor>();

/** Offers an executor under the type of the jobs that it does. */
export function offerExecutor(type: string, make: MakeExecutor): void {
  offers.set(type, make);
}

/** Makes an executor of those that are offered; null where there is none. */
export function makeExecutor(type: string, size: number | undefined): OwnedExecutor | null {
  return offers.get(type)?.(size) ?? null;
}
