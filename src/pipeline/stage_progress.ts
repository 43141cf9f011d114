/** Tells how far a stage is: on the display, and in the run's events. @module */
import { createProgress } from "../display/progress.ts";
import type { JobContext } from "../flow/job.ts";
import type { FlowSettings, ProgressDisplay, ProgressFactory } from "./flow_options.ts";

/** Milliseconds between two events. */
const INTERVAL_MS = 100;

/** What shows progress by a flow's setting; null where nothing does. */
export function progressFactory(setting: FlowSettings["progress"]): ProgressFactory | null {
  if (setting === false) return null;
  return setting === true ? createProgress : setting;
}

/** The progress of one stage. */
export class StageProgress {
  readonly #display: ProgressDisplay | null;
  readonly #context: JobContext;
  readonly #total: number;
  #done = 0;
  #errors = 0;
  #lastEvent = -Infinity;

  constructor(
    label: string,
    total: number,
    setting: FlowSettings["progress"],
    context: JobContext,
  ) {
    this.#total = total;
    this.#context = context;
    this.#display = progressFactory(setting)?.({ label, total }) ?? null;
  }

  /** One more item has ended; `errors` of all have failed. */
  step(errors: number): void {
    this.#done++;
    this.#errors = errors;
    this.#display?.update(this.#done, errors);
    const now = performance.now();
    if (now - this.#lastEvent < INTERVAL_MS) return;
    this.#lastEvent = now;
    this.#tell();
  }

  finish(): void {
    this.#display?.finish();
    this.#tell();
  }

  #tell(): void {
    this.#context.progress(this.#done, this.#total, this.#errors);
  }
}
