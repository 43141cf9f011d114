/** What the latest run of a flow came to, read from its journal. @module */
import { UsageError } from "../../base/errors.ts";
import type { ErrorGroup, RunReport, StageReport, WorkerReport } from "../../display/run_report.ts";
import { shellWord } from "../../display/shell_word.ts";
import { FolderLock } from "../../journal/folder_lock.ts";
import { JournalReader } from "../../journal/journal_reader.ts";
import type { RunRow, StageRow } from "../../journal/journal_rows.ts";
import { findRun } from "../folder/find_run.ts";

/** Slowest items of a stage, and examples of a kind of error, that are told. */
const [SLOWEST, EXAMPLES] = [5, 3];

/** Items of a stage that ended in a run, and are still in the stage's list. */
const ENDED = "FROM items WHERE stage = ? AND run = ? AND position IS NOT NULL";

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
    return reportOf(reader, run, root);
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
    seconds: Math.max(0, end - run.started) / 1000,
    stages,
    workers: workerReports(reader, run, stages),
    errors: errorGroups(reader, rows),
    failure: run.error,
    retry: failed ? retryOf(run, root) : null,
    files: run.files,
  };
}

function retryOf({ origin }: RunRow, root: string): string {
  return origin === null
    ? "flow.process({ inputs, retryFailed: true })"
    : `trunnion retry ${shellWord(root)}`;
}

function lastEvent(reader: JournalReader, { id, started }: RunRow): number {
  const [row] = reader.query("SELECT max(at) AS at FROM events WHERE run = ?", id);
  return Number(row.at ?? started);
}

function stageReport(reader: JournalReader, stage: StageRow, runEnd: number): StageReport {
  const { id, run, kept, total } = stage;
  const counts = { done: 0, skipped: 0, failed: 0 };
  let [ended, quarantined] = [0, 0];
  const groups = reader.query(
    `SELECT state, count(*) AS count, sum(quarantined) AS alone ${ENDED} GROUP BY state`,
    id,
    run,
  );
  for (const { state, count, alone } of groups) {
    counts[state as keyof typeof counts] = Number(count); // the states that items end in
    ended += Number(count);
    quarantined += Number(alone);
  }
  const reused = kept.done + kept.skipped;
  return {
    name: stage.name,
    seconds: Math.max(0, (stage.ended ?? runEnd) - stage.started) / 1000,
    items: {
      done: counts.done,
      skipped: counts.skipped,
      failed: counts.failed + kept.failed,
      reused,
      waiting: Math.max(0, total - ended - reused - kept.failed),
    },
    reasons: stage.reasons,
    durationMs: ended === 0 ? null : durations(reader, stage, ended),
    slowest: reader.query(
      `SELECT item, duration_ms AS ms ${ENDED} ORDER BY duration_ms DESC LIMIT ${SLOWEST}`,
      id,
      run,
    ).map(({ item, ms }) => ({ item: String(item), ms: Number(ms) })),
    quarantined,
  };
}

function durations(reader: JournalReader, { id, run }: StageRow, count: number) {
  const at = (share: number) => {
    const rank = Math.min(count - 1, Math.floor(share * count));
    const [row] = reader.query(
      `SELECT duration_ms AS ms ${ENDED} ORDER BY duration_ms LIMIT 1 OFFSET ${rank}`,
      id,
      run,
    );
    return Number(row.ms);
  };
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

function workerReports(
  reader: JournalReader,
  { id }: RunRow,
  stages: readonly StageReport[],
): WorkerReport[] {
  const withItems = stages.filter(({ items }) => Object.values(items).some((count) => count > 0));
  const seconds = withItems.reduce((sum, stage) => sum + stage.seconds, 0);
  return reader.query(
    "SELECT worker, count(*) AS items, sum(duration_ms) / 1000 AS busy FROM items " +
      "WHERE run = ? GROUP BY worker ORDER BY worker",
    id,
  ).map(({ worker, items, busy }) => ({
    worker: Number(worker),
    items: Number(items),
    busySeconds: Number(busy),
    utilisation: seconds === 0 ? 0 : Math.min(1, Number(busy) / seconds),
  }));
}

function errorGroups(reader: JournalReader, stages: readonly StageRow[]): ErrorGroup[] {
  const groups = stages.flatMap(({ id }) =>
    reader.query(
      "SELECT json_extract(error, '$.task') AS task, error_class, " +
        "json_extract(error, '$.message_template') AS template, count(*) AS count FROM items " +
        "WHERE stage = ? AND position IS NOT NULL AND due = 0 AND state = 'failed' GROUP BY 1, 2, 3",
      id,
    ).map((row): ErrorGroup => ({
      task: String(row.task),
      errorClass: String(row.error_class),
      template: String(row.template),
      count: Number(row.count),
      examples: reader.query(
        "SELECT item, json_extract(error, '$.message') AS message FROM items WHERE stage = ? " +
          "AND position IS NOT NULL AND due = 0 AND state = 'failed' AND " +
          "json_extract(error, '$.task') = ? AND error_class = ? AND " +
          `json_extract(error, '$.message_template') = ? ORDER BY position LIMIT ${EXAMPLES}`,
        id,
        String(row.task),
        String(row.error_class),
        String(row.template),
      ).map(({ item, message }) => ({ item: String(item), message: String(message) })),
    }))
  );
  return groups.sort((a, b) => b.count - a.count);
}
