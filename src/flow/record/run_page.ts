/** A run as a page. @module */
import type { Page, Section, Tone } from "../../page/page.ts";
import { countedText, countText, durationText } from "../../page/quantity_text.ts";
import type { JobState } from "./job_record.ts";
import type { RunStatistics } from "./run_statistics.ts";

/** What is drawn of a run. */
export interface DrawnRun {
  readonly name: string;
  readonly state: string;
  readonly statistics: RunStatistics;
  /** What failed, as its messages. */
  readonly errors: readonly { readonly job: string; readonly message: string }[];
}

const TONES: Readonly<Record<JobState, Tone>> = {
  completed: "good",
  failed: "bad",
  skipped: "quiet",
  cancelled: "warn",
  running: "info",
  pending: "none",
};
const BADGES: Readonly<Record<string, Tone>> = {
  running: "info",
  completed: "good",
  failed: "bad",
  cancelled: "warn",
};

const [MOST_JOBS, MOST_ERRORS, MOST_TEXT] = [20, 5, 200];

/** Draws up the page: how its jobs ended, what took the time, what failed. */
export function runPage({ name, state, statistics, errors }: DrawnRun): Page {
  const { durationMs, total, attempts } = statistics;
  const states = Object.keys(TONES) as JobState[];
  return {
    title: name,
    badge: { text: state, tone: BADGES[state] ?? "quiet" },
    lead: [
      countedText(total, "job") +
      (attempts > total ? `, ${countText(attempts)} attempts` : "") +
      (durationMs === null ? "" : `, ${durationText(durationMs)}`),
    ],
    sections: [
      {
        heading: "Jobs",
        blocks: [
          {
            kind: "parts",
            label: "",
            parts: states.map((one) => ({
              name: one,
              count: statistics[one],
              tone: TONES[one],
            })),
          },
          jobsTable(statistics),
        ],
      },
      ...errorsSection(errors),
    ],
  };
}

function jobsTable({ jobs }: RunStatistics) {
  const rows = Object.entries(jobs).map(([name, { total, failed, meanMs, maxMs }]) => ({
    name,
    total,
    failed,
    meanMs,
    maxMs,
    sumMs: (meanMs ?? 0) * total,
  }));
  const most = Math.max(1e-9, ...rows.map(({ sumMs }) => sumMs));
  const time = (ms: number | null) => ms === null ? "–" : durationText(ms);
  return {
    kind: "table",
    columns: [
      { name: "job" },
      { name: "time in all" },
      { name: "", align: "right" },
      { name: "calls", align: "right" },
      { name: "each", align: "right", wide: true },
      { name: "slowest", align: "right", wide: true },
      ...rows.some(({ failed }) => failed > 0) ? [{ name: "failed", align: "right" } as const] : [],
    ],
    rows: rows.slice(0, MOST_JOBS).map(({ name, total, failed, meanMs, maxMs, sumMs }) => [
      name,
      { share: sumMs / most },
      time(meanMs === null ? null : sumMs),
      countText(total),
      time(meanMs),
      time(maxMs),
      ...rows.some(({ failed }) => failed > 0) ? [failed === 0 ? "" : countText(failed)] : [],
    ]),
    more: Math.max(0, rows.length - MOST_JOBS),
  } as const;
}

function errorsSection(errors: DrawnRun["errors"]): Section[] {
  if (errors.length === 0) return [];
  return [{
    heading: `Errors: ${countText(errors.length)}`,
    blocks: [{
      kind: "list",
      rows: errors.slice(0, MOST_ERRORS).map(({ job, message }) => ({
        mark: "",
        text: message.split("\n", 1)[0].slice(0, MOST_TEXT),
        sub: job,
      })),
      more: Math.max(0, errors.length - MOST_ERRORS),
    }],
  }];
}
