import { afterAll, describe, expect, test } from "vitest";
import { FlowTimeoutError, RunCancelled } from "../../../src/flow/record/flow_errors.ts";
import { openRun } from "../../../src/flow/engine/flow_run.ts";
import type { ModuleJob } from "../../../src/flow/job.ts";
import { ThreadExecutor } from "../../../src/pool/executors/thread_executor.ts";

const thread = new ThreadExecutor({ size: 2 });
afterAll(() => thread.close());

const module = new URL("../fixtures/thread_jobs.ts", import.meta.url).href;
const job = (name: string, rest: Partial<ModuleJob> = {}): ModuleJob => ({
  name,
  type: "thread",
  module,
  export: name,
  ...rest,
});
const open = () => openRun({ name: "threads", executors: { thread } });

describe("jobs in threads", () => {
  test("run a module's function in a worker, which logs into the run", async () => {
    const run = open();
    expect(await run.call(job("default"), { args: { a: 1, b: 2 } })).toBe(3);
    expect(run.log).toMatchObject([{ job: "default", message: "adding for default" }]);
    expect(await run.call(job("whoAmI"))).toBe(true);
  });

  test("fail with the class of what was thrown there", async () => {
    const run = open();
    await expect(run.call(job("fail"))).rejects.toMatchObject({
      name: "TypeError",
      message: "boom",
    });
    expect(run.jobs.get("fail")).toMatchObject({ state: "failed" });
  });

  test("are told to stop when their time is over, and ended when they do not listen", async () => {
    const run = open();
    await expect(run.call(job("untilStopped", { timeout: 20 }))).rejects.toBeInstanceOf(
      FlowTimeoutError,
    );
    expect(run.jobs.get("untilStopped")!.abandoned).toBe(false);
    await expect(run.call(job("forever", { timeout: 20, grace: 5000 }))).rejects.toBeInstanceOf(
      FlowTimeoutError,
    );
    // Its worker was ended well before the grace of the job.
    expect(run.jobs.get("forever")!.abandoned).toBe(false);
    expect(await run.call(job("default"), { args: { a: 2, b: 3 } })).toBe(5);
    expect(thread.active).toBe(0);
  });

  test("that wait for a worker are let go when the run is cancelled", async () => {
    const run = open();
    const calls = [1, 2, 3].map(() => run.call(job("untilStopped", { grace: 5000 })));
    await Promise.resolve();
    run.cancel("enough");
    for (const call of calls) await expect(call).rejects.toBeDefined();
    await run.close();
    expect(run.error).toBeInstanceOf(RunCancelled);
    expect([...run.jobs.values()].map(({ state }) => state)).toEqual(Array(3).fill("cancelled"));
    expect(thread.active).toBe(0);
  });

  test("cannot be given, or give, what cannot be sent; and their function must exist", async () => {
    const run = open();
    await expect(run.call(job("default"), { args: { a: () => {} } })).rejects.toThrow(
      "its inputs cannot be sent to a worker",
    );
    await expect(run.call(job("unsendable"))).rejects.toThrow("cannot leave its worker");
    await expect(run.call(job("nothing"))).rejects.toThrow("exports no function 'nothing'");
  });

  test("are refused by a run without an executor, and by one that is closed", async () => {
    const run = openRun({ name: "bare" });
    await expect(run.call(job("default"))).rejects.toThrow('of type "thread"');
    expect(run.jobs.size).toBe(0);
    const closed = new ThreadExecutor();
    await closed.close();
    const other = openRun({ name: "closed", executors: { thread: closed } });
    await expect(other.call(job("default"))).rejects.toThrow("the executor is closed");
  });
});
