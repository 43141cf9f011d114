import { expect, test } from "vitest";
import { mermaid } from "../../../src/flow/record/mermaid.ts";

test("jobs that have not run are boxes, and edges are arrows by their kind", () => {
  const picture = mermaid([{ name: "a" }, { name: "b" }, { name: "c", state: "pending" }], [
    { from: "a", to: "b", kind: "required" },
    { from: "b", to: "c", kind: "optional" },
  ]);
  expect(picture).toBe(
    'flowchart LR\n  j0["a"]\n  j1["b"]\n  j2["c"]\n  j0 --> j1\n  j1 -.-> j2\n',
  );
});

test("jobs that have run say how, and only their colours are defined", () => {
  const picture = mermaid([
    { name: "a", state: "completed", durationMs: 12.3456, attempts: 1 },
    { name: "b", state: "failed", durationMs: 2500, attempts: 3, parent: "a" },
    { name: "c", state: "skipped", durationMs: null, attempts: 0 },
  ], []);
  expect(picture.split("\n").slice(1)).toEqual([
    '  j0["a<br/>completed 12.3 ms"]:::completed',
    '  j1["b<br/>failed 2.50 s, 3 attempts"]:::failed',
    '  j2["c<br/>skipped"]:::skipped',
    "  j0 --> j1",
    "  classDef completed fill:#2e7d32,color:#fff",
    "  classDef failed fill:#c62828,color:#fff",
    "  classDef skipped fill:#757575,color:#fff",
    "",
  ]);
});

test("names cannot end their box", () => {
  expect(mermaid([{ name: 'x"] --> <b>&' }], [])).toContain(
    'j0["x&quot;] --> &lt;b>&amp;"]',
  );
});
