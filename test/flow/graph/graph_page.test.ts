import { expect, test } from "vitest";
import { inspect } from "node:util";
import { JUPYTER_DISPLAY } from "../../../src/base/jupyter_display.ts";
import { Parallel, Serial } from "../../../src/flow/graph/component.ts";
import { graph } from "../../../src/flow/graph/graph_template.ts";
import { wrap } from "../../../src/flow/graph/wrap.ts";

const jobs = wrap({ load: (x: number) => x, add: () => 1, square: () => 4, sum: () => 5 });

test("a graph is written in its own language, and read from it again", () => {
  for (
    const text of [
      "load >> (add | square) >> sum",
      "load >> add | square >> sum",
      "(load >> add | square) >> sum",
    ]
  ) {
    const texts = Object.assign([text], { raw: [text] });
    expect(inspect(graph(jobs)(texts))).toBe(text);
  }
});

test("a notebook shows its jobs, and what each comes after", async () => {
  const { load, add, square, sum } = jobs;
  const shown = new Serial([load, new Parallel([add, square]), sum]);
  const bundle = await shown[JUPYTER_DISPLAY]();
  const text = bundle["text/plain"];
  expect(text).toContain("Graph of 4 jobs");
  expect(text).toContain("load >> (add | square) >> sum");
  expect(text).toMatch(/sum +add, square +no/);
  expect(bundle["text/html"]).toContain("add, square");
});

test("of very many jobs some are named, with the number of the others", async () => {
  const many = wrap(Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`job${i}`, () => i]),
  ));
  const shown = new Parallel(Object.values(many));
  expect(inspect(shown).length).toBeLessThanOrEqual(250);
  const { "text/plain": text } = await shown[JUPYTER_DISPLAY]();
  expect(text).toContain("job49");
  expect(text).not.toMatch(/job50 /);
  expect(text).toContain("and 10 more");
});
