/** How far a run is. @module */

/** How far a job says it is. */
export interface JobProgress {
  /** The job, by its name in the run. */
  readonly job: string;
  /** How much is done; null where the job has not said. */
  readonly done: number | null;
  /** How much there is to do; null where that is not known. */
  readonly total: number | null;
  /** How much of what is done failed. */
  readonly errors: number;
}

/** How far a run is. Where jobs are called one by one, nobody knows of those to come. */
export interface RunProgress {
  /** All jobs that are known. */
  readonly total: number;
  /** Those that have ended, however. */
  readonly ended: number;
  /** The share that is done, from 0 to 1: jobs that have ended, and parts that jobs tell of. */
  readonly fraction: number;
  /** What is at work. */
  readonly running: readonly JobProgress[];
}

/** What is looked at of a job. */
interface ProgressingJob {
  readonly name: string;
  /** Where it is: pending, running, or ended in some way. */
  readonly state: string;
  readonly progress: Omit<JobProgress, "job"> | null;
}

/** Sums up how far jobs are. */
export function runProgress(jobs: Iterable<ProgressingJob>): RunProgress {
  let total = 0, ended = 0, parts = 0;
  const running: JobProgress[] = [];
  for (const { name, state, progress } of jobs) {
    total++;
    if (state === "running") {
      running.push({ job: name, ...progress ?? { done: null, total: null, errors: 0 } });
      if (progress?.total) parts += Math.min(1, Math.max(0, progress.done! / progress.total));
    } else if (state !== "pending") {
      ended++;
    }
  }
  return { total, ended, fraction: total === 0 ? 1 : (ended + parts) / total, running };
}
