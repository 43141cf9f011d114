import { expect, test } from "vitest";
import { livePage } from "../../src/display/live_page.ts";
import type { LiveView } from "../../src/display/live_view.ts";
import { pageFragment } from "../../src/page/page_html.ts";

const view: LiveView = {
  label: "encode",
  total: 200,
  done: 87,
  errors: 2,
  elapsed: 43.5,
  rate: 2,
  finished: false,
  reused: 40,
  slowest: { item: "/data/<engine>.step", durationMs: 3200 },
  workers: Array.from({ length: 12 }, (_, worker) => (
    { worker, item: `/data/${"long/".repeat(100)}${worker}.step`, durationMs: 1234, pending: 1 }
  )),
};

test("a notebook sees how far it is, and what the workers do", () => {
  const html = pageFragment(livePage(view));
  expect(html).toContain("encode: 87 of 200, 44 %");
  expect(html).toContain("45 done");
  expect(html).toContain("40 reused");
  expect(html).toContain("113 waiting");
  expect(html).toContain("00:43, 00:56 left, 2.00 items/s");
  expect(html).toContain("/data/&lt;engine&gt;.step");
  expect(html).toContain("… and 4 more");
  expect(html.length).toBeLessThan(8000);
});

test("what stays is a summary", () => {
  const html = pageFragment(livePage({ ...view, done: 200, finished: true }));
  expect(html).toContain("encode: 200 items");
  expect(html).toContain("43.5 s, 2.00 items/s");
  expect(html).not.toContain("<table>");
});

test("a total that is not known, or is none", () => {
  const of = (total: number | null) => livePage({ ...view, total, done: 0, reused: 0 });
  expect(of(null).sections[0].heading).toBe("encode: 0");
  expect(of(0).sections[0].heading).toBe("encode: 0 of 0");
});
