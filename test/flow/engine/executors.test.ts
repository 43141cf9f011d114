import { describe, expect, test } from "vitest";
import {
  type JobContext,
  type JobExecutor,
  type ModuleJob,
  openRun,
  ProcessExecutor,
  ThreadExecutor,
  UsageError,
} from "../../../mod.ts";
import { Graph } from "../../../src/flow/engine/graph.ts";
import { startGraph } from "../../../src/flow/engine/scheduler.ts";

/** An executor from outside: it imports the module here, and writes down what it was asked. */
class Toy implements JobExecutor {
  readonly asked: { readonly job: string; readonly attempt: number; readonly inputs: unknown }[] =
    [];

  async run(job: ModuleJob<unknown, unknown>, inputs: unknown, context: JobContext) {
    this.asked.push({ job: context.job, attempt: context.attempt, inputs });
    context.log("INFO", `toy does ${job.name}`);
    const exports = await import(job.module);
    return await exports[job.export ?? "default"](inputs, context);
  }
}

const module = `data:text/javascript,
  export default ({ a, b }) => a + b;
  export const second = (_, { attempt }) => {
    if (attempt === 1) throw new RangeError("not yet");
    return attempt;
  };
  export const stop = (_, { signal }) => new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });`.replaceAll("\n", " ");
const job = (rest: Partial<ModuleJob> = {}): ModuleJob => ({
  ...{ name: "add", type: "toy", module },
  ...rest,
});

describe("an executor from outside, under a type of its own", () => {
  test("does the jobs of that type, with the run's log and record", async () => {
    const toy = new Toy();
    const run = openRun({ name: "sums", executors: { toy } });
    expect(await run.call(job(), { args: { a: 1, b: 2 } })).toBe(3);
    await run.close();
    expect(toy.asked).toEqual([{ job: "add", attempt: 1, inputs: { a: 1, b: 2 } }]);
    expect(run.log).toMatchObject([{ job: "add", message: "toy does add" }]);
    expect(run.jobs.get("add")).toMatchObject({ type: "toy", state: "completed" });
  });

  test("leaves attempts, time limits and turns to the engine", async () => {
    const toy = new Toy();
    const run = openRun({ name: "tries", executors: { toy } });
    expect(await run.call(job({ name: "second", export: "second", retries: 1 }))).toBe(2);
    const stop = run.call(job({ name: "stop", export: "stop", timeout: 5 }));
    await expect(stop).rejects.toMatchObject({ name: "FlowTimeoutError" });
    expect(toy.asked.map(({ job, attempt }) => `${job} ${attempt}`)).toEqual([
      ...["second 1", "second 2", "stop 1"],
    ]);
    expect(run.jobs.get("stop")).toMatchObject({ state: "failed", abandoned: false });
  });

  test("stands beside other jobs in a graph", async () => {
    const sum = job({ name: "sum" });
    const graph = new Graph([
      { name: "a", run: () => 1 },
      { name: "b", run: () => 2 },
      sum,
    ], [{ from: "a", to: "sum" }, { from: "b", to: "sum" }]);
    const run = await startGraph(graph, { name: "sums", executors: { toy: new Toy() } }).wait();
    expect(run.outputs.get("sum")).toBe(3);
  });
});

describe("a job is refused before anything runs", () => {
  const call = (made: unknown, executors = {}) =>
    openRun({ name: "r", executors }).call(made as ModuleJob);

  test("whose type nothing does, names that every object has included", async () => {
    const other = call(job({ type: "cluster" }), { toy: new Toy() });
    await expect(other).rejects.toThrow(UsageError);
    await expect(other).rejects.toThrow("Pass `executors: { cluster: ... }`");
    await expect(call(job({ type: "toString" }))).rejects.toThrow('of type "toString"');
  });

  test("that is inline and has no function", async () => {
    await expect(call({ name: "add", type: "inline", module })).rejects.toThrow(
      "Cannot run the job 'add': an inline job has a function `run`",
    );
  });

  test("of another type than inline is never run here, whatever it has", async () => {
    const made = { ...job(), run: () => "here" };
    const run = openRun({ name: "r", executors: { toy: new Toy() } });
    expect(await run.call(made as ModuleJob, { args: { a: 2, b: 2 } })).toBe(4);
  });
});

test("the executors that come along can be used through what is public", async () => {
  const file = new URL("../../pool/fixtures/thread_jobs.ts", import.meta.url).href;
  await using thread = new ThreadExecutor({ size: 1 });
  await using process = new ProcessExecutor({ size: 1 });
  const run = openRun({ name: "sums", executors: { thread, process } });
  const sums = ["thread", "process"].map((type) =>
    run.call(job({ type, module: file, name: type }), { args: { a: 1, b: 2 } })
  );
  expect(await Promise.all(sums)).toEqual([3, 3]);
  await run.close();
});
