import { expect, test } from "vitest";
import { openRun } from "../../../src/flow/engine/flow_run.ts";
import { JUPYTER_DISPLAY } from "../../../src/base/jupyter_display.ts";
import { boom } from "../helpers.ts";

test("a notebook shows a run's jobs as text and as a flowchart", async () => {
  const run = openRun({ name: "shown" });
  for (let i = 0; i < 3; i++) await run.call({ name: "load", run: () => i });
  await run.call({ name: "bad", run: boom }).catch(() => {});
  await run.close();

  expect(JUPYTER_DISPLAY).toBe(Symbol.for("Jupyter.display"));
  const bundle = run[JUPYTER_DISPLAY]();
  const [title, load, bad] = bundle["text/plain"].split("\n");
  expect(title).toMatch(/^shown: completed after [\d.]+ ms, 3 of 4 jobs done, 1 failed$/);
  expect(load).toMatch(/^ {2}load {2}3 x, [\d.]+ ms each$/);
  expect(bad).toMatch(/^ {2}bad {3}1 x, [\d.]+ ms each, 1 failed$/);
  expect(bundle["text/markdown"]).toContain("```mermaid\nflowchart LR");
  expect(bundle["text/markdown"]).toContain(run.mermaid());
  expect(Deno.inspect(run)).toBe(bundle["text/plain"]);
});

test("a page has how jobs ended, what took the time, and what failed, as text", async () => {
  const run = openRun({ name: "<b>shown" });
  const fail = () => {
    throw new Error("<i>no gear\nat all");
  };
  for (let i = 0; i < 3; i++) await run.call({ name: "load", run: () => i });
  await run.call({ name: "bad", run: fail }).catch(() => {});
  await run.close();
  const { "text/html": html } = run[JUPYTER_DISPLAY]();
  expect(html).toContain("&lt;b&gt;shown");
  expect(html).toMatch(/3 completed[\s\S]*1 failed/);
  expect(html).toContain("&lt;i&gt;no gear<");
  expect(html).not.toMatch(/<[bi]>/);
});

test("a large run is told in few lines, and is not drawn", async () => {
  const run = openRun({ name: "large" });
  for (let i = 0; i < 200; i++) await run.call({ name: `job${i}`, run: () => i });
  await run.close();
  const bundle = run[JUPYTER_DISPLAY]();
  expect(bundle["text/plain"].split("\n")).toHaveLength(42);
  expect(bundle["text/plain"]).toContain("and 160 more");
  expect(bundle["text/markdown"]).not.toContain("mermaid");
});
