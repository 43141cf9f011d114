/** Section C of the behaviours of flow systems, lines 46 to 60: managers, each by its line. */
import { afterEach, describe, expect, test } from "vitest";
import {
  FlowManager,
  graph,
  job,
  jobContext,
  serial,
  SubmissionFailed,
  type SubmissionResult,
  wrap,
} from "../../../graph.ts";
import { ThreadExecutor } from "../../../mod.ts";
import { type Any, boom, divide, named } from "./jobs.ts";

const rejection = (promise: Promise<unknown>): Promise<Any> =>
  promise.then(() => {
    throw new Error("it did not fail");
  }, (error) => error);

describe("C46 to C51, counts and errors", () => {
  test("C46: counts go on over pops, and results are given once", async () => {
    const manager = new FlowManager({ graphs: named("a", () => 1) });
    for (const total of [2, 4]) {
      manager.submit([{}, {}]);
      await manager.waitForCompletion();
      expect(manager.getCounts())
        .toEqual({ submitted: total, completed: total, errors: 0, callbackErrors: 0 });
      expect(manager.popResults().completed["a$$$$a$$"]).toHaveLength(2);
      expect(manager.popResults()).toEqual({ completed: {}, errors: [], callbackErrors: [] });
    }
  });

  test("C47: which graph is meant must be clear", async () => {
    const manager = new FlowManager();
    expect(() => manager.submit({})).toThrow("job_map is None or empty");
    manager.addGraph(named("a", () => 1), "one");
    expect((await manager.submit({})).output).toEqual({ result: 1 });
    manager.addGraph(named("a", () => 2), "two");
    expect(() => manager.submit({})).toThrow(
      "fq_name must be specified when multiple job graphs are available",
    );
    expect(() => manager.submit({}, "two$$$$b$$")).toThrow(
      "Job not found for fq_name: two$$$$b$$",
    );
    expect(() => manager.submit({}, "two$$$$b$$")).toThrow("two$$$$a$$");
  });

  test("C48: what is refused was not submitted, nor what stands beside it", async () => {
    const manager = new FlowManager({ graphs: named("a", () => 1) });
    expect(() => manager.submit([{}, null as Any])).toThrow("Task data must be a dictionary");
    expect(() => manager.submit({}, "nope")).toThrow("Job not found");
    expect(manager.getCounts().submitted).toBe(0);
    expect(await manager.waitForCompletion()).toBe(true);
    // A job that no executor can do is refused as well.
    const elsewhere = wrap({ elsewhere: { module: "file:///x.ts", type: "thread" } }) as Any;
    manager.addGraph(elsewhere, "far");
    expect(() => manager.submit({}, "far$$$$elsewhere$$")).toThrow();
    expect(manager.getCounts().submitted).toBe(0);
    expect(await manager.waitForCompletion()).toBe(true);
  });

  test("C49: an error says which job of which graph it was, and what was submitted", async () => {
    let ran = false;
    const { bad, after } = wrap({ bad: boom() as Any, after: () => void (ran = true) }) as Any;
    const manager = new FlowManager();
    const fqName = manager.addGraph(serial(bad, after), "g");
    const task = { n: 1 };
    manager.submit(task, fqName);
    expect(await manager.waitForCompletion()).toBe(true);
    expect(manager.getCounts())
      .toEqual({ submitted: 1, completed: 0, errors: 1, callbackErrors: 0 });
    const { completed, errors } = manager.popResults();
    expect(completed).toEqual({});
    expect(errors).toMatchObject([{ fqName, job: "bad", error: { message: "boom" } }]);
    expect(errors[0].task.data).toBe(task);
    expect(ran).toBe(false);
  });

  test("C50: one that fails leaves the others alone", async () => {
    const manager = new FlowManager({ graphs: divide() });
    manager.submit([1, 0, 2].map((d) => ({ "divide.d": d })));
    await manager.waitForCompletion();
    const { completed, errors } = manager.popResults({ order: "submission" });
    const outputs = completed["divide$$$$divide$$"].map(({ output }) => output.result);
    expect(outputs).toEqual([1, .5]);
    expect(errors.map(({ error }) => (error as Error).message)).toEqual(["division by zero"]);
  });

  test("C51: results stand in the order of completion, or in that of submission", async () => {
    const gates = [0, 1, 2].map(() => Promise.withResolvers<number>());
    const manager = new FlowManager({ graphs: named("wait", (i: number) => gates[i].promise) });
    for (const order of ["completion", "submission"] as const) {
      const all = manager.submit([0, 1, 2].map((i) => ({ "wait.i": i })));
      for (const i of [1, 2, 0]) {
        gates[i].resolve(i);
        await all[i];
        gates[i] = Promise.withResolvers();
      }
      const { completed } = manager.popResults({ order });
      expect(completed["wait$$$$wait$$"].map(({ output }) => output.result))
        .toEqual(order === "completion" ? [1, 2, 0] : [0, 1, 2]);
    }
  });

  test("C52: the siblings of a failed branch are stopped before the failure is told", async () => {
    let stopped = false;
    const all = wrap({
      start: () => 1,
      bad: () => Promise.reject(new Error("boom")),
      slow: () =>
        new Promise((_, reject) => {
          const { signal } = jobContext();
          signal.addEventListener("abort", () => {
            stopped = true;
            reject(signal.reason);
          });
        }),
    });
    const error = await rejection(
      new FlowManager().execute({}, { graph: graph(all)`start >> (bad | slow)`, graphName: "g" }),
    );
    expect(error.message).toContain("g$$$$bad$$: boom");
    expect(stopped).toBe(true);
  });
});

describe("C53 to C57, waiting", () => {
  test("C53: nothing submitted is done at once; a limit ends the waiting alone", async () => {
    const manager = new FlowManager();
    expect(await manager.waitForCompletion()).toBe(true);
    const gate = Promise.withResolvers<number>();
    manager.addGraph(named("wait", () => gate.promise));
    expect(manager.submit([])).toEqual([]);
    expect(manager.getCounts().submitted).toBe(0);
    manager.submit({});
    expect(await manager.waitForCompletion({ timeout: 1 })).toBe(false);
    gate.resolve(1);
    expect(await manager.waitForCompletion()).toBe(true);
    expect(manager.popResults().completed["wait$$$$wait$$"]).toHaveLength(1);
  });

  test("C54: one that is executed is waited for alone, and is nobody else's result", async () => {
    const gate = Promise.withResolvers<number>();
    const manager = new FlowManager({ graphs: named("wait", () => gate.promise) });
    manager.submit({}); // somebody else's, which does not end
    const bad = boom();
    const error = await rejection(manager.execute({}, { graph: bad, graphName: "x" }));
    expect(error).toBeInstanceOf(SubmissionFailed);
    expect(error.message).toBe("Errors occurred during job execution:\nx$$$$bad$$: boom");
    expect(error.cause.message).toBe("boom");
    const late = await rejection(
      manager.execute({}, { fqName: "wait$$$$wait$$", timeout: 3 }),
    );
    expect(late.name).toBe("FlowTimeoutError");
    expect(late.message).toContain(
      "Timed out waiting for tasks to complete after 0.003 seconds",
    );
    await expect(manager.execute({})).rejects.toThrow(
      "Either provide both dsl and graph_name or an fq_name",
    );
    gate.resolve(1);
    await manager.waitForCompletion();
    const { completed, errors } = manager.popResults();
    expect(Object.values(completed).flat()).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  test("C55: a job may say how long it waits for its inputs, and how long it takes", async () => {
    const never = () =>
      new Promise((_, reject) => {
        const { signal } = jobContext();
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    const first = wrap({ fast: () => 1, slow: never, n: job(() => 1, { inputTimeout: 3 }) });
    const waits = await rejection(
      new FlowManager().execute({}, { graph: graph(first)`(fast | slow) >> n`, graphName: "g" }),
    );
    expect(waits.message).toContain(
      "Timeout waiting for inputs in n. Expected: fast, slow, Received: fast",
    );
    const second = wrap({ slow: job(never, { timeout: 3 }) });
    const takes = await rejection(new FlowManager().execute({}, { graph: second as Any }));
    expect(takes.message).toContain("slow timed out after 0.003 seconds");
  });

  test("C56: who is told of results is told of each once, and of no error", async () => {
    const told: SubmissionResult[] = [];
    const manager = new FlowManager({ graphs: divide(), onComplete: (one) => told.push(one) });
    const [first] = manager.submit([1, 0].map((d) => ({ "divide.d": d })));
    await manager.waitForCompletion();
    expect(told).toEqual([await first]);
    expect(told[0].output).toEqual({ result: 1 });
  });

  test("C56: a callback that throws is counted apart, and the result is there all the same", async () => {
    const manager = new FlowManager({
      graphs: divide(),
      onComplete: ({ submission }) => {
        const error = new Error("deaf");
        if (submission.data["divide.d"] === 1) throw error;
        return Promise.reject(error);
      },
    });
    manager.submit([1, 2].map((d) => ({ "divide.d": d })));
    expect(await manager.waitForCompletion()).toBe(true);
    expect(manager.getCounts())
      .toEqual({ submitted: 2, completed: 2, errors: 0, callbackErrors: 2 });
    const { completed, errors, callbackErrors } = manager.popResults();
    expect([completed["divide$$$$divide$$"].length, errors.length]).toEqual([2, 0]);
    expect(callbackErrors.map(({ error }) => (error as Error).message)).toEqual(["deaf", "deaf"]);
  });

  test("C57: whether errors are thrown is each manager's own, also where all ended in time", async () => {
    for (const raiseOnError of [true, false]) {
      const manager = new FlowManager({ graphs: boom(), raiseOnError });
      manager.submit([{}, {}]);
      const waiting = manager.waitForCompletion();
      if (raiseOnError) {
        const error = await rejection(waiting);
        expect(error).toBeInstanceOf(SubmissionFailed);
        expect(error.errors).toHaveLength(2);
      } else expect(await waiting).toBe(true);
    }
  });
});

describe("C58 to C60", () => {
  afterEach(() => FlowManager.resetInstance());

  test("C58: thousands wait side by side", async () => {
    let now = 0, most = 0;
    const all = Promise.withResolvers<void>();
    const manager = new FlowManager({
      graphs: named("wait", async () => {
        most = Math.max(most, ++now);
        if (now === 2000) all.resolve();
        await all.promise;
        now--;
      }),
    });
    manager.submit(Array.from({ length: 2000 }, () => ({})));
    await manager.waitForCompletion();
    expect([most, manager.getCounts().completed]).toEqual([2000, 2000]);
  });

  test("C59: one manager for the whole program, and others of their own", () => {
    const heard: string[] = [];
    const first = FlowManager.instance({ onComplete: () => heard.push("first") });
    first.addGraph(named("a", () => 1));
    expect(FlowManager.instance({ onComplete: () => heard.push("second") })).toBe(first);
    expect(FlowManager.instance().getFqNames()).toEqual(["a$$$$a$$"]);
    const own = new FlowManager();
    expect(own).not.toBe(first);
    expect(own.getFqNames()).toEqual([]);
    FlowManager.resetInstance();
    expect(FlowManager.instance()).not.toBe(first);
  });

  test("C60: jobs in threads give the same results and errors", async () => {
    const module = new URL("fixtures/thread_work.ts", import.meta.url).href;
    const thread = new ThreadExecutor({ size: 1 });
    try {
      const all = wrap({
        divide: { module, export: "divide", type: "thread", saveResult: true },
        after: () => jobContext<Any>().inputs.divide.result + 1,
        text: { module, export: "unsendable", type: "thread" },
      }) as Any;
      const manager = new FlowManager({
        graphs: serial(all.divide, all.after),
        executors: { thread },
        onComplete: () => {
          throw new Error("deaf");
        },
      });
      manager.submit([1, 0, 2, 0].map((d) => ({ "divide.d": d })));
      await manager.waitForCompletion();
      const { completed, errors, callbackErrors } = manager.popResults({ order: "submission" });
      const results = Object.values(completed).flat();
      expect(results.map(({ output }) => output.result)).toEqual([2, 1.5]);
      expect(results.map(({ savedResults }) => savedResults)).toEqual([{ divide: 1 }, {
        divide: .5,
      }]);
      expect(errors.map(({ job }) => job)).toEqual(["divide", "divide"]);
      expect(callbackErrors).toHaveLength(2);
      const far = manager.addGraph(all.text, "far");
      expect((await rejection(manager.execute({}, { fqName: far }))).message).toContain(
        "far$$$$text$$",
      );
    } finally {
      await thread.close();
    }
  });

  test("C60: ten thousand submissions have ten thousand results", async () => {
    const manager = new FlowManager({ graphs: named("same", (n: number) => n) });
    manager.submit(Array.from({ length: 10_000 }, (_, n) => ({ "same.n": n })));
    await manager.waitForCompletion();
    const { completed: { "same$$$$same$$": all } } = manager.popResults();
    expect(new Set(all.map(({ output }) => output.result)).size).toBe(10_000);
  });

  test("C60: a manager that is closed waits for all, and says how many failed where that is wanted", async () => {
    for (const raiseOnError of [false, true]) {
      const manager = new FlowManager({ graphs: divide(), raiseOnError });
      manager.submit([1, 0].map((d) => ({ "divide.d": d })));
      if (!raiseOnError) await manager.close();
      else {
        await expect(manager.close()).rejects.toThrow(
          "Flow execution completed with 1 error(s). Check logs for details.",
        );
      }
      expect(manager.getCounts().completed).toBe(1);
    }
  });
});
