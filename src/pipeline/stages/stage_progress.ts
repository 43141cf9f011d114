/** Tells how far a stage is: on the display, and in the run's events. @module */
import type { LiveDetails } from "../../display/live_view.ts";
import type { Stall } from "../../display/stall.ts";
import { processMemory } from "../../display/process_memory.ts";
import { createProgress } from "../../display/progress.ts";
import { createStyle } from "../../page/style.ts";
import { stderrWantsColour } from "../../display/terminal.ts";
import type { JobContext } from "../../flow/job.ts";
import type { EndState } from "../../journal/journal_types.ts";
import { reusedItems } from "../../journal/reused_items.ts";
import type { Outcome, WorkerActivity } from "../../pool/run/task_pool.ts";
import type { PipelineSettings } from "../pipeline_settings.ts";
import type { ProgressDisplay, ProgressFactory } from "../../display/progress.ts";
import { itemText } from "../items/item_error.ts";
import { StallWatch } from "./stall_watch.ts";
import type { ItemCall } from "../items/item_call.ts";

/** Milliseconds between two events. */
const INTERVAL_MS = 100;

/** What shows progress by a flow's setting; null where nothing does. */
export function progressFactory(setting: PipelineSettings["progress"]): ProgressFactory | null {
  if (setting === false) return null;
  if (setting !== true) return setting;
  return (options) => createProgress({ ...options, style: createStyle(stderrWantsColour()) });
}

/** What the progress of a stage is made of. */
interface StageProgressOptions {
  readonly label: string;
  /** Items in all, those among them that are kept from an earlier run. */
  readonly total: number;
  readonly setting: PipelineSettings["progress"];
  readonly context: Pick<JobContext, "progress">;
  /** What the workers do now. */
  activity(): readonly WorkerActivity[];
  /** Milliseconds without the end of an item that are a stall. */
  readonly stallAfter: number;
  /** Told of a stall, once. */
  onStall(stall: Omit<Stall, "flow">): void;
}

/** The progress of one stage. An item costs it a few counters: what is shown is made when drawn. */
export class StageProgress {
  readonly #options: StageProgressOptions;
  readonly #display: ProgressDisplay | null;
  #done = 0;
  #errors = 0;
  #reused = 0;
  #keptFailed = 0;
  #slowest: Outcome | null = null;
  #lastEvent = -Infinity;
  readonly #stalls: StallWatch;

  constructor(options: StageProgressOptions) {
    this.#options = options;
    const { label, total, setting } = options;
    const look = () => this.#look();
    this.#display = progressFactory(setting)?.({ label, total, look }) ?? null;
    this.#stalls = new StallWatch({
      afterMs: options.stallAfter,
      onStall: (durationMs) => options.onStall(this.#stall(durationMs)),
    });
  }

  /** Items that were done in this run have ended. */
  take(outcomes: readonly Outcome[]): void {
    this.#stalls.ended();
    for (const outcome of outcomes) {
      if (!outcome.ok) this.#errors++;
      if (this.#slowest === null || outcome.durationMs > this.#slowest.durationMs) {
        this.#slowest = outcome;
      }
    }
    this.#advance(outcomes.length);
  }

  /** Items are kept as an earlier run has left them; their failures count as such. */
  keep(kept: Readonly<Record<EndState, number>>): void {
    this.#reused = reusedItems(kept);
    this.#errors += this.#keptFailed = kept.failed;
    this.#advance(this.#reused + this.#keptFailed);
  }

  /** Shows how the stage has ended; resolves when that is shown. */
  async finish(): Promise<void> {
    this.#stalls.stop();
    this.#tell();
    await this.#display?.finish();
  }

  #advance(count: number): void {
    this.#done += count;
    this.#display?.update(this.#done, this.#errors);
    const now = performance.now();
    if (now - this.#lastEvent < INTERVAL_MS) return;
    this.#lastEvent = now;
    this.#tell();
  }

  #tell(): void {
    this.#options.context.progress(this.#done, this.#options.total, this.#errors);
  }

  #stall(durationMs: number): Omit<Stall, "flow"> {
    const now = performance.now();
    const items = this.#options.activity().flatMap(({ item, since, worker, pid, pending }) =>
      item === null
        ? []
        : [{ item: nameOf(item.payload), worker, pid, durationMs: now - since, pending }]
    ).sort((a, b) => b.durationMs - a.durationMs);
    const { label: stage, total } = this.#options;
    return { stage, durationMs, done: this.#done, total, items };
  }

  #look(): LiveDetails {
    const now = performance.now();
    const activity = this.#options.activity();
    return {
      reused: this.#reused,
      keptFailed: this.#keptFailed,
      // Of a single item it says nothing.
      slowest: this.#slowest === null || this.#options.total < 2
        ? null
        : { item: nameOf(this.#slowest.payload), durationMs: this.#slowest.durationMs },
      workers: activity.map(({ worker, item, pending, since }) => ({
        worker,
        item: item === null ? null : nameOf(item.payload),
        pending,
        durationMs: now - since,
      })),
      memory: processMemory(activity.flatMap(({ pid }) => pid ?? [])),
    };
  }
}

function nameOf(payload: unknown): string {
  return itemText((payload as ItemCall).item); // the stage makes all payloads
}
