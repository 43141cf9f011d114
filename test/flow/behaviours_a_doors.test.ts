/**
 * Section A of the behaviours of flow systems, lines 40 to 42: what the engine holds of them. A
 * door that registers flows (types of composition, a context with flows by name) comes on top.
 */
import { expect, test } from "vitest";
import { openRun } from "../../src/flow/engine/flow_run.ts";
import { startGraph } from "../../src/flow/engine/scheduler.ts";
import { ThreadExecutor } from "../../src/pool/executors/thread_executor.ts";
import { graphOf } from "./helpers.ts";

test("A40: jobs without an edge run beside each other, jobs in a chain one after the other", async () => {
  for (const [edges, together] of [[[], 3], [["a > b", "b > c"], 1]] as const) {
    let [now, most] = [0, 0];
    const all = Promise.withResolvers<void>();
    const work = async () => {
      most = Math.max(most, ++now);
      // Those beside each other end when all of them have begun.
      if (now === together) all.resolve();
      await all.promise;
      now--;
      return { z: 1 };
    };
    const run = await startGraph(graphOf({ a: work, b: work, c: work }, ...edges), { name: "A40" })
      .wait();
    expect([run.state, most]).toEqual(["completed", together]);
    expect(run.outputs.get("c")).toEqual({ z: 1 });
  }
});

test("A41: a pool that is closed ends what goes on, may be closed twice, and takes no more", async () => {
  const module = new URL("../pool/fixtures/thread_jobs.ts", import.meta.url).href;
  const thread = new ThreadExecutor(); // one place a core
  const run = openRun({ name: "A41", executors: { thread } });
  const job = { name: "forever", type: "thread", module, export: "forever" } as const;
  const ended = run.call(job).then(() => "done", (error) => error.name);
  while (thread.active === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await thread.close();
  await thread.close();
  expect(await ended).not.toBe("done");
  expect(run.jobs.get("forever")!.state).toBe("failed");
  await expect(run.call({ ...job, name: "default", export: "default" })).rejects.toThrow();
});

test("A42: a run keeps its jobs and results to itself; nothing is left for the next one", async () => {
  const graph = graphOf({ A: () => 1 });
  const first = await startGraph(graph, { name: "A42" }).wait();
  expect(first.outputs.get("A")).toBe(1);
  const next = openRun({ name: "A42" });
  expect([next.jobs.size, next.outputs.size]).toEqual([0, 0]);
  expect(next.jobs.get("A") ?? null).toBe(null);
});
