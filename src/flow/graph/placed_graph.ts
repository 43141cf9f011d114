/** A composed graph as the engine runs it, under its names. @module */
import { Graph } from "../engine/graph.ts";
import type { GraphEdge } from "../graph_edge.ts";
import type { AnyJob, JobCache, JobContext as EngineContext } from "../job.ts";
import { parametersFor } from "./call_parameters.ts";
import type { Component } from "./component.ts";
import { fqName } from "./fq_name.ts";
import { type GraphDefinition, headNodes, tailNodes, validateGraph } from "./graph_definition.ts";
import type { GraphJob, GraphJobInputs } from "./graph_job.ts";
import { type JobContext, jobScope } from "./job_scope.ts";
import { ModuleJob } from "./module_job.ts";
import { precedenceOf } from "./precedence.ts";
import type { Submission } from "./submission.ts";

/** What is put before several first jobs, and behind several last ones. */
const [HEAD, TAIL] = ["DefaultHeadJob", "DefaultTailJob"];

/** One submission under way, as its jobs see it. */
export interface SubmissionState {
  readonly submission: Submission;
  readonly global: Readonly<Record<string, unknown>>;
  /** What jobs have given so far, as the run has it; null before it is known. */
  outputs: ReadonlyMap<string, unknown> | null;
}

/** What a job is handed by the engine. */
interface JobInputs {
  readonly state: SubmissionState;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A graph of a manager. It stays as it is, whatever becomes of the jobs that it was made of. */
export class PlacedGraph {
  /** What the engine runs. */
  readonly graph: Graph;
  /** The qualified name of its first job, by which it is submitted to. */
  readonly fqName: string;
  /** The name of its last job. */
  readonly tail: string;
  /** The qualified name of its last job. */
  readonly tailName: string;
  /** The jobs whose outputs are saved. */
  readonly saved: readonly string[];
  readonly #modules: ReadonlySet<string>;

  /**
   * Takes a composed graph apart and checks it.
   *
   * @throws UsageError for one that cannot run
   */
  constructor(component: Component, readonly name: string | null, readonly variant: string) {
    const { jobs, next } = precedenceOf(component);
    const definition: GraphDefinition = Object.fromEntries(
      [...next].map(([job, after]) => [job, { next: after }]),
    );
    validateGraph(definition, name ?? "");
    const [heads, tails] = [headNodes(definition), tailNodes(definition)];
    const edges: GraphEdge[] = [...next].flatMap(([from, after]) => {
      const kind = jobs.get(from)!.optional ? "optional" : "required";
      return after.map((to) => ({ from, to, kind } as const));
    });
    const all: AnyJob[] = [...jobs].map(([job, made]) => this.#lower(job, made));
    this.tail = tails.length > 1 ? TAIL : tails[0];
    const head = heads.length > 1 ? HEAD : heads[0];
    if (head === HEAD) {
      all.unshift({ name: HEAD, run: () => ({}) });
      edges.unshift(...heads.map((to) => ({ from: HEAD, to, kind: "required" as const })));
    }
    if (this.tail === TAIL) {
      all.push({ name: TAIL, run: (given) => (given as JobInputs).inputs });
      edges.push(...tails.map((from) => {
        return {
          from,
          to: TAIL,
          kind: jobs.get(from)!.optional ? "optional" : "required",
        } as const;
      }));
    }
    this.name ??= [...heads].sort()[0];
    this.graph = new Graph(all, edges);
    this.fqName = this.fqNameOf(head);
    this.tailName = this.fqNameOf(this.tail);
    this.saved = [...jobs].filter(([, { saveResult }]) => saveResult).map(([job]) => job);
    this.#modules = new Set(
      [...jobs].filter(([, made]) => made instanceof ModuleJob).map(([job]) => job),
    );
  }

  /** The qualified name of a job of this graph. */
  fqNameOf(job: string): string {
    return fqName({ graph: this.name!, variant: this.variant, job });
  }

  /** What a job is called with: what those before it gave, and what belongs to the submission. */
  inputsFor(
    job: string,
    outputs: Readonly<Record<string, unknown>>,
    state: SubmissionState,
  ): unknown {
    const inputs: Record<string, unknown> = {};
    for (const name in outputs) if (name !== HEAD) inputs[name] = wrapOutput(outputs[name]);
    if (!this.#modules.has(job)) return { state, inputs } satisfies JobInputs;
    // What is done elsewhere is sent there: data, and nothing that cannot be.
    const { data } = state.submission;
    return { task: data, inputs, parameters: parametersFor(job, data, this.fqNameOf(job)) ?? {} };
  }

  /** What jobs with `saveResult` have given. */
  savedOf(outputs: ReadonlyMap<string, unknown> | null): Record<string, unknown> {
    const saved: Record<string, unknown> = {};
    for (const job of this.saved) if (outputs?.has(job)) saved[job] = outputs.get(job);
    return saved;
  }

  /** What a job's cache is for the engine, which hands on inputs of its own. */
  #cacheOf(name: string, { cache }: GraphJob): { readonly cache?: JobCache<unknown> } {
    if (cache === undefined) return {};
    const key = (given: unknown) => {
      const { inputs, ...rest } = given as JobInputs | Pick<GraphJobInputs, "task" | "inputs">;
      const task = "state" in rest ? rest.state.submission.data : rest.task;
      const { named = {}, args = [] } = parametersFor(name, task, this.fqNameOf(name)) ?? {};
      return cache.key({ task, inputs, parameters: named, args });
    };
    return { cache: { key, store: cache.store } };
  }

  #lower(name: string, job: GraphJob): AnyJob {
    const options = { name, ...job.options, ...this.#cacheOf(name, job) };
    if (job instanceof ModuleJob) return { ...options, ...job.work } as AnyJob;
    return {
      ...options,
      run: (given: unknown, engine: EngineContext) => {
        const { state, inputs } = given as JobInputs;
        const context = new Context(this, name, state, inputs, engine);
        return jobScope.run(context, runJob, job, state.submission);
      },
    };
  }
}

/** What one job sees. Most jobs ask for little of it, so it is made of what is there. */
class Context implements JobContext {
  constructor(
    readonly graph: PlacedGraph,
    readonly job: string,
    readonly state: SubmissionState,
    readonly inputs: Readonly<Record<string, unknown>>,
    readonly engine: EngineContext,
  ) {}

  get task(): Submission {
    return this.state.submission;
  }

  get global(): Readonly<Record<string, unknown>> {
    return this.state.global;
  }

  get fqName(): string {
    return this.graph.fqNameOf(this.job);
  }

  get savedResults(): Readonly<Record<string, unknown>> {
    return this.graph.savedOf(this.state.outputs);
  }

  get parameters(): Readonly<Record<string, unknown>> {
    return parametersFor(this.job, this.task.data, this.fqName)?.named ?? {};
  }

  get signal(): AbortSignal {
    return this.engine.signal;
  }
}

/** An object as it is, anything else as `{ result }`. */
export function wrapOutput(output: unknown): object {
  const isObject = typeof output === "object" && output !== null && !Array.isArray(output);
  return isObject ? output : { result: output ?? null };
}

function runJob(job: GraphJob, submission: Submission): unknown {
  return job.run(submission);
}
