import { describe, expect, test } from "vitest";
import {
  runReportBundle,
  runReportHtml,
  runReportJson,
  runReportText,
} from "../../src/display/run_report_outputs.ts";
import type { RunReport } from "../../src/display/run_report.ts";
import { createStyle } from "../../src/page/style.ts";
import { textWidth } from "../../src/base/text_width.ts";
import { sampleReport, stageReport } from "../helpers/run_report.ts";

const NASTY = `<script>alert("x")</script>\x1b[31m'&\n`;

/** A run in which everything is as large and as odd as can be. */
function hugeReport(): RunReport {
  const text = NASTY.repeat(200) + '"'.repeat(1000) + "歯".repeat(1000);
  const many = <T>(count: number, make: (i: number) => T) =>
    Array.from({ length: count }, (_, i) => make(i));
  const names = many(500, (i) => `${i}${text}`);
  return sampleReport({
    flow: text,
    run: text,
    failure: text,
    state: "failed",
    stages: many(300, (i) =>
      stageReport({
        name: `${i}${text}`,
        items: { done: 1e9, skipped: 1e9, reused: 1e9, failed: 1e9, keptFailed: 1e9, waiting: 1e9 },
        tasks: many(50, () => text),
        beside: { kept: 1e9, leftOut: 1e9 },
        reasons: Object.fromEntries(names.map((name) => [name, i])),
        slowest: many(5, () => ({ item: text, durationMs: 1e9 })),
        itemDurationMs: { p50: 1e9, p95: 1e9, max: 1e9 },
        memory: many(50, (worker) => ({ worker, peakBytes: 1e15, kernelPeakBytes: 1e15 })),
        quarantined: 5,
      })),
    readerAudits: {
      compared: 1e9,
      failed: 1e9,
      disagreements: many(1000, () => ({ file: text, exporter: text, difference: text })),
    },
    workers: many(1000, (worker) => ({ worker, items: 1e9, busyMs: 1e9, utilisation: 1 })),
    errors: many(1000, (i) => ({
      task: text,
      errorClass: text,
      template: `${i}${text}`,
      count: 1000 - i,
      examples: many(100, () => ({ item: text, message: text })),
    })),
    files: Object.fromEntries(names.map((name) => [name, text])),
  });
}

describe("as text", () => {
  test("a stage that ran once has its time, and no items", () => {
    const merge = stageReport({ name: "merge", durationMs: 3000 });
    const text = runReportText(sampleReport({ stages: [stageReport({ name: "encode" }), merge] }));
    const [before, after] = text.split("\nTime\n");
    expect(before).not.toContain("merge");
    expect(after).toMatch(/merge .* 3\.00 s *$/m);
  });

  test("a run in which every item failed says so first", () => {
    const { items: none } = stageReport();
    const made = stageReport({ name: "gather", items: { ...none, done: 1 } });
    const failed = stageReport({ items: { ...none, failed: 3 } });
    const report = sampleReport({ stages: [made, failed, stageReport({ name: "merge" })] });
    expect(runReportText(report).split("\n")[0]).toBe(
      "gearbox_parts: completed, all 3 items failed, after 2 min 05 s",
    );
    const some = stageReport({ items: { ...none, failed: 3, skipped: 1 } });
    expect(runReportText(sampleReport({ stages: [some] }))).not.toContain("all");
  });

  test("of joined tasks it says that they share one time", () => {
    const joined = stageReport({ name: "a+b", tasks: ["a", "b"] });
    expect(runReportText(sampleReport({ stages: [joined] })))
      .toContain("Did each item together, in one time: a, b");
  });

  test("it says everything, in 80 columns", () => {
    const text = runReportText(sampleReport());
    for (
      const part of [
        "gearbox_parts: completed after 2 min 05 s",
        "encode: 12,600 items",
        "8412 done",
        "4000 reused",
        "14 failed",
        "Cache: 4000 items reused, 2 failures kept",
        "3 items crashed a worker or hung",
        "9.12 s",
        "Errors: 14 items of 3 kinds",
        "trunnion retry output/flows/gearbox_parts",
        "Workers: 66 % busy",
        "Memory: a worker at most 1.0 GB, this process 114 MB",
        "code changed",
        "gearbox_parts.flow",
      ]
    ) expect(text).toContain(part);
    for (const line of text.split("\n")) expect(textWidth(line)).toBeLessThanOrEqual(80);
  });

  test.each([30, 80])("it fits %d columns whatever the run, without odd characters", (columns) => {
    const text = runReportText(hugeReport(), { columns });
    // A command is to be copied: it is not cut.
    const lines = text.split("\n").filter((line) => !line.includes("trunnion retry"));
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(columns);
    expect(text).not.toMatch(/[^\P{Cc}\n]/u);
    expect(lines.length).toBeLessThan(400);
  });

  test("what failed is seen, however few", () => {
    const { items: none } = stageReport();
    const items = { ...none, done: 99_999, failed: 1 };
    const text = runReportText(sampleReport({ stages: [stageReport({ items })] }));
    expect(text).toContain("█×\n");
    expect(runReportText(sampleReport(), { style: createStyle(true) })).toContain(
      "\x1b[31m×\x1b[39m",
    );
  });

  test("a run that has just begun has few words", () => {
    const report = sampleReport({
      stages: [],
      workers: [],
      errors: [],
      files: {},
      readerAudits: { compared: 0, failed: 0, disagreements: [] },
      state: "running",
    });
    expect(runReportText(report).split("\n")).toHaveLength(2);
  });
});

describe("as HTML", () => {
  test("it stays below 100 KB, and nothing in it is markup", () => {
    for (const html of [runReportHtml(hugeReport()), runReportBundle(hugeReport())["text/html"]]) {
      expect(new TextEncoder().encode(html).length).toBeLessThan(100_000);
      expect(html).not.toContain("<script");
      expect(html).toContain("&lt;script&gt;");
    }
  });

  test("it is a page of its own: no script, nothing from elsewhere", () => {
    const html = runReportHtml(sampleReport());
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain("color-scheme: light dark");
    expect(html).not.toMatch(/<script|<link|https?:|url\(|@import|\son\w+=/);
    expect(html).toContain("9.12 s");
  });

  test("a notebook gets a part of a page, and the text", () => {
    const bundle = runReportBundle(sampleReport());
    expect(bundle["text/html"]).not.toContain("<!doctype");
    expect(bundle["text/plain"]).toBe(runReportText(sampleReport()));
  });
});

test("as JSON it is all that is known", () => {
  expect(JSON.parse(runReportJson(sampleReport()))).toEqual(sampleReport());
});
