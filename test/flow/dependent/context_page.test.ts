import { expect, test } from "vitest";
import { contextMermaid, contextPage } from "../../../src/flow/dependent/context_page.ts";
import { JUPYTER_DISPLAY } from "../../../mod.ts";
import { boom } from "../helpers.ts";
import { flowsOf } from "./flows.ts";

async function drawn() {
  const flows = flowsOf({
    load: () => ({ x: 1 }),
    bad: boom,
    all: { config: { flowType: "parallel", name: 'all "<parts>"' } },
    sum: { does: () => 1, needs: "load ?bad" },
  });
  flows.load.registerTo(flows.all);
  await flows.sum.execute();
  return flows;
}

test("a context is drawn with what waits for what, where each flow is, and how long it took", async () => {
  const { context } = await drawn();
  const lines = context.mermaid().split("\n");
  expect(lines[1]).toMatch(/^ {2}j0\["load<br\/>completed [\d.]+ m?s"\]:::completed$/);
  expect(lines[2]).toMatch(/failed/);
  expect(lines[3]).toBe('  j2["all &quot;&lt;parts>&quot; (all)"]');
  expect(lines.slice(5, 8)).toEqual(["  j0 --> j2", "  j0 --> j3", "  j1 -.-> j3"]);
  expect(contextMermaid([])).toBe("flowchart LR\n");
});

test("a page says how they stand, what they took, and what failed", async () => {
  const { context, sum } = await drawn();
  const bundle = context[JUPYTER_DISPLAY]();
  expect(bundle["text/plain"]).toContain("4 flows, 3 executions");
  expect(bundle["text/plain"]).toMatch(/bad +failed/);
  expect(bundle["text/plain"]).toContain("boom");
  expect(bundle["text/plain"]).toMatch(/bad +failed .* bad\n/);
  expect(bundle["text/html"]).toContain("&lt;parts&gt;");
  expect(Deno.inspect(context)).toContain("4 flows");
  expect(contextPage([]).lead).toEqual(["0 flows, 0 executions"]);
  const execution = sum.start();
  await execution.result();
  expect(execution[JUPYTER_DISPLAY]()["text/html"]).toContain("sum");
  expect(Deno.inspect(execution)).toContain("2 of 3 jobs done");
});
