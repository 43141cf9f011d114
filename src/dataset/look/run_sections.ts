/**
 * What the run of a dataset did, as parts of its page.
 *
 * @module
 */
import type { ListRow, Section } from "../../page/page.ts";
import { countText, durationText } from "../../page/quantity_text.ts";
import type { Overview } from "./overview.ts";

const [MOST_KINDS, MOST_TEXT, MOST_SLOW] = [4, 160, 5];

/** What became of the files, and what failed most. */
export function filesSection({ flow, failures }: Overview): Section[] {
  if (flow === null) return [];
  const tones = { done: "good", failed: "bad", skipped: "quiet" } as const;
  const counts = { done: flow.file_count, failed: flow.error_count, skipped: flow.skipped_count };
  const classes = Object.entries(recordOf(flow.error_distribution))
    .map(([name, count]) => `${name} ${count}`);
  return [{
    heading: "Files of the run",
    blocks: [
      {
        kind: "parts",
        label: "",
        parts: (["done", "failed", "skipped"] as const).map((name) => ({
          name,
          count: numberOf(counts[name]),
          tone: tones[name],
        })),
      },
      ...failures.length > 0
        ? [
          {
            kind: "list",
            rows: failures.slice(0, MOST_KINDS).map(failureRow),
            more: Math.max(0, failures.length - MOST_KINDS),
          } as const,
        ]
        : classes.length > 0
        ? [
          { kind: "note", text: `Errors: ${classes.slice(0, 6).join(", ")}`, tone: "bad" } as const,
        ]
        : [],
    ],
  }];
}

/** Where the time of the run went, item by item. */
export function slowestSection({ timings }: Overview): Section[] {
  const slowest = timings?.slowest.slice(0, MOST_SLOW) ?? [];
  if (slowest.length === 0) return [];
  return [{
    heading: "Slowest files",
    small: true,
    blocks: [{
      kind: "table",
      columns: [{ name: "", cut: "middle" }, { name: "", align: "right" }],
      rows: slowest.map(({ item, ms }) => [item.split(/[/\\]/).at(-1)!, durationText(ms)]),
    }],
  }];
}

function failureRow({ count, errorClass, template, example }: Overview["failures"][0]): ListRow {
  const text = `${errorClass}: ${template.split("\n", 1)[0]}`;
  return {
    mark: countText(count),
    text: text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT - 1)}…`,
    sub: example,
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
