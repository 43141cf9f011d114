import { describe, expect, test } from "vitest";
import { FlowManager, graph, job, jobContext, serial, Submission, wrap } from "../../../graph.ts";
import { FileBackend, MemoryBackend, ResultsManager } from "../../../stores.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";
import { killedWhen } from "../killed_program.ts";
import type { Any } from "./jobs.ts";

const folder = temporaryFolder();

/** A graph whose job `shaky` fails while it is told to, and which tells what was done. */
function managerOf(results: ResultsManager, breaks: () => boolean) {
  const done: string[] = [];
  const jobs = wrap({
    load: (name: string) => (done.push("load"), { name, sizes: Float32Array.of(1, 2) }),
    count: async () => {
      await Promise.resolve();
      done.push("count");
      return jobContext<Any>().inputs.load.sizes.length;
    },
    shaky: job(() => {
      done.push("shaky");
      if (breaks()) throw new Error("the power is gone");
      return undefined;
    }, { saveResult: true }),
    report: () => (done.push("report"), Object.keys(jobContext().inputs)),
  });
  const graphs = { survey: graph(jobs)`load >> count >> shaky >> report` };
  return { done, manager: new FlowManager({ graphs, results }) };
}

const gear = () => new Submission({ "load.name": "gear" }, { id: "gear-1" });

describe("a submission that is kept", () => {
  test("may have jobs and an id of any name, devices of some systems too", async () => {
    const backend = new FileBackend(folder());
    const results = new ResultsManager({ backend });
    let done = 0;
    const jobs = wrap({ aux: () => ++done, "a/b.c": () => ++done });
    const graphs = { nul: serial(jobs.aux, jobs["a/b.c"]) };
    for (let i = 0; i < 2; i++) {
      const manager = new FlowManager({ graphs, results });
      const { output } = await manager.submit(new Submission({}, { id: "../con" }));
      expect(output).toEqual({ result: 2 });
    }
    expect(done).toBe(2);
  });

  test("goes on with the jobs that had not ended, in another manager", async () => {
    const results = new ResultsManager({ backend: new MemoryBackend() });
    const first = managerOf(results, () => true);
    await expect(first.manager.submit(gear())).rejects.toThrow("the power is gone");
    expect(first.done).toEqual(["load", "count", "shaky"]);
    const second = managerOf(results, () => false);
    const result = await second.manager.submit(gear());
    expect(second.done).toEqual(["shaky", "report"]);
    expect(result.output).toEqual({ result: ["shaky"] });
    expect(result.run.jobs.get("count")).toMatchObject({ state: "completed" });
    const { backend } = results;
    const write = backend.write.bind(backend);
    let writes = 0;
    backend.write = (...all) => (writes++, write(...all));
    const third = managerOf(results, () => true);
    expect((await third.manager.submit(gear())).output).toEqual(result.output);
    expect(third.done).toEqual([]);
    expect(writes).toBe(0);
  });

  test("is one of its id: another is done, and other data under it is refused", async () => {
    const results = new ResultsManager({ backend: new MemoryBackend() });
    const { manager, done } = managerOf(results, () => false);
    await manager.submit(gear());
    await manager.submit({ "load.name": "gear" });
    expect(done).toHaveLength(8);
    const other = new Submission({ "load.name": "shaft" }, { id: "gear-1" });
    await expect(manager.submit(other)).rejects.toThrow(
      "must stay the same, and is other data now",
    );
    expect(manager.popResults().errors).toMatchObject([{ job: null, run: null }]);
    expect(await manager.waitForCompletion()).toBe(true);
  });

  test("fails where what jobs give cannot be kept, and names the reason", async () => {
    const backend = new MemoryBackend();
    const results = new ResultsManager({ backend });
    const jobs = wrap({ give: () => () => 1 });
    const manager = new FlowManager({ graphs: jobs, results });
    await expect(manager.submit({})).rejects.toThrow(/Cannot keep what the jobs.*function/);
    const write = backend.write.bind(backend);
    backend.write = (id, ...more) =>
      id.includes("/jobs/") ? Promise.reject(new Error("the disk is gone")) : write(id, ...more);
    const second = managerOf(results, () => false);
    await expect(second.manager.submit(gear())).rejects.toThrow("the disk is gone");
    expect(second.manager.getCounts()).toMatchObject({ submitted: 1, completed: 0, errors: 1 });
  });
});

test("after kill -9 a graph of 1,000 jobs goes on where it was", async () => {
  const base = folder();
  const program = new URL("fixtures/killed_graph.ts", import.meta.url);
  expect(await killedWhen(program, base, "400 kept")).toContain("done 600, sum 499500");
});
