/**
 * Job graphs: jobs composed in series and beside each other, to which data is submitted.
 *
 * @example
 * ```ts
 * import { FlowManager, graph, wrap } from "trunnion/graph";
 *
 * const jobs = wrap({
 *   load: (name: string) => ({ name, faces: [6, 3, 9] }),
 *   most: () => 9,
 *   least: () => 3,
 *   report: () => "done",
 * });
 * const manager = new FlowManager();
 * const survey = manager.addGraph(graph(jobs)`load >> (most | least) >> report`, "survey");
 * manager.submit([{ "load.name": "gear" }, { "load.name": "shaft" }], survey);
 * await manager.waitForCompletion();
 * const { completed, errors } = manager.popResults();
 * console.log(completed[survey].map(({ output }) => output.result), errors); // ["done", "done"] []
 * ```
 *
 * @module
 */

// Graphs
export { parallel, parallel as p, serial, serial as s } from "./src/flow/graph/compose.ts";
export type {
  Chain,
  GivesOf,
  Last,
  NamedPieces,
  NeedsOf,
  Piece,
  Together,
} from "./src/flow/graph/pieces.ts";
export { type Component, Parallel, Serial } from "./src/flow/graph/component.ts";
export {
  graph,
  GraphSyntaxError,
  type GraphTag,
  type JobsByName,
} from "./src/flow/graph/graph_template.ts";
export { precedenceGraph } from "./src/flow/graph/precedence.ts";

// Jobs
export { GraphJob as Job } from "./src/flow/graph/graph_job.ts";
export type {
  EngineJobOptions,
  GraphJobInputs,
  GraphJobOptions as JobOptions,
  Wrapped,
} from "./src/flow/graph/graph_job.ts";
export {
  type IsUnion,
  job,
  type JobOf,
  wrap,
  type Wrappable,
  type WrappedJobs,
} from "./src/flow/graph/wrap.ts";
export {
  type ContextFunction,
  FunctionJob,
  type JobFunction,
  withContext,
} from "./src/flow/graph/function_job.ts";
export { ModuleJob, type ModuleWork } from "./src/flow/graph/module_job.ts";
export { type JobContext, jobContext } from "./src/flow/graph/job_scope.ts";
export type { JobCache, OutputCache } from "./src/flow/job.ts";
export type { StandardSchema } from "./src/flow/standard_schema.ts";
export type { Backoff, WorkPolicy } from "./src/flow/policy/work_policy.ts";

// Submissions
export { FlowManager } from "./src/flow/graph/flow_manager.ts";
export type {
  ExecuteTarget,
  FlowManagerOptions,
  GraphsByName,
  StreamOptions,
} from "./src/flow/graph/manager_options.ts";
export {
  Submission,
  type SubmissionOptions,
  type Submitted,
  type SubmittedData,
} from "./src/flow/graph/submission.ts";
export {
  type CallbackError,
  type PoppedResults,
  type SubmissionCounts,
  type SubmissionError,
  SubmissionFailed,
  type SubmissionResult,
} from "./src/flow/graph/submission_result.ts";
export { type FqName, parseFqName } from "./src/flow/graph/fq_name.ts";

// Graphs as data
export {
  addEdge,
  checkGraph,
  crossGraphReferences,
  type DefinedJob,
  type GraphDefinition,
  type GraphFindings,
  hasCycle,
  headNodes,
  tailNodes,
  validateGraph,
} from "./src/flow/graph/graph_definition.ts";
