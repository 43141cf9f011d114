import { expect, test } from "vitest";
import * as graph from "../../graph.ts";

/** What users can import from `trunnion/graph`. Change it on purpose. */
const SURFACE = [
  "FlowManager",
  "FunctionJob",
  "GraphSyntaxError",
  "Job",
  "ModuleJob",
  "Parallel",
  "Serial",
  "Submission",
  "SubmissionFailed",
  "addEdge",
  "checkGraph",
  "crossGraphReferences",
  "graph",
  "hasCycle",
  "headNodes",
  "job",
  "jobContext",
  "p",
  "parallel",
  "parseFqName",
  "precedenceGraph",
  "s",
  "serial",
  "tailNodes",
  "validateGraph",
  "withContext",
  "wrap",
];

test("graph.ts exports exactly its public surface", () => {
  expect(Object.keys(graph).sort()).toEqual(SURFACE);
});
