/** What the latest run of a flow came to, read from its journal. @module */
import { UsageError } from "../../base/errors.ts";
import { maskData } from "../../base/secrets.ts";
import { type DigestedError, groupErrors } from "../../display/group_errors.ts";
import { countAll } from "../../display/count_all.ts";
import type {
  ReaderAuditReport,
  RunReport,
  StageReport,
  WorkerReport,
} from "../../display/run_report.ts";
import { FolderLock } from "../../journal/folder_lock.ts";
import { JournalReader } from "../../journal/journal_reader.ts";
import type { RunRow, StageRow } from "../../journal/journal_types.ts";
import { reusedItems } from "../../journal/reused_items.ts";
import { findRun } from "../folder/find_run.ts";
import { retryAdvice } from "../items/retry_advice.ts";

/** Slowest items of a stage that are told. */
const SLOWEST = 5;

/**
 * Reports the latest run of a flow, while it goes on or afterwards.
 *
 * @param path the flow's folder, its `.flow` file or its journal
 * @throws UsageError where no flow has run
 * @throws JournalError for a journal that cannot be read
 *
 * @example
 * ```ts
 * import { createFlow, encodeTask, gatherTask, runReport } from "trunnion";
 *
 * if (import.meta.main) {
 *   const flow = createFlow({ name: "parts", tasks: [gatherTask, encodeTask] });
 *   const { flowFile } = await flow.process({ inputs: { sources: ["./parts"] } });
 *   console.log(runReport(flowFile).stages[1].items.done);
 * }
 * ```
 */
export function runReport(path: string): RunReport {
  const { root, journal } = findRun(path);
  const reader = JournalReader.open(journal);
  try {
    const [run] = reader.runs();
    if (run === undefined) {
      throw new UsageError(`Cannot report a run: the journal '${journal}' has none.`);
    }
    return maskData(reportOf(reader, run, root));
  } finally {
    reader.close();
  }
}

function reportOf(reader: JournalReader, run: RunRow, root: string): RunReport {
  const lost = run.state === "running" && !FolderLock.isHeld(root);
  const rows = reader.stages(run.id);
  const end = run.ended ?? (lost ? lastEvent(reader, run) : Date.now());
  const stages = rows.map((stage) => stageReport(reader, stage, end));
  const failed = stages.some(({ items }) => items.failed > 0);
  return {
    flow: run.flow,
    run: run.run,
    state: lost ? "interrupted" : run.state,
    started: new Date(run.started).toISOString(),
    durationMs: Math.max(0, end - run.started),
    stages,
    workers: workerReports(reader, run, stages),
    peakBytes: run.peakBytes,
    errors: groupErrors(failures(reader, rows)),
    readerAudits: audits(reader, run),
    failure: run.error,
    retry: failed ? retryAdvice(run.origin, root) : null,
    files: run.files,
  };
}

function audits(reader: JournalReader, { id }: RunRow): ReaderAuditReport {
  const rows = reader.readerAudits(id);
  const different = rows.filter(({ state }) => state === "different");
  return {
    compared: rows.filter(({ state }) => state === "same").length + different.length,
    failed: rows.filter(({ state }) => state === "failed").length,
    disagreements: different.map(({ path, exporter, detail }) => ({
      file: path,
      exporter,
      difference: detail ?? "",
    })),
  };
}

function lastEvent(reader: JournalReader, { id, started }: RunRow): number {
  return reader.figures.lastEvent(id) ?? started;
}

function stageReport(reader: JournalReader, stage: StageRow, runEnd: number): StageReport {
  const { id, run, kept, total } = stage;
  const counts = { done: 0, skipped: 0, failed: 0 };
  let [ended, quarantined] = [0, 0];
  for (const group of reader.figures.ended(id, run)) {
    counts[group.state] = group.count;
    ended += group.count;
    quarantined += group.quarantined;
  }
  const reused = reusedItems(kept);
  return {
    name: stage.name,
    tasks: stage.tasks,
    durationMs: Math.max(0, (stage.ended ?? runEnd) - stage.started),
    items: {
      done: counts.done,
      skipped: counts.skipped,
      reused,
      failed: counts.failed + kept.failed,
      keptFailed: kept.failed,
      waiting: Math.max(0, total - ended - reused - kept.failed),
    },
    beside: stage.beside ?? { kept: 0, leftOut: 0 },
    reasons: stage.reasons,
    itemDurationMs: ended === 0 ? null : durations(reader, stage, ended),
    slowest: reader.figures.slowest(id, run, SLOWEST),
    memory: reader.figures.memory(id, run),
    quarantined,
  };
}

function durations(reader: JournalReader, { id, run }: StageRow, count: number) {
  const ranks = [0.5, 0.95, 1].map((share) => Math.min(count - 1, Math.floor(share * count)));
  const [p50, p95, max] = reader.figures.durationsAt(id, run, ranks);
  return { p50, p95, max };
}

function workerReports(
  reader: JournalReader,
  { id }: RunRow,
  stages: readonly StageReport[],
): WorkerReport[] {
  const withItems = stages.filter(({ items }) => countAll(items) > 0);
  const wallMs = withItems.reduce((sum, stage) => sum + stage.durationMs, 0);
  return reader.figures.workers(id).map(({ worker, items, busyMs }) => ({
    worker,
    items,
    busyMs,
    utilisation: wallMs === 0 ? 0 : Math.min(1, busyMs / wallMs),
  }));
}

/** The errors of all stages, one in memory at a time. */
function* failures(reader: JournalReader, stages: readonly StageRow[]): Generator<DigestedError> {
  for (const { id } of stages) yield* reader.figures.failures(id);
}
