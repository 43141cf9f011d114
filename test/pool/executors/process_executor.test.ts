import { afterAll, describe, expect, test } from "vitest";
import { FlowTimeoutError, RunCancelled } from "../../../src/flow/record/flow_errors.ts";
import { openRun } from "../../../src/flow/engine/flow_run.ts";
import type { ModuleJob } from "../../../src/flow/job.ts";
import { ProcessCrash, WorkerBootError } from "../../../src/pool/errors.ts";
import { ProcessExecutor } from "../../../src/pool/executors/process_executor.ts";

const MB = 2 ** 20;
const process = new ProcessExecutor({ size: 2 });
const folder = await Deno.makeTempDir();
afterAll(async () => {
  await process.close();
  await Deno.remove(folder, { recursive: true });
});

const module = new URL("../fixtures/process_jobs.ts", import.meta.url).href;
const job = (name: string, rest: Partial<ModuleJob> = {}): ModuleJob => ({
  name,
  type: "process",
  module,
  export: name,
  ...rest,
});
const program = new URL("../fixtures/process_parent.ts", import.meta.url).href;
const open = () => openRun({ name: "processes", executors: { process } });

/** The state of a process as Linux gives it (elsewhere nothing is known), null for none. */
function stateOf(pid: number): string | null {
  try {
    return /^State:\s*(\w)/m.exec(Deno.readTextFileSync(`/proc/${pid}/status`))![1];
  } catch {
    return null;
  }
}

/** A zombie is gone as well: it only waits for its parent to hear of it. */
async function untilGone(pid: number): Promise<void> {
  while (![null, "Z", "X"].includes(stateOf(pid))) await new Promise((r) => setTimeout(r, 5));
}

async function untilWritten(path: string): Promise<string> {
  while (true) {
    try {
      return await Deno.readTextFile(path);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      await new Promise((r) => setTimeout(r, 5));
    }
  }
}

describe("jobs in processes", () => {
  test("run a module's function in another process, which logs into the run", async () => {
    const run = open();
    expect(await run.call(job("default"), { args: { a: 1, b: 2 } })).toBe(3);
    expect(run.log).toMatchObject([
      { job: "default", level: "INFO", message: "adding for default" },
      { job: "default", level: "WARNING", message: "printed 1" },
    ]);
    const pid = await run.call(job("pid"));
    expect(pid).not.toBe(Deno.pid);
    expect(await run.call(job("pid", { name: "again" }))).toBe(pid); // it was kept
  });

  test("take and give all that can be cloned", async () => {
    const args = {
      big: new Float64Array(300_000).fill(1.5),
      map: new Map([[1n, new Set(["x"])]]),
      date: new Date(0),
      none: undefined,
    };
    expect(await open().call(job("echo"), { args })).toEqual(args);
  });

  test("fail with the class and the cause of what was thrown there", async () => {
    const run = open();
    await expect(run.call(job("fail"))).rejects.toMatchObject({
      name: "RangeError",
      message: "boom",
      cause: { name: "TypeError", message: "inner" },
    });
    await expect(run.call(job("unhandled"))).rejects.toMatchObject({
      name: "RangeError",
      message: expect.stringContaining("in a timer"),
    });
  });

  test("are killed when their time is over, in an endless loop too", async () => {
    const run = open();
    const mark = `${folder}/spin`;
    await run.call(job("pid")); // a process is warm
    await expect(run.call(job("spin", { timeout: 1500, grace: 60_000 }), { args: { mark } }))
      .rejects
      .toBeInstanceOf(FlowTimeoutError);
    expect(run.jobs.get("spin")!.abandoned).toBe(false);
    await untilGone(Number(await Deno.readTextFile(mark)));
    expect(await run.call(job("default"), { args: { a: 2, b: 3 } })).toBe(5);
    expect(process.active).toBe(0);
  });

  test.each([
    ["exit", { code: 3, signal: null }],
    ["nodeExit", { code: 4, signal: null }],
    ["close", { code: 0, signal: null }],
    ["killed", { code: null, signal: "SIGKILL" }],
  ])("that end their process (%s) fail alone", async (name, data) => {
    const run = open();
    const bystander = run.call(job("untilStopped", { timeout: 500, grace: 60_000 }));
    const error = await run.call(job(name)).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ProcessCrash);
    expect(error).toMatchObject({ name: "ProcessCrash", data: { job: name, ...data } });
    expect((error as Error).message).toContain(String(data.signal ?? `exit code ${data.code}`));
    expect(await run.call(job("default"), { args: { a: 2, b: 3 } })).toBe(5);
    await expect(bystander).rejects.toBeInstanceOf(FlowTimeoutError);
  });

  test("send their last lines before they leave", async () => {
    const run = open();
    await expect(run.call(job("exit"))).rejects.toBeInstanceOf(ProcessCrash);
    expect(run.log).toMatchObject([{ message: "leaving" }]);
  });

  test("that run out of memory fail alone, and the process says why", async () => {
    await using process = new ProcessExecutor({ size: 1, maxHeapBytes: 80 * MB });
    const run = openRun({ name: "processes", executors: { process } });
    const error = await run.call(job("outOfMemory")).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ProcessCrash);
    expect((error as ProcessCrash).data.lastLines).toEqual(
      expect.arrayContaining([expect.stringContaining("out of memory")]),
    );
    expect(await run.call(job("default"), { args: { a: 2, b: 3 } })).toBe(5);
  });

  test("do not suffer from a process that was killed while it was idle", async () => {
    const run = open();
    const pids = await Promise.all([0, 1].map((i) => run.call(job("pid", { name: `pid ${i}` }))));
    for (const pid of new Set(pids)) Deno.kill(pid as number, "SIGKILL");
    expect(await run.call(job("default"), { args: { a: 2, b: 3 } })).toBe(5);
  });

  test("cannot be given, or give, what cannot be sent; and their function must exist", async () => {
    const run = open();
    await expect(run.call(job("default"), { args: { a: () => {} } })).rejects.toThrow(
      "its inputs cannot be sent to one",
    );
    await expect(run.call(job("unsendable"))).rejects.toThrow("cannot leave its worker");
    await expect(run.call(job("nothing"))).rejects.toThrow("exports no function 'nothing'");
    expect(await run.call(job("default", { name: "after" }), { args: { a: 2, b: 3 } })).toBe(5);
  });

  test("hear that their run is cancelled, and those that wait are let go", async () => {
    // The job must hear of it, however busy the machine is.
    await using patient = new ProcessExecutor({ size: 2, grace: 60_000 });
    const run = openRun({ name: "patient", executors: { process: patient } });
    const marks = ["a", "b", "c"].map((name) => `${folder}/${name}`);
    const calls = marks.map((mark) =>
      run.call(job("untilStopped", { grace: 60_000 }), { args: { mark } })
    );
    await Promise.all(marks.slice(0, 2).map((mark) => untilWritten(`${mark}.started`)));
    run.cancel("enough");
    for (const call of calls) await expect(call).rejects.toBeDefined();
    await run.close();
    expect(run.error).toBeInstanceOf(RunCancelled);
    expect([...run.jobs.values()].map(({ state }) => state)).toEqual(Array(3).fill("cancelled"));
    expect(await Promise.all(marks.slice(0, 2).map((mark) => Deno.readTextFile(mark)))).toEqual(
      ["AbortError", "AbortError"],
    );
    expect(patient.active).toBe(0);
  });

  test("of two runs are done at the same time", async () => {
    const meeting = await Deno.makeTempDir({ dir: folder });
    const args = { folder: meeting, count: 2 };
    const pids = await Promise.all([open(), open()].map((run) => run.call(job("meet"), { args })));
    expect(new Set(pids).size).toBe(2);
  });

  test.skipIf(Deno.build.os === "windows")(
    "do not end at a Ctrl-C, which is for the parent",
    async () => {
      const run = open();
      const pid = await run.call(job("pid")) as number;
      Deno.kill(pid, "SIGINT");
      expect(await run.call(job("pid", { name: "again" }))).toBe(pid);
    },
  );

  test("have the permissions that the executor gives them", async () => {
    await using narrow = new ProcessExecutor({
      size: 1,
      permissions: [`--allow-read=${new URL(module).pathname}`],
    });
    const run = openRun({ name: "narrow", executors: { process: narrow } });
    expect(await run.call(job("default"), { args: { a: 2, b: 3 } })).toBe(5);
    await expect(run.call(job("spin"), { args: { mark: `${folder}/no` } })).rejects.toMatchObject({
      name: "NotCapable",
    });
  });

  test("fail when no process can start", async () => {
    await using broken = new ProcessExecutor({ permissions: ["--no-such-flag"] });
    const run = openRun({ name: "broken", executors: { process: broken } });
    await expect(run.call(job("default"))).rejects.toBeInstanceOf(WorkerBootError);
  });

  test.skipIf(Deno.build.os !== "linux")(
    "are refused by an executor that is closed, and end with it",
    async () => {
      const closing = new ProcessExecutor({ size: 1 });
      const run = openRun({ name: "closing", executors: { process: closing } });
      const mark = `${folder}/closing`;
      const call = run.call(job("spin"), { args: { mark } });
      call.catch(() => {});
      const pid = Number(await untilWritten(mark));
      await closing.close();
      await expect(call).rejects.toThrow("the executor is closed");
      expect(stateOf(pid)).toBeNull();
      await expect(run.call(job("default"))).rejects.toThrow("the executor is closed");
    },
  );

  test.skipIf(Deno.build.os !== "linux")("do not outlive a parent that is killed", async () => {
    const mark = `${folder}/orphan`;
    const parent = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", program, module, "spin", mark],
    }).spawn();
    const pid = Number(await untilWritten(mark));
    expect(stateOf(pid)).not.toBeNull();
    parent.kill("SIGKILL");
    await parent.status;
    await untilGone(pid);
  });

  test("need a size from 1", () => {
    expect(() => new ProcessExecutor({ size: 0 })).toThrow(
      "its size must be a whole number from 1",
    );
  });

  test("keep a program from ending while they work, but their idle processes do not", async () => {
    const { code, stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", program, module, "slow", ""],
    }).output();
    expect({ code, printed: new TextDecoder().decode(stdout) }).toEqual({
      code: 0,
      printed: "slow\n",
    });
  });
});
