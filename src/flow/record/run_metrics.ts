/** What runs came to, for a monitoring system that asks now and then. @module */
import { requireKnownOptions } from "../../base/known_options.ts";
import type { RunEvent, RunListener } from "./events.ts";

/** Upper bounds of the durations that are told apart, in seconds. */
const BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300, 1800] as const;

/** How metrics are named. */
export interface RunMetricsOptions {
  /**
   * What all names begin with.
   *
   * @default {"trunnion"}
   */
  readonly prefix?: string;
}

/** What is counted of one job, over all runs. */
interface JobCounts {
  readonly ended: Map<string, number>;
  retries: number;
  running: number;
  readonly buckets: number[];
  seconds: number;
}

/** The states in which jobs and runs end, by the events that tell of it. */
const ENDS: Readonly<Partial<Record<RunEvent["type"], string>>> = {
  job_completed: "completed",
  job_failed: "failed",
  job_cancelled: "cancelled",
  job_skipped: "skipped",
};

/**
 * Counts what happens in runs, and tells it in the text format of Prometheus. Give `listener` to
 * any number of runs, of whichever door.
 *
 * Calls of one job stand together: `encode#2` counts as `encode`.
 *
 * @example
 * ```ts
 * import { openRun, RunMetrics } from "trunnion";
 *
 * const metrics = new RunMetrics();
 * const run = openRun({ name: "sums", listeners: [metrics.listener] });
 * await run.call({ name: "add", run: () => 1 + 2 });
 * await run.close();
 * const lines = metrics.text().split("\n");
 * console.log(lines.find((line) => line.startsWith("trunnion_jobs_total")));
 * // trunnion_jobs_total{job="add",state="completed"} 1
 * ```
 */
export class RunMetrics {
  readonly #prefix: string;
  readonly #jobs = new Map<string, JobCounts>();
  readonly #runs = new Map<string, number>();
  /** By run: its name, and which of its jobs are at work. */
  readonly #open = new Map<string, { readonly name: string; readonly jobs: Set<string> }>();

  /** Counts from zero. */
  constructor(options: RunMetricsOptions = {}) {
    requireKnownOptions("make metrics", options, { prefix: true });
    this.#prefix = options.prefix ?? "trunnion";
  }

  /** Hears of runs: one of a run's `listeners`. */
  readonly listener: RunListener = (event) => {
    if (event.type === "run_started") {
      this.#open.set(event.runId, { name: event.name, jobs: new Set() });
    } else if (event.type === "run_finished") {
      this.#finish(event.runId, event.state);
    } else if (event.type === "job_started") {
      this.#open.get(event.runId)?.jobs.add(event.job);
      this.#countsOf(event.job).running++;
    } else if (event.type === "job_retried") {
      this.#countsOf(event.job).retries++;
    } else if (ENDS[event.type] !== undefined) {
      this.#end(event as Extract<RunEvent, { type: "job_completed" | "job_skipped" }>);
    }
  };

  /** Everything, in the text format of Prometheus (version 0.0.4). */
  text(): string {
    const jobs = [...this.#jobs].sort(([a], [b]) => a < b ? -1 : 1);
    const lines: string[] = [];
    const family = (name: string, type: string, help: string, samples: readonly string[]) => {
      if (samples.length === 0) return;
      lines.push(
        `# HELP ${this.#prefix}_${name} ${help}`,
        `# TYPE ${this.#prefix}_${name} ${type}`,
      );
      for (const sample of samples) lines.push(`${this.#prefix}_${name}${sample}`);
    };
    family(
      "runs_total",
      "counter",
      "Runs that have ended.",
      [...this.#runs].sort(([a], [b]) => a < b ? -1 : 1).map(([labels, n]) => `${labels} ${n}`),
    );
    family("runs_running", "gauge", "Runs that go on.", [` ${this.#open.size}`]);
    family(
      "jobs_total",
      "counter",
      "Jobs that have ended.",
      jobs.flatMap(([job, { ended }]) =>
        [...ended].map(([state, n]) => `${labelText({ job, state })} ${n}`)
      ),
    );
    family(
      "jobs_running",
      "gauge",
      "Jobs at work.",
      jobs.map(([job, { running }]) => `${labelText({ job })} ${running}`),
    );
    family(
      "job_retries_total",
      "counter",
      "Tries that failed, and were followed by another one.",
      jobs.filter(([, { retries }]) => retries > 0)
        .map(([job, { retries }]) => `${labelText({ job })} ${retries}`),
    );
    family(
      "job_duration_seconds",
      "histogram",
      "Time from the start of a job to its end, further tries and all.",
      jobs.filter(([, { buckets }]) => buckets.some((n) => n > 0))
        .flatMap(([job, counts]) => histogram(job, counts)),
    );
    return lines.join("\n") + "\n";
  }

  #finish(runId: string, state: string): void {
    const open = this.#open.get(runId);
    if (open === undefined) return;
    this.#open.delete(runId);
    const labels = labelText({ run: open.name, state });
    this.#runs.set(labels, (this.#runs.get(labels) ?? 0) + 1);
  }

  #end(event: Extract<RunEvent, { type: "job_completed" | "job_skipped" }>): void {
    const counts = this.#countsOf(event.job);
    const state = ENDS[event.type]!;
    counts.ended.set(state, (counts.ended.get(state) ?? 0) + 1);
    // What never began has no duration.
    if (this.#open.get(event.runId)?.jobs.delete(event.job) !== true) return;
    counts.running--;
    if (event.type === "job_skipped") return;
    const seconds = event.durationMs / 1000;
    counts.seconds += seconds;
    const bucket = BUCKETS.findIndex((bound) => seconds <= bound);
    counts.buckets[bucket < 0 ? BUCKETS.length : bucket]++;
  }

  #countsOf(unique: string): JobCounts {
    const job = unique.replace(/#\d+$/, "");
    let counts = this.#jobs.get(job);
    if (counts === undefined) {
      const buckets = Array<number>(BUCKETS.length + 1).fill(0);
      counts = { ended: new Map(), retries: 0, running: 0, buckets, seconds: 0 };
      this.#jobs.set(job, counts);
    }
    return counts;
  }
}

function histogram(job: string, { buckets, seconds }: JobCounts): string[] {
  let below = 0;
  const samples = buckets.map((count, i) => {
    below += count;
    const le = i < BUCKETS.length ? String(BUCKETS[i]) : "+Inf";
    return `_bucket${labelText({ job, le })} ${below}`;
  });
  const labels = labelText({ job });
  return [...samples, `_sum${labels} ${seconds}`, `_count${labels} ${below}`];
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const texts = Object.entries(labels).map(([name, value]) =>
    `${name}="${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`
  );
  return `{${texts.join(",")}}`;
}
