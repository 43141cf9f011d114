import { describe, expect, test } from "vitest";
import { liveLines, summaryLine } from "../../src/display/live_text.ts";
import type { LiveView } from "../../src/display/live_view.ts";
import { createStyle } from "../../src/page/style.ts";
import { textWidth } from "../../src/base/text_width.ts";

const view: LiveView = {
  label: "encode",
  total: 200,
  done: 87,
  errors: 2,
  elapsed: 43.5,
  rate: 2,
  finished: false,
  reused: 40,
  slowest: { item: "/data/parts/engine.step", durationMs: 3200 },
  memory: { own: 312 * 2 ** 20, workers: 1.5 * 2 ** 30 },
  workers: [
    { worker: 0, item: "/data/parts/a.step", durationMs: 1234, pending: 1 },
    { worker: 1, item: "/data/parts/b.step", durationMs: 20, pending: 8 },
    { worker: 2, item: null, durationMs: 5, pending: 0 },
  ],
};

describe("liveLines", () => {
  test("shows the bar, what is known, and what each worker does", () => {
    expect(liveLines(view, { columns: 80 })).toEqual([
      "encode:  44%|████▎     | 87/200 [00:43<00:56,  2.00it/s, errors=2]",
      "  40 reused, memory 312 MB + workers 1.5 GB, slowest 3.20 s /data/…s/engine.step",
      "   0   1.23 s  /data/parts/a.step",
      "   1    20 ms  /data/parts/b.step +7",
      "   2           waits",
    ]);
  });

  test("work of which nothing more is known is one line", () => {
    const { label, total, done, errors, elapsed, rate, finished } = view;
    expect(liveLines({ label, total, done, errors, elapsed, rate, finished })).toHaveLength(1);
  });

  test("no line is wider than the window, whatever the names, and there are no more than fit", () => {
    const name = `/parts/\x1b[2J\n${"歯車".repeat(200)}.step`;
    const workers = Array.from({ length: 64 }, (_, worker) => (
      { worker, item: name, durationMs: 1e7, pending: 300 }
    ));
    const long = { ...view, label: name, slowest: { item: name, durationMs: 1e7 }, workers };
    for (const columns of [1, 5, 20, 33, 60, 100, 300]) {
      for (const rows of [1, 2, 3, 8, 20]) {
        const lines = liveLines(long, { columns, rows });
        expect(lines.length).toBeLessThanOrEqual(rows);
        for (const line of [...lines, summaryLine(long, { columns })]) {
          expect(textWidth(line), `'${line}' at ${columns}`).toBeLessThanOrEqual(columns);
          expect(line).not.toMatch(/\p{Cc}/u);
        }
      }
    }
    expect(liveLines(long, { columns: 80, rows: 8 }).at(-1)).toBe("      and 59 workers more");
  });

  test("errors are red where there are colours", () => {
    const [line] = liveLines(view, { style: createStyle(true) });
    expect(line).toContain("\x1b[31merrors=2\x1b[39m");
  });
});

test("the summary is one line, without what is over", () => {
  const end = { ...view, done: 200, finished: true };
  expect(summaryLine(end)).toBe(
    "encode: 100%|██████████| 200/200 [00:43<00:00,  2.00it/s, errors=2] " +
      "40 reused, slowest 3.20 s /data/parts/engine.step",
  );
  expect(summaryLine(end, { columns: 80 })).toMatch(/errors=2\]$/);
});
