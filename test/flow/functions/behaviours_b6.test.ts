import { expect, test, vi } from "vitest";
import {
  currentFlow,
  currentTask,
  flow,
  FunctionFlow,
  NoFlow,
  task,
  taskContext,
} from "../../../functions.ts";
import { UsageError } from "../../../src/base/errors.ts";
import { after, collector, thrownBy } from "./collect.ts";

/** Tells where it runs. */
const where = task((value: string) => {
  const { thisFlow } = taskContext();
  return [value, thisFlow.flowName, thisFlow.flowId];
}, { taskName: "where" });
const whereLater = task(async (value: string, ms = 2) => {
  await after(ms);
  const { thisFlow } = taskContext();
  await after(ms);
  return [value, thisFlow.flowName, currentFlow()?.flowId];
}, { taskName: "whereLater" });

test("B36: a task finds the flow that runs it, wherever that is held", async () => {
  const asLocal = async () => {
    const local = new FunctionFlow({ flowName: "local", flowId: "L" }).setup(() => where("a"));
    return (await local.execute()).flowReturnValue;
  };
  class Holder {
    self = new FunctionFlow({ flowName: "self", flowId: "S" }).setup(() => where("b"));
  }
  const asParameter = async (parameter: FunctionFlow<string[]>) =>
    (await parameter.execute()).flowReturnValue;
  const given = flow(() => where("c"), { flowName: "parameter", flowId: "P" })();
  expect(await asLocal()).toEqual(["a", "local", "L"]);
  expect((await new Holder().self.execute()).flowReturnValue).toEqual(["b", "self", "S"]);
  expect(await asParameter(given as FunctionFlow<string[]>)).toEqual(["c", "parameter", "P"]);
});

test("B37: flows in tasks and tasks in tasks keep to their own", async () => {
  const inner = flow(() => where("in"), { flowName: "inner", flowId: "I" });
  const outerTask = task(async () => (await inner().execute()).flowReturnValue, {
    taskName: "outer_t",
  });
  const innerTask = task(() => currentFlow()?.flowName, { taskName: "inner_t" });
  const outer = await flow(async () => [await outerTask(), innerTask()], {
    flowName: "outer",
  })().execute();
  expect(outer.flowReturnValue).toEqual([["in", "inner", "I"], "outer"]);
  expect(outer.executedTasks.map(({ taskName }) => taskName)).toEqual(["outer_t", "inner_t"]);

  const { listener, lines } = collector();
  const inside = task((n: number) => n, { taskName: "inside" });
  const around = task((n: number) => inside(n) + 1, { taskName: "around" });
  const run = await flow(() => around(42), { listeners: [listener] })().execute();
  expect(run.flowReturnValue).toBe(43);
  expect(lines().filter((line) => line.startsWith("task_"))).toEqual([
    ...["task_start around", "task_start inside"],
    ...["task_stop inside completed", "task_stop around completed"],
  ]);
  const [outerCall, innerCall] = run.executedTasks;
  expect(innerCall.parent).toBe(outerCall);
  expect(run.run?.jobs.get("inside")?.parent).toBe("around");
});

test("B38: a flow that is merely at hand is not the flow of a task", async () => {
  const other = flow(() => 1, { flowName: "other" })();
  const conf = flow((of: FunctionFlow) => {
    const local = of;
    return [where("x"), local.flowName];
  }, { flowName: "conf", flowId: "C" });
  const run = await conf(other).execute();
  expect(run.flowReturnValue).toEqual([["x", "conf", "C"], "other"]);
  expect(run.executedTasks).toHaveLength(1);
  expect(other.executedTasks).toEqual([]);
});

test("B39: outside any flow a task is refused, or runs in an anonymous flow of its own", async () => {
  let ran = false;
  const strict = task(() => ran = true, { taskName: "strict" });
  const error = await thrownBy(() => strict());
  expect(error).toBeInstanceOf(NoFlow);
  expect((error as NoFlow).message).toContain("No flow found for task 'strict'");
  expect(ran).toBe(false);

  const options = { outsideFlow: "anonymous" } as const;
  const sync = task(() => taskContext().thisFlow, { ...options, taskName: "sync" });
  const flowOfSync = sync();
  expect(flowOfSync.flowName).toBe("anonymous flow of 'sync'");
  expect([flowOfSync.status, flowOfSync.executedTasks.length]).toEqual(["completed", 1]);
  const later = task(async () => {
    await after(1);
    return taskContext().thisFlow;
  }, { ...options, taskName: "later" });
  const flowOfLater = await later();
  expect([flowOfLater.status, flowOfLater.executedTasks[0].status]).toEqual([
    ...["completed", "completed"],
  ]);
  const bad = task(() => {
    throw new Error("boom");
  }, { ...options, taskName: "bad" });
  expect(await thrownBy(() => bad())).toMatchObject({ cause: { message: "boom" } });
  // In a flow such a task is a task like any other.
  const within = await flow(() => sync(), { flowName: "within" })().execute();
  expect(within.flowReturnValue).toBe(within);
});

test("B40: tasks under Promise.all see their flow", async () => {
  const gath = flow(async () => {
    const started = whereLater("a");
    const [b, c] = await Promise.all([whereLater("b", 1), whereLater("c", 3)]);
    return [await started, b, c];
  }, { flowName: "gath", flowId: "GATH" });
  const run = await gath().execute();
  expect(run.flowReturnValue).toEqual([
    ...[["a", "gath", "GATH"], ["b", "gath", "GATH"], ["c", "gath", "GATH"]],
  ]);
  expect(run.executedTasks).toHaveLength(3);
  expect(run.executedTasks.every(({ status }) => status === "completed")).toBe(true);

  const seq = flow(async () => [await whereLater("a"), await whereLater("b")], {
    flowName: "seq",
    flowId: "SEQ",
  });
  expect((await seq().execute()).flowReturnValue).toEqual([
    ...[["a", "seq", "SEQ"], ["b", "seq", "SEQ"]],
  ]);
});

test("B41: sync and async tasks mix", async () => {
  const name = task(() => currentFlow()?.flowName, { taskName: "name" });
  const mixed = flow(async () => [await whereLater("a"), await whereLater("b"), name()], {
    flowName: "seq",
    flowId: "SEQ",
  });
  expect((await mixed().execute()).flowReturnValue).toEqual([
    ...[["a", "seq", "SEQ"], ["b", "seq", "SEQ"], "seq"],
  ]);
  const double = task(async (n: number) => {
    await after(1);
    return n * 2;
  });
  const plusTwo = task((n: number) => n + 2);
  const answer = flow(async () => plusTwo(await double(20)));
  expect((await answer().execute()).flowReturnValue).toBe(42);
});

test("B42: execute() gives a promise, and does not hold up who called it", async () => {
  const order: string[] = [];
  const slow = flow(async () => {
    order.push("flow starts");
    await after(5);
    order.push("flow ends");
    return 1;
  });
  const promise = slow().execute();
  expect(promise).toBeInstanceOf(Promise);
  order.push("caller goes on");
  await after(1);
  order.push("caller waits");
  expect((await promise).flowReturnValue).toBe(1);
  expect(order).toEqual(["flow starts", "caller goes on", "caller waits", "flow ends"]);
});

test("B43: a task that nobody awaits is waited for, and reported", async () => {
  const ended: string[] = [];
  const slow = task(async (name: string) => {
    await after(3);
    ended.push(name);
  }, { taskName: "slow" });
  const run = await flow(async () => {
    await slow("awaited");
    slow("forgotten");
    return "done";
  }, { flowName: "f", flowId: "F1" })().execute();
  expect(ended).toEqual(["awaited", "forgotten"]);
  expect(run.flowReturnValue).toBe("done");
  expect(run.executedTasks.map(({ status }) => status)).toEqual(["completed", "completed"]);
  const report = "Task 'slow' was not awaited by flow 'f': await its value";
  expect(run.capturedExecLogs.filter((line) => line.includes("awaited"))).toEqual([report]);
  const logs = run.toJSON().flowData.logs;
  expect(logs.find(({ message }) => message === report)).toMatchObject({
    level: "WARNING",
    task: "slow#2",
  });

  // Nobody could see the error of such a task: the flow has failed with it.
  const bad = task(async () => {
    await after(1);
    throw new Error("boom");
  }, { taskName: "bad" });
  for (const pause of [0, 5]) {
    const failed = await flow(async () => {
      bad();
      await after(pause);
    }, { raiseFlowError: false })().execute();
    expect(failed.flowError).toMatchObject({ name: "TaskError", cause: { message: "boom" } });
    expect(failed.status).toBe("failed");
  }
  const handled = await flow(async () => {
    const promise = bad();
    await after(5);
    return await promise.catch(() => "handled");
  })().execute();
  expect(handled.flowReturnValue).toBe("handled");
  expect(handled.capturedExecLogs.join()).not.toContain("not awaited");
});

test("B44: what concurrent flows and tasks print is kept apart, and the console given back", async () => {
  const printed: unknown[][] = [];
  const spy = vi.spyOn(console, "log").mockImplementation((...args) => void printed.push(args));
  const before = console.log;
  const speak = task(async (who: string) => {
    console.log("start", who);
    await after(2);
    console.log("end", who);
  }, { taskName: "speak" });
  const talk = flow(async (who: string) => {
    console.log("in", who);
    await Promise.all([1, 2, 3].map((i) => speak(`${who}.${i}`)));
    console.log("out", who);
  });
  const promise = Promise.all([talk("A").execute(), talk("B").execute(), talk("C").execute()]);
  console.log("outside");
  const runs = await promise;
  expect(console.log).toBe(before);
  // What is captured appears where it always did.
  expect(printed).toHaveLength(1 + 3 * 8);
  expect(printed).toContainEqual(["outside"]);
  for (const who of ["A", "B", "C"]) {
    const own = printed.filter(([, name]) => String(name).startsWith(who));
    expect(own[0]).toEqual(["in", who]);
    expect(own.slice(1, 4).map(([what]) => what)).toEqual(["start", "start", "start"]);
    expect(own[7]).toEqual(["out", who]);
  }
  spy.mockRestore();
  for (const [i, who] of ["A", "B", "C"].entries()) {
    const logs = runs[i].toJSON().flowData.logs;
    const said = (task: string | null) =>
      logs.filter((line) => line.task === task && /^(start|end|in|out) /.test(line.message))
        .map(({ message }) => message);
    expect(said(null)).toEqual([`in ${who}`, `out ${who}`]);
    expect(said("speak")).toEqual([`start ${who}.1`, `end ${who}.1`]);
    expect(said("speak#3")).toEqual([`start ${who}.3`, `end ${who}.3`]);
    expect(logs.filter(({ message }) => / [ABC]/.test(message) && !message.includes(` ${who}`)))
      .toEqual([]);
  }
});

test("B37: inner flows appear in the record of the outer one", async () => {
  const inner = flow((n: number) => {
    if (n === 2) throw new Error("two is too many");
    return one(n);
  }, { flowName: "inner", raiseFlowError: false });
  const one = task((n: number) => n, { taskName: "one" });
  const calls = task(async () => await inner(2).execute(), { taskName: "calls" });
  const run = await flow(async () => {
    await inner(1).execute();
    await calls();
  }, { flowName: "outer" })().execute();
  const { innerFlows, tasks } = run.toJSON().flowData;
  expect(innerFlows).toMatchObject([
    { flowName: "inner", status: "completed", parentTaskId: null, totalTasks: 1, failedTasks: 0 },
    {
      ...{ flowName: "inner", status: "failed", parentTaskId: tasks[0].taskId, totalTasks: 0 },
      errorMessage: "two is too many",
    },
  ]);
  for (const { flowId, startTime, endTime, duration } of innerFlows) {
    expect(flowId).toMatch(/^flow_id__/);
    expect(endTime).toBeGreaterThanOrEqual(startTime);
    expect(duration).toBeGreaterThan(0);
  }
  expect(run.toJSON()).toEqual(JSON.parse(JSON.stringify(run)));
  const bare = await flow(async () => void await inner(1).execute(), { addTaskToSelf: false })()
    .execute();
  expect(bare.toJSON().flowData.innerFlows).toEqual([]);
});

test("an inner flow that is made and never executed is told at the end", async () => {
  const inner = flow(() => 1, { flowName: "inner" });
  const warnings = (run: FunctionFlow) =>
    run.toJSON().flowData.logs.filter(({ level }) => level === "WARNING").map((l) => l.message);
  const forgotten = await flow(() => inner(), { flowName: "outer" })().execute();
  expect(forgotten.status).toBe("completed");
  expect(warnings(forgotten)).toEqual([
    "Flow 'inner' was made by flow 'outer' and never executed: await its .execute()",
  ]);
  const sound = await flow(async () => {
    await inner().execute();
    await Promise.all([inner(), inner()].map((made) => made.execute()));
  })().execute();
  expect(warnings(sound)).toEqual([]);
});

test("messages of tasks that run at the same time can be told apart", async () => {
  const speak = task(async (n: number) => {
    console.log("working");
    await after(n);
    console.log("done");
  }, { taskName: "speak" });
  const shown: unknown[] = [];
  const spy = vi.spyOn(console, "log").mockImplementation((text) => void shown.push(text));
  const run = await flow(async () => void await Promise.all([speak(2), speak(1)]), {
    ...{ logToConsole: true, showPrints: false, flowId: "F1", flowName: "f" },
  })().execute();
  spy.mockRestore();
  const { tasks, logs } = run.toJSON().flowData;
  expect(tasks.map(({ name }) => name)).toEqual(["speak", "speak#2"]);
  for (const { name } of tasks) {
    expect(logs.filter(({ task }) => task === name).map(({ message }) => message))
      .toEqual(["Executing task 'speak'", "working", "done"]);
  }
  expect(shown).toContain("speak: done");
  expect(shown).toContain("speak#2: done");
});

test("a flow has one execution at a time", async () => {
  const f = flow(() => after(2), { flowName: "f" })();
  const first = f.execute();
  const error = await thrownBy(() => f.execute());
  expect(error).toBeInstanceOf(UsageError);
  expect((error as UsageError).message).toContain("Cannot execute flow 'f': it is running");
  expect((await first).status).toBe("completed");
});

test("the task that runs is found in a task, and none in a flow's function", async () => {
  const name = task(() => currentTask()?.taskName, { taskName: "me" });
  const run = await flow(() => [currentTask(), name(), currentTask()])().execute();
  expect(run.flowReturnValue).toEqual([null, "me", null]);
});
