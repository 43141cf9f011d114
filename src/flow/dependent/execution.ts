/** One execution of a flow with all that it waits for: a run of the engine. @module */
import { INSPECT } from "../../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import { abortable } from "../../base/abortable.ts";
import { messageOf } from "../../base/message_of.ts";
import type { Graph } from "../engine/graph.ts";
import type { GraphRun } from "../engine/graph_run.ts";
import type { FlowRun } from "../engine/flow_run.ts";
import type { Executors } from "../engine/run_options.ts";
import { type ReadyGraph, readyGraph } from "../engine/scheduler.ts";
import type { SharedResources } from "../engine/shared_resources.ts";
import type { AnyJob, JobContext } from "../job.ts";
import type { RunEvent, RunListener } from "../record/events.ts";
import { FlowError } from "../record/flow_errors.ts";
import { DependencyData } from "./dependency_data.ts";
import type { ExecutionRecord } from "./execution_record.ts";
import type { FlowMonitor, KeptExecution } from "./flow_monitor.ts";
import type { FlowPlan, PlannedFlow } from "./flow_plan.ts";
import type { FlowResult } from "./flow_result.ts";
import type { FlowState } from "./flow_state.ts";
import { type FlowStream, outputFor, streamsOf } from "./flow_stream.ts";
import { mergeInputs } from "./merge_inputs.ts";

/** What an execution needs of its context. */
export interface ExecutionHost {
  readonly monitor: FlowMonitor;
  readonly executors: Executors;
  readonly shared: SharedResources | undefined;
  readonly concurrency: number | undefined;
  readonly listeners: readonly RunListener[];
  /** The very errors of results that tell of one. */
  readonly thrown: WeakMap<FlowResult, unknown>;
  /** What a flow and all that it waits for consist of, now. */
  planOf(state: FlowState): FlowPlan;
  jobOf(state: FlowState): AnyJob;
}

/** How an execution is started. */
interface ExecutionStart {
  readonly root: FlowState;
  readonly input: Readonly<Record<string, unknown>>;
  readonly plan: FlowPlan;
  readonly graph: Graph;
  readonly known: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal | undefined;
  readonly listeners: readonly RunListener[];
}

/** An added flow, with the input that it was added with. */
interface AddedFlow extends PlannedFlow {
  readonly input: Readonly<Record<string, unknown>>;
}

/** One execution. `run` is the engine's record of it; `result()` tells how it ended. */
export class FlowExecution {
  /** The identifier of the run. */
  readonly id: string = crypto.randomUUID();
  /** What it was started with. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly #host: ExecutionHost;
  readonly #root: FlowState;
  readonly #plan: FlowPlan;
  /** Flows that came while it went on. */
  #added: Map<string, AddedFlow> | null = null;
  /** What goes from flow to flow while it is made. */
  #streams: FlowStream[] | null = null;
  readonly #kept = new Map<string, KeptExecution>();
  readonly #ready: ReadyGraph;
  readonly #run: GraphRun;
  #ended: Promise<FlowResult> | null = null;
  #result: FlowResult | null = null;

  /** @internal */
  constructor(host: ExecutionHost, start: ExecutionStart) {
    const { root, input, plan, graph, known, signal, listeners } = start;
    this.#host = host;
    this.#root = root;
    this.#plan = plan;
    this.input = input;
    const { executors, shared, concurrency } = host;
    this.#ready = readyGraph(graph, {
      ...{ name: root.config.name, id: this.id, known, signal, executors, shared, concurrency },
      listeners: [(event) => this.#hear(event), ...host.listeners, ...listeners],
      inputsFor: (name, outputs) => this.#inputOf(name, outputs),
    });
    this.#run = this.#ready.run;
  }

  /** @internal */
  begin(onEnd: () => void): this {
    this.#ready.begin();
    this.#ended = this.#run.wait().then(() => {
      onEnd();
      if (this.#streams !== null) {
        for (const { state: { id } } of this.#plan.flows.values()) this.#release(id);
      }
      return this.#result!; // the root's job has ended, however
    });
    return this;
  }

  /** The engine's record: events, log, states and times of all flows that take part. */
  get run(): FlowRun {
    return this.#run;
  }

  /** Waits for the end. Never rejects: a failed or cancelled execution has such a result. */
  result(): Promise<FlowResult> {
    return this.#ended!; // it has begun
  }

  /** The id of the flow that is executed. */
  get root(): string {
    return this.#root.id;
  }

  /** Stops all of it, and waits until its work has stopped or was given up. */
  async cancel(reason?: unknown): Promise<void> {
    this.#run.cancel(reason);
    await this.#ended;
  }

  /** What is known of it as plain data, to write down, and to go on with as `resume`. */
  record(): ExecutionRecord {
    const run = this.#run;
    const edges = [...this.#plan.edges];
    return {
      root: this.#root.id,
      runId: this.id,
      status: run.state === "cancelled" ? "cancelled" : statusOf(run.node(this.#root.id).state),
      input: this.input,
      flows: [...this.#plan.flows.values()].map(({ state }) => {
        const { id, config } = state;
        const node = run.node(id);
        const completed = node.state === "completed";
        return {
          processId: id,
          name: config.name,
          version: config.version,
          status: statusOf(node.state),
          // A stream is gone when it has been read: it cannot be taken up again.
          output: completed && streamsOf(node.output).length === 0 ? node.output : null,
          error: node.hasFailed && !completed ? messageOf(node.thrown) : null,
          dependencies: edges.filter(({ to }) => to === id).map(({ from, kind = "required" }) => ({
            processId: from,
            type: kind,
          })),
        };
      }),
    };
  }

  /** What a notebook shows where a cell ends with the execution: a MIME bundle. */
  [JUPYTER_DISPLAY](): Record<string, string> {
    return this.#run[JUPYTER_DISPLAY]();
  }

  /** What `console.log` writes: a line for the run, one for each of its flows. */
  [INSPECT](): string {
    return this.#run[INSPECT]();
  }

  /** @internal whether a flow takes part and has not ended */
  holds(id: string): boolean {
    const state = this.#run.jobs.get(id)?.state;
    return state === "pending" || state === "running";
  }

  /** @internal stops one flow; what requires it fails */
  cancelFlow(id: string, reason: unknown): Promise<void> {
    this.#run.cancelJob(id, reason);
    return this.#run.whenEnded(id);
  }

  /** @internal what a processor may ask for */
  dependenciesOf(id: string): DependencyData {
    const { sources } = this.#planned(id);
    return new DependencyData(id, sources, this.outputsOf(sources, id));
  }

  /** @internal outputs of flows, as far as they have completed, as one flow gets them */
  outputsOf(ids: readonly string[], reader: string): Record<string, unknown> {
    const { outputs } = this.#run;
    return Object.fromEntries(
      ids.filter((id) => outputs.has(id)).map((id) => [id, this.#given(outputs.get(id), reader)]),
    );
  }

  /** @internal the flows that reach a flow with their outputs */
  sourcesOf(id: string): readonly string[] {
    return this.#planned(id).sources;
  }

  /** @internal has a flow done behind the flows that it waits for, for another one */
  async execute(state: FlowState, input: AddedFlow["input"], caller: JobContext): Promise<unknown> {
    this.#refuseCircle(state, caller.job);
    this.add(state, input, caller.job);
    await abortable(this.#run.whenEnded(state.id), caller.signal);
    const node = this.#run.node(state.id);
    if (node.state === "completed") return node.output;
    throw node.hasFailed ? node.thrown : new FlowError(`Flow '${state.id}' did not run.`);
  }

  /** @internal adds a flow, and what it waits for, where they do not take part yet */
  add(state: FlowState, input: AddedFlow["input"], parent: string): void {
    const run = this.#run;
    if (run.jobs.has(state.id)) {
      const given = this.#inputFor(state.id);
      if (Object.keys(input).length === 0 || input === given) return;
      throw new FlowError(
        `Cannot execute '${state.id}' again in this execution: a flow is done once in each, and ` +
          "it has another input already. Make another flow of the same processor.",
        { data: { processId: state.id } },
      );
    }
    const plan = this.#host.planOf(state);
    const fresh = [...plan.flows.values()].filter(({ state: { id } }) => !run.jobs.has(id));
    const added = this.#added ??= new Map();
    for (const planned of fresh) added.set(planned.state.id, { ...planned, input });
    const ids = new Set(fresh.map(({ state: { id } }) => id));
    try {
      run.grow({
        jobs: fresh.map(({ state }) => this.#host.jobOf(state)),
        edges: plan.edges.filter(({ to }) => ids.has(to)),
        parent,
      });
    } catch (error) {
      for (const id of ids) added.delete(id);
      throw error;
    }
  }

  #planned(id: string): PlannedFlow {
    return this.#plan.flows.get(id) ?? this.#added!.get(id)!;
  }

  /** What a flow was started with, or added with. */
  #inputFor(id: string): AddedFlow["input"] {
    return this.#added?.get(id)?.input ?? this.input;
  }

  /** @throws FlowError where a flow would wait for what waits for it */
  #refuseCircle(state: FlowState, caller: string): void {
    const waiting = new Set<string>();
    for (let id: string | null = caller; id !== null; id = this.#run.node(id).parent) {
      waiting.add(id);
    }
    const seen = new Set([...this.#host.planOf(state).flows.keys()]);
    for (const id of seen) {
      if (!waiting.has(id)) continue;
      throw new FlowError(
        `Cannot execute '${state.id}' in '${caller}': adding dependency would create a cycle, as ` +
          `it would wait for '${id}', which waits for it. Execute what does not depend on that, ` +
          "or add it without waiting.",
        { data: { processId: state.id, caller } },
      );
    }
  }

  #inputOf(id: string, outputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const { state, merged } = this.#planned(id);
    const input = this.#inputFor(id);
    if (merged.length === 0) return { ...input };
    const known = Object.fromEntries(
      merged.filter((from) => Object.hasOwn(outputs, from))
        .map((from) => [from, this.#given(outputs[from], id)]),
    );
    return mergeInputs(id, state.config.merge, known, input);
  }

  /** An output as a flow gets it. */
  #given(output: unknown, reader: string): unknown {
    return this.#streams === null ? output : outputFor(reader, output);
  }

  /** Has the streams of an output kept for all who depend on it. */
  #stream(id: string, streams: readonly FlowStream[]): void {
    this.#streams = [...this.#streams ?? [], ...streams];
    for (const { state, sources } of this.#plan.flows.values()) {
      if (!sources.includes(id)) continue;
      for (const stream of streams) stream.expect(state.id);
    }
  }

  #release(id: string): void {
    for (const stream of this.#streams ?? []) stream.release(id);
  }

  #hear(event: RunEvent): void {
    switch (event.type) {
      case "job_started": {
        const { state } = this.#planned(event.job);
        state.begin();
        this.#kept.set(event.job, this.#host.monitor.begin(state, this.id, event.time));
        break;
      }
      case "job_completed":
      case "job_failed":
      case "job_cancelled":
        this.#settle(event.job, event.time);
        break;
      case "job_skipped":
        // What was merely not reached is as it was.
        if (event.job === this.#root.id) this.#settle(event.job, event.time);
    }
  }

  #settle(id: string, time: number): void {
    const { state } = this.#planned(id);
    const kept = this.#kept.get(id) ?? null;
    if (kept !== null) state.active--;
    const node = this.#run.node(id);
    const cancelled = node.state !== "failed" && (node.state !== "completed" ||
      id === this.#root.id && this.#run.state === "cancelled");
    const failed = node.state === "failed";
    const result: FlowResult = {
      processId: id,
      status: cancelled ? "cancelled" : failed ? "failed" : "completed",
      startTime: new Date(node.startedAt ?? time),
      endTime: new Date(time),
      // The job makes an object of whatever the processor returns.
      output: failed || cancelled ? null : node.output as Record<string, unknown>,
      error: cancelled ? "Flow cancelled" : failed ? messageOf(node.thrown) : null,
      traceback: failed ? node.error?.stack ?? null : null,
      metadata: {
        runId: this.id,
        attempts: node.attempts,
        durationMs: node.durationMs ?? 0,
        version: state.config.version,
        errorType: failed ? node.error?.error_class ?? null : null,
        reason: node.reason,
      },
    };
    if (this.#streams !== null) this.#release(id);
    if (result.status === "completed") {
      const streams = streamsOf(result.output);
      if (streams.length > 0) this.#stream(id, streams);
    }
    state.input = this.#inputFor(id);
    if (result.status !== "completed") {
      this.#host.thrown.set(result, cancelled ? this.#run.error ?? node.thrown : node.thrown);
    }
    if (id === this.#root.id) this.#result = result;
    state.settle(result);
    if (node.state !== "completed" || kept !== null) this.#host.monitor.end(state, kept, result);
  }
}

function statusOf(state: string): FlowResult["status"] {
  if (state === "skipped") return "pending"; // it never began
  return state as FlowResult["status"]; // the same words
}
