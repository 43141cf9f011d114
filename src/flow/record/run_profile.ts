/** Where the time of a run went. @module */
import type { GraphEdge } from "../graph_edge.ts";
import type { JobRecord } from "./job_record.ts";

/** The time of one job, in milliseconds. */
export interface JobTime {
  /** The job, by its name in the run. */
  readonly job: string;
  /** From the start of the run to that of the job. */
  readonly startMs: number;
  /** From the end of what it waited for to its start: it had no turn. */
  readonly waitMs: number;
  /** From its start to its end, further tries and all. */
  readonly workMs: number;
}

/** Where the time of a run went. Times are milliseconds, good to one: starts are dates. */
export interface RunProfile {
  /** The whole run. */
  readonly durationMs: number;
  /** All jobs that were not called by others, one after the other. */
  readonly workMs: number;
  /** How many of those were at work at once, on average. */
  readonly parallelism: number;
  /**
   * The jobs that held up the end: the one that ended last, what it waited for longest, and so on,
   * the first of them first. Only to have these done sooner makes the run shorter.
   */
  readonly criticalPath: readonly JobTime[];
  /** All jobs that began, the longest first. */
  readonly jobs: readonly JobTime[];
}

/** What is looked at of a run. */
interface ProfiledRun {
  readonly startedAt: number;
  /** Null while it goes on: then it is looked at as if it ended now. */
  readonly durationMs: number | null;
  readonly jobs: Iterable<JobRecord>;
  readonly edges: readonly GraphEdge[];
}

/** Finds out where the time went. */
export function profileRun(run: ProfiledRun, now: number = Date.now()): RunProfile {
  const durationMs = run.durationMs ?? now - run.startedAt;
  const begun = new Map<string, JobRecord>();
  for (const job of run.jobs) if (job.startedAt !== null) begun.set(job.name, job);
  const before = new Map<string, JobRecord[]>();
  for (const { from, to } of run.edges) {
    const job = begun.get(from);
    if (job === undefined || !begun.has(to)) continue;
    const list = before.get(to);
    if (list === undefined) before.set(to, [job]);
    else list.push(job);
  }
  const starts = startsOf(begun, before, now);
  const endOf = (job: JobRecord) => starts.get(job.name)! + workOf(job, now);
  const lastOf = (jobs: Iterable<JobRecord>) => {
    let last: JobRecord | null = null;
    for (const job of jobs) if (last === null || endOf(job) > endOf(last)) last = job;
    return last;
  };
  const timeOf = (job: JobRecord): JobTime => {
    const caller = job.parent === null ? undefined : begun.get(job.parent);
    const last = lastOf(before.get(job.name) ?? []);
    const ready = last === null ? caller?.startedAt ?? run.startedAt : endOf(last);
    // A called job was called at some time that nobody wrote down: it is not said to have waited.
    const start = starts.get(job.name)!;
    const waitMs = last === null && caller !== undefined ? 0 : Math.max(0, start - ready);
    return { job: job.name, startMs: start - run.startedAt, waitMs, workMs: workOf(job, now) };
  };
  const top = [...begun.values()].filter(({ parent }) => parent === null);
  const workMs = top.reduce((sum, job) => sum + workOf(job, now), 0);
  const criticalPath: JobTime[] = [];
  for (let job = lastOf(top); job !== null; job = lastOf(before.get(job.name) ?? [])) {
    criticalPath.unshift(timeOf(job));
  }
  return {
    durationMs,
    workMs,
    parallelism: durationMs > 0 ? workMs / durationMs : 0,
    criticalPath,
    jobs: [...begun.values()].map(timeOf).sort((a, b) => b.workMs - a.workMs),
  };
}

function workOf({ startedAt, durationMs }: JobRecord, now: number): number {
  return durationMs ?? now - startedAt!;
}

/**
 * When jobs began. Dates are whole milliseconds, and rounded down: a job that takes less would seem
 * to end after those that waited for it. So none begins before what it waited for has ended.
 */
function startsOf(
  begun: ReadonlyMap<string, JobRecord>,
  before: ReadonlyMap<string, readonly JobRecord[]>,
  now: number,
): Map<string, number> {
  const starts = new Map<string, number>();
  for (const first of begun.values()) {
    const stack = [first];
    for (let job = stack.at(-1); job !== undefined; job = stack.at(-1)) {
      const earlier = before.get(job.name) ?? [];
      const open = starts.has(job.name) ? [] : earlier.filter(({ name }) => !starts.has(name));
      if (open.length > 0) {
        stack.push(...open);
        continue;
      }
      stack.pop();
      const ends = earlier.map((other) => starts.get(other.name)! + workOf(other, now));
      starts.set(job.name, Math.max(job.startedAt!, ...ends));
    }
  }
  return starts;
}
