/**
 * What is said of a run: the content of its report, the same in text and in HTML.
 *
 * Rows and texts are limited, so that the report of any run is below 100 KB.
 *
 * @module
 */
import { digestBlocks, digestHeading } from "./error_digest.ts";
import type { Block, Page, Section, Tone } from "../page/page.ts";
import {
  bytesText,
  countedText,
  countText,
  durationText,
  shareText,
} from "../page/quantity_text.ts";
import { countAll } from "./count_all.ts";
import type { RunReport, StageReport, WorkerMemoryReport } from "./run_report.ts";

/** Rows that are shown. */
const MOST = { stages: 10, slowest: 5, workers: 16, reasons: 10, files: 10, differences: 5 };
/** Characters that are shown. */
const LONGEST = { name: 48, item: 120, sentence: 400 };

const TONES: Readonly<Record<RunReport["state"], Tone>> = {
  completed: "good",
  running: "info",
  cancelled: "warn",
  interrupted: "warn",
  failed: "bad",
};

/** Describes a run's report. */
export function reportPage(report: RunReport): Page {
  const { flow, run, state, started, durationMs, stages } = report;
  const tense = state === "running" ? "for" : "after";
  const failed = allFailed(stages);
  const what = failed === null ? state : `${state}, all ${countedText(failed, "item")} failed,`;
  return {
    title: short(flow, LONGEST.name),
    badge: {
      text: `${what} ${tense} ${durationText(durationMs)}`,
      tone: failed === null ? TONES[state] : "bad",
    },
    lead: [
      `Run ${short(run, LONGEST.name)}, started ${startedText(started)}`,
      ...joinedLines(stages),
    ],
    sections: [
      ...failureSection(report),
      ...itemSection(report.stages),
      ...durationSection(report.stages),
      ...errorSection(report),
      ...readerSection(report),
      ...workerSection(report),
      ...memorySection(report),
      ...reasonSection(report.stages),
      ...fileSection(report),
    ],
  };
}

/** How many items the run had, where every one has failed; else null. */
function allFailed(stages: readonly StageReport[]): number | null {
  // Stages that come before have made the items.
  const items = stages.findLast(({ items }) => countAll(items) > 0)?.items;
  return items !== undefined && items.failed === countAll(items) ? items.failed : null;
}

/** Which tasks the time of a stage is of. */
function joinedLines(stages: readonly StageReport[]): string[] {
  return stages.filter(({ tasks }) => tasks.length > 1).slice(0, MOST.stages).map(({ tasks }) =>
    short(`Did each item together, in one time: ${tasks.join(", ")}`, LONGEST.sentence)
  );
}

function failureSection({ failure }: RunReport): Section[] {
  if (failure === null) return [];
  const text = short(failure, LONGEST.sentence);
  return [{ heading: "Why it ended", blocks: [{ kind: "note", text, tone: "bad" }] }];
}

function itemSection(stages: readonly StageReport[]): Section[] {
  // Other stages run once, for all items.
  const counted = stages.filter(({ items }) => countAll(items) > 0);
  const blocks = counted.slice(0, MOST.stages).map(({ name, items }): Block => ({
    kind: "parts",
    label: `${short(name, LONGEST.name)}: ${countedText(countAll(items), "item")}`,
    parts: [
      { name: "done", count: items.done, tone: "good" },
      { name: "reused", count: items.reused, tone: "info" },
      { name: "skipped", count: items.skipped, tone: "quiet" },
      { name: "failed", count: items.failed, tone: "bad" },
      { name: "waiting", count: items.waiting, tone: "none" },
    ],
  }));
  const left = counted.length - blocks.length;
  if (left > 0) blocks.push({ kind: "note", text: `… and ${left} more stages`, tone: "quiet" });
  return blocks.length === 0 ? [] : [{ heading: "Items", blocks }];
}

function durationSection(stages: readonly StageReport[]): Section[] {
  const longest = Math.max(...stages.map(({ durationMs }) => durationMs));
  const shown = stages.slice(0, MOST.stages);
  const slowest = stages.flatMap(({ name, slowest }) => slowest.map((row) => ({ name, ...row })))
    .sort((a, b) => b.durationMs - a.durationMs).slice(0, MOST.slowest);
  const quarantined = stages.reduce((sum, stage) => sum + stage.quarantined, 0);
  if (shown.length === 0) return [];
  return [
    {
      heading: "Time",
      blocks: [
        {
          kind: "table",
          columns: [
            { name: "stage" },
            { name: "" },
            ...["time", "p50", "p95", "max"].map((name) => ({ name, align: "right" } as const)),
          ],
          rows: shown.map(({ name, durationMs, itemDurationMs }) => [
            short(name, LONGEST.name),
            { share: longest > 0 ? durationMs / longest : 0 },
            durationText(durationMs),
            ...(["p50", "p95", "max"] as const).map((key) =>
              itemDurationMs === null ? "" : durationText(itemDurationMs[key])
            ),
          ]),
          more: stages.length - shown.length,
        },
        ...quarantined === 0 ? [] : [
          {
            kind: "note",
            text: `${countedText(quarantined, "item")} crashed a worker or hung, and ` +
              `${quarantined === 1 ? "was" : "were"} tried once more alone.`,
            tone: "warn",
          } as const,
        ],
      ],
    },
    ...slowest.length === 0 ? [] : [
      {
        heading: "Slowest items",
        blocks: [{
          kind: "table",
          columns: [
            { name: "item", cut: "middle" },
            { name: "stage" },
            { name: "time", align: "right" },
          ],
          rows: slowest.map(({ item, name, durationMs }) => [
            short(item, LONGEST.item),
            short(name, LONGEST.name),
            durationText(durationMs),
          ]),
        }],
      } as const,
    ],
  ];
}

function errorSection({ errors, retry }: RunReport): Section[] {
  if (errors.length === 0) return [];
  return [{ heading: digestHeading(errors), blocks: digestBlocks(errors, retry) }];
}

/** Nothing where no file was read by both readers. */
function readerSection({ readerAudits }: RunReport): Section[] {
  const { compared, failed, disagreements } = readerAudits;
  if (compared + failed === 0) return [];
  const note = (text: string, tone: Tone): Block => ({ kind: "note", text, tone });
  const more = disagreements.length - MOST.differences;
  const blocks = disagreements.slice(0, MOST.differences).map((
    { file, exporter, difference },
  ) =>
    note(
      `${short(file, LONGEST.item)}, written by ${short(exporter, LONGEST.name)}: ` +
        short(difference, LONGEST.item),
      "warn",
    )
  );
  if (more > 0) blocks.push(note(`… and ${more} more`, "warn"));
  if (disagreements.length > 0) {
    blocks.push(note("From now on the kernel reads what these programs have written.", "info"));
  }
  if (failed > 0) {
    blocks.push(note(`${countedText(failed, "file")} could not be compared: see the log`, "quiet"));
  }
  const found = disagreements.length === 0
    ? "they agree"
    : `they disagree on ${countText(disagreements.length)}`;
  return [{ heading: `Both readers read ${countedText(compared, "file")}: ${found}`, blocks }];
}

function workerSection({ workers }: RunReport): Section[] {
  if (workers.length === 0) return [];
  const mean = workers.reduce((sum, { utilisation }) => sum + utilisation, 0) / workers.length;
  return [{
    heading: `Workers: ${shareText(mean)} busy`,
    blocks: [{
      kind: "table",
      columns: [
        { name: "worker" },
        { name: "" },
        ...["busy", "time", "items"].map((name) => ({ name, align: "right" } as const)),
      ],
      rows: workers.slice(0, MOST.workers).map(({ worker, items, busyMs, utilisation }) => [
        String(worker),
        { share: utilisation },
        shareText(utilisation),
        durationText(busyMs),
        countText(items),
      ]),
      more: Math.max(0, workers.length - MOST.workers),
    }],
  }];
}

/** What one row says of workers, the one that took the most comes first. */
function memorySection({ stages, peakBytes }: RunReport): Section[] {
  const rows = stages.flatMap(({ name, memory }) => memory.map((peak) => ({ name, ...peak })))
    .sort((a, b) => memoryOf(b) - memoryOf(a));
  if (rows.length === 0) return [];
  const own = peakBytes === null ? "" : `, this process ${bytesText(peakBytes)}`;
  return [{
    heading: `Memory: a worker at most ${bytesText(memoryOf(rows[0]))}${own}`,
    blocks: [{
      kind: "table",
      columns: [
        { name: "stage" },
        ...["worker", "process", "kernel"].map((name) => ({ name, align: "right" } as const)),
      ],
      rows: rows.slice(0, MOST.workers).map(({ name, worker, peakBytes, kernelPeakBytes }) => [
        short(name, LONGEST.name),
        String(worker),
        bytesText(peakBytes),
        kernelPeakBytes === null ? "" : bytesText(kernelPeakBytes),
      ]),
      more: Math.max(0, rows.length - MOST.workers),
    }],
  }];
}

/** Of a worker and its kernel: both may take their most at the same time. */
function memoryOf({ peakBytes, kernelPeakBytes }: WorkerMemoryReport): number {
  return peakBytes + (kernelPeakBytes ?? 0);
}

function reasonSection(stages: readonly StageReport[]): Section[] {
  const rows = stages.flatMap(({ name, reasons }) =>
    Object.entries(reasons).sort(([, a], [, b]) => b - a)
      .map((
        [reason, count],
      ) => [short(reason, LONGEST.name), short(name, LONGEST.name), countText(count)])
  );
  if (rows.length === 0) return [];
  const sum = (pick: (stage: StageReport) => number) =>
    stages.reduce((total, stage) => total + pick(stage), 0);
  const reused = sum(({ items }) => items.reused);
  const failed = sum(({ items }) => items.keptFailed);
  const kept = sum(({ beside }) => beside.kept);
  const leftOut = sum(({ beside }) => beside.leftOut);
  const facts = [
    `${countedText(reused, "item")} reused`,
    ...failed > 0 ? [`${countedText(failed, "failure")} kept`] : [],
    ...kept > 0 ? [`${countText(kept)} kept beside the inputs`] : [],
    ...leftOut > 0 ? [`${countText(leftOut)} left out`] : [],
  ];
  return [{
    heading: `Cache: ${facts.join(", ")}`,
    blocks: [{
      kind: "table",
      columns: [{ name: "because" }, { name: "stage" }, { name: "items", align: "right" }],
      rows: rows.slice(0, MOST.reasons),
      more: Math.max(0, rows.length - MOST.reasons),
    }],
  }];
}

function fileSection({ files }: RunReport): Section[] {
  const rows = Object.entries(files)
    .map(([what, path]) => [short(what, LONGEST.name), short(path, LONGEST.item)]);
  if (rows.length === 0) return [];
  return [{
    heading: "Files",
    blocks: [{
      kind: "table",
      columns: [{ name: "" }, { name: "", cut: "middle" }],
      rows: rows.slice(0, MOST.files),
      more: Math.max(0, rows.length - MOST.files),
    }],
  }];
}

function startedText(started: string): string {
  const date = new Date(started);
  if (Number.isNaN(date.getTime())) return short(started, LONGEST.name);
  return `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

function short(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
