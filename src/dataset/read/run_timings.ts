/**
 * How long the last run of a dataset took, as its report and its `.flow` tell.
 *
 * @module
 */
import type { DatasetReader } from "./reader.ts";

/** Milliseconds of a run. */
export interface RunTimings {
  /** From the start to the end; null where it is not known. */
  readonly totalMs: number | null;
  /** By stage, in their order. */
  readonly stages: readonly { readonly name: string; readonly ms: number }[];
  /** What each worker was busy; empty where it is not known. */
  readonly workers: readonly { readonly worker: number; readonly ms: number }[];
  /** The slowest items of all stages, the slowest first; empty where they are not known. */
  readonly slowest: readonly { readonly item: string; readonly ms: number }[];
}

/** The times of the run that a dataset is of; null where nothing tells of it. */
export async function runTimings(reader: DatasetReader): Promise<RunTimings | null> {
  const report = await reportOfRun(reader);
  if (report !== null) return timingsOfReport(report);
  const seconds = recordOf(reader.flow?.["Duration [seconds]"]);
  if (Object.keys(seconds).length === 0) return null;
  const names = listOf(recordOf(reader.flow?.["Flow Specifications"]).tasks)
    .flatMap(({ name }) => typeof name === "string" ? [name] : []);
  const ms = (name: string) => numberOf(seconds[name]) * 1000;
  return {
    totalMs: "total" in seconds ? ms("total") : null,
    stages: names.filter((name) => name in seconds).map((name) => ({ name, ms: ms(name) })),
    workers: [],
    slowest: [],
  };
}

/** The report of the run that the dataset is of; null where it is not there any more. */
export async function reportOfRun(
  reader: DatasetReader,
): Promise<Readonly<Record<string, unknown>> | null> {
  const report = await reader.runReport();
  // A later run that failed, or made no dataset, has a report of its own.
  return report !== null && report.run === reader.flow?.run_id ? report : null;
}

function timingsOfReport(report: Readonly<Record<string, unknown>>): RunTimings {
  const stages = listOf(report.stages);
  return {
    totalMs: numberOf(report.durationMs),
    stages: stages.map(({ name, durationMs }) => ({
      name: String(name),
      ms: numberOf(durationMs),
    })),
    workers: listOf(report.workers)
      .map(({ worker, busyMs }) => ({ worker: numberOf(worker), ms: numberOf(busyMs) })),
    slowest: stages.filter(({ items }) => numberOf(recordOf(items).done) > 1)
      .flatMap(({ slowest }) => listOf(slowest))
      .map(({ item, durationMs }) => ({ item: String(item), ms: numberOf(durationMs) }))
      .sort((a, b) => b.ms - a.ms),
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}

function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
