import { expect, test } from "vitest";
import { Graph } from "../../../src/flow/engine/graph.ts";
import type { Job } from "../../../src/flow/job.ts";

const job = (name: string): Job => ({ name, run: () => name });

test("edges are found from both ends", () => {
  const graph = new Graph([job("a"), job("b"), job("c")], [
    { from: "a", to: "b" },
    { from: "a", to: "c", kind: "optional" },
  ]);
  expect(graph.outgoing("a").map((edge) => edge.to)).toEqual(["b", "c"]);
  expect(graph.incoming("c")).toEqual([{ from: "a", to: "c", kind: "optional" }]);
  expect(graph.incoming("a")).toEqual([]);
});

test("two jobs of one name are refused", () => {
  expect(() => new Graph([job("a"), job("a")], [])).toThrow("two are called 'a'");
});

test("an edge to an unknown job is refused, with the names there are", () => {
  expect(() => new Graph([job("a"), job("b")], [{ from: "a", to: "x" }]))
    .toThrow("the edge a -> x names the job 'x', which is not among a, b");
});

test("cycles are refused, longer ones and a job that waits for itself", () => {
  const jobs = ["a", "b", "c", "d"].map(job);
  const ring = [{ from: "b", to: "c" }, { from: "c", to: "d" }, { from: "d", to: "b" }];
  expect(() => new Graph(jobs, [{ from: "a", to: "b" }, ...ring])).toThrow("b, c, d");
  expect(() => new Graph([job("a")], [{ from: "a", to: "a" }])).toThrow("in a circle");
});

test("a diamond is no cycle", () => {
  const edges = [["a", "b"], ["a", "c"], ["b", "d"], ["c", "d"]].map(([from, to]) => ({
    from,
    to,
  }));
  expect(new Graph(["a", "b", "c", "d"].map(job), edges).edges).toHaveLength(4);
});
