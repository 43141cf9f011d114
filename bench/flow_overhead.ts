/**
 * What does a task cost that does nothing?
 *
 * CPU microseconds per task, and memory, for graphs of jobs, called jobs, function flows and
 * pipelines, with all events and logs and without, beside a bare loop of awaited calls. The peers'
 * figures, measured on two shared cores, stand in the last column: OSBot-Utils 4,900 us a task,
 * Flow4AI 107 us a job, the "Flow System Design" 18 us a flow.
 *
 * A pipeline in debug once cost three times as much as one on a pool: 69 us an item beside 25. Each
 * item was handed out, and its end written down, by itself: two transactions of the journal an
 * item, where a worker's batch has two in all. It is handed out in batches too now: 24 beside 22.
 * The CPU is this process's alone, so that a pool's figure lacks what its workers do, which in
 * debug is in it. Of a trivial item in debug a third goes to the journal (its list, and its end),
 * an eighth to the report of the run, a tenth to the task with its time limit and its context.
 *
 * Dependent flows once cost 25 us, and graphs 16: the context of each try kept its run in memory
 * until the next full collection, which took most of the time.
 *
 * ```sh
 * deno run -A bench/flow_overhead.ts              # 1,000 and 100,000 tasks
 * deno run -A bench/flow_overhead.ts --memory     # 1,000,000 tasks, once each
 * deno run -A bench/flow_overhead.ts --only flow --counts 1000
 * ```
 *
 * @module
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cpuUsage } from "node:process";
import { parseArgs } from "node:util";
import { Flow, FlowContext } from "../dependent.ts";
import { flow, task } from "../functions.ts";
import { FlowManager, graph, wrap } from "../graph.ts";
import { openRun } from "../src/flow/engine/flow_run.ts";
import { Graph } from "../src/flow/engine/graph.ts";
import type { InlineJob } from "../src/flow/job.ts";
import { startGraph } from "../src/flow/engine/scheduler.ts";
import { createFlow } from "../src/pipeline/create_flow.ts";
import { identity } from "./trivial_tasks.ts";

/** Runs so many tasks; `loud` with all events and logs. */
type Case = (count: number, loud: boolean) => Promise<void>;

/** What is measured, with what is made for it before. */
interface Measured {
  readonly run: Case;
  readonly peer: string;
  prepare?(count: number, loud: boolean): void;
}

const jobs = wrap({ a: () => 1, b: () => 2, c: () => 3, d: () => 4, e: () => 5 });
const fiveJobs = graph(jobs)`a >> (b | c | d) >> e`;
const oneJob = graph(jobs)`a`;
const listen = (loud: boolean) => loud ? [() => {}] : [];
const quiet = { loggingEnabled: false, logToMemory: false, addTaskToSelf: false };
const add = task((n: number) => n + 1, { taskName: "add" });
const addLater = task((n: number) => Promise.resolve(n + 1), { taskName: "add_later" });

function job(name: string, loud: boolean): InlineJob {
  return {
    name,
    run: (_, context) => {
      if (loud) context.log("INFO", "a line");
      return 1;
    },
  };
}

const add1 = ({ n }: { n: number }) => ({ n: n + 1 });
let flows: Flow[] = [];

/** Flows of which each requires the one before. */
function chain(count: number, loud: boolean): Flow[] {
  const context = new FlowContext({ listeners: listen(loud) });
  if (loud) context.subscribe(() => {});
  const made: Flow[] = [];
  for (let i = 0; i < count; i++) {
    const flow = new Flow({
      processor: add1,
      config: { name: "add" },
      processId: `f${i}`,
      context,
    });
    if (i > 0) flow.registerTo(made[i - 1], { required: [`f${i - 1}`] });
    made.push(flow);
  }
  return made;
}

const CASES: Record<string, Measured> = {
  "a loop of awaited calls": {
    peer: "",
    run: async (count) => {
      const call = async (n: number) => await n + 1;
      let sum = 0;
      for (let i = 0; i < count; i++) sum = await call(sum);
    },
  },
  "graph, a chain": {
    peer: "107 us",
    run: async (count, loud) => {
      const jobs = Array.from({ length: count }, (_, i) => job(`j${i}`, loud));
      const edges = jobs.slice(1).map(({ name }, i) => ({ from: `j${i}`, to: name }));
      const graph = new Graph(jobs, edges);
      await startGraph(graph, { name: "chain", listeners: listen(loud) }).waitOrThrow();
    },
  },
  "graph, side by side": {
    peer: "107 us",
    run: async (count, loud) => {
      const graph = new Graph(Array.from({ length: count }, (_, i) => job(`j${i}`, loud)), []);
      await startGraph(graph, { name: "wide", concurrency: 8, listeners: listen(loud) })
        .waitOrThrow();
    },
  },
  "one graph of one job, again and again": {
    peer: "18 us",
    run: async (count, loud) => {
      const graph = new Graph([job("only", loud)], []);
      for (let i = 0; i < count; i++) {
        await startGraph(graph, { name: "one", listeners: listen(loud) }).wait();
      }
    },
  },
  "called jobs": {
    peer: "",
    run: async (count, loud) => {
      const run = openRun({ name: "calls", keepOutputs: loud, listeners: listen(loud) });
      const called = job("called", loud);
      for (let i = 0; i < count; i++) await run.call(called);
      await run.close();
    },
  },
  "dependent flow, inline, again and again": {
    peer: "18 us",
    prepare: (_, loud) => void (flows = chain(1, loud)),
    run: async (count) => {
      for (let i = 0; i < count; i++) await flows[0].execute({ n: 1 });
    },
  },
  "dependent flows, a chain is registered": {
    peer: "3,100 us", // at 300
    run: (count, loud) => {
      flows = chain(count, loud);
      return Promise.resolve();
    },
  },
  "dependent flows, a chain is executed": {
    peer: "18 us",
    prepare: (count, loud) => void (flows = chain(count, loud)),
    run: async () => void await flows.at(-1)!.executeOrThrow({ n: 1 }),
  },
  "job graph a >> (b | c | d) >> e, submitted and popped": {
    peer: "107 us",
    run: async (count, loud) => {
      const manager = new FlowManager({ graphs: fiveJobs, listeners: listen(loud) });
      // In portions, as a user pops results while more come.
      for (let left = count / 5; left > 0; left -= 10_000) {
        manager.submit(Array.from({ length: Math.min(left, 10_000) }, () => ({})));
        await manager.waitForCompletion();
        manager.popResults();
      }
    },
  },
  "job graph a >> (b | c | d) >> e, streamed": {
    peer: "107 us",
    run: async (count, loud) => {
      const manager = new FlowManager({ graphs: fiveJobs, listeners: listen(loud) });
      const tasks = (function* () {
        for (let i = 0; i < count / 5; i++) yield {};
      })();
      for await (const { output } of manager.stream(tasks)) void output;
    },
  },
  "job graph of one job, from submit to result": {
    peer: "100,000 us", // of waiting: it looks ten times a second
    run: async (count, loud) => {
      const manager = new FlowManager({ graphs: oneJob, listeners: listen(loud) });
      for (let i = 0; i < count; i++) await manager.execute({});
    },
  },
  "function flow": {
    peer: "4,900 us",
    run: async (count, loud) => {
      const sum = flow(() => {
        let total = 0;
        for (let i = 0; i < count; i++) total = add(total);
        return total;
      }, loud ? { flowName: "sum", captureEvents: true } : { flowName: "sum", ...quiet });
      await sum().execute();
    },
  },
  "function flow, async tasks": {
    peer: "4,900 us",
    run: async (count, loud) => {
      const sum = flow(async () => {
        let total = 0;
        for (let i = 0; i < count; i++) total = await addLater(total);
        return total;
      }, loud ? { flowName: "sum", captureEvents: true } : { flowName: "sum", ...quiet });
      await sum().execute();
    },
  },
  "pipeline, debug": { peer: "", run: (count, loud) => pipeline(count, loud, true) },
  "pipeline, a pool of two": { peer: "", run: (count, loud) => pipeline(count, loud, false) },
};

async function pipeline(count: number, loud: boolean, debug: boolean): Promise<void> {
  const flowsOutputDir = mkdtempSync(join(tmpdir(), "trunnion-bench-"));
  try {
    const settings = { flowsOutputDir, debug, maxWorkers: 2, progress: false } as const;
    const made = createFlow({ name: "items", tasks: [identity], ...settings });
    await made.process({
      inputs: { n: [...Array(count).keys()] },
      onEvent: loud ? () => {} : undefined,
    });
  } finally {
    rmSync(flowsOutputDir, { recursive: true });
  }
}

const cpu = () => cpuUsage().user + cpuUsage().system;

async function microseconds(
  { run, prepare }: Measured,
  count: number,
  loud: boolean,
): Promise<number> {
  prepare?.(count, loud);
  const start = cpu();
  await run(count, loud);
  return (cpu() - start) / count;
}

/** Bytes a task, with the greatest resident memory while it ran, in a process of its own. */
async function memory(name: string): Promise<void> {
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", import.meta.filename!, "--case", name],
    stderr: "inherit",
  }).output();
  console.log(success ? new TextDecoder().decode(stdout).trimEnd() : `${name}: failed`);
}

async function measureMemory(name: string): Promise<void> {
  const measured = CASES[name];
  await microseconds(measured, 1000, true);
  const count = 1_000_000;
  const before = Deno.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => most = Math.max(most, Deno.memoryUsage().rss), 20);
  for (const loud of [false, true]) {
    const us = await microseconds(measured, count, loud);
    most = Math.max(most, Deno.memoryUsage().rss);
    const megabytes = ((most - before) / 1e6).toFixed(0).padStart(6);
    const words = loud ? "all events and logs" : "quiet";
    console.log(
      `${name.padEnd(40)} ${words.padEnd(20)} ${us.toFixed(1).padStart(7)} us ${megabytes} MB`,
    );
  }
  clearInterval(timer);
}

const { values } = parseArgs({
  options: {
    counts: { type: "string", default: "1000,100000" },
    only: { type: "string", default: "" },
    memory: { type: "boolean", default: false },
    case: { type: "string" },
  },
});
const chosen = Object.entries(CASES).filter(([name]) => name.includes(values.only));

if (values.case !== undefined) {
  await measureMemory(values.case);
} else if (values.memory) {
  console.log("1,000,000 tasks: CPU a task, and the growth of resident memory\n");
  for (const [name] of chosen) if (!name.startsWith("one graph")) await memory(name);
} else {
  const counts = values.counts.split(",").map(Number);
  console.log(`${"CPU us per task".padEnd(40)} ${"tasks".padStart(8)}   quiet    loud    peer`);
  for (const [name, measured] of chosen) {
    await microseconds(measured, 1000, true); // so that nothing is compiled while it is measured
    for (const count of counts) {
      const figures = [];
      for (const loud of [false, true]) figures.push(await microseconds(measured, count, loud));
      const text = figures.map((us) => us.toFixed(1).padStart(7)).join(" ");
      console.log(
        `${name.padEnd(40)} ${String(count).padStart(8)} ${text} ${measured.peer.padStart(9)}`,
      );
    }
  }
}
