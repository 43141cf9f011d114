import { expect, test } from "vitest";
import { z } from "zod";
import { flow, FlowFailed, FunctionFlow, task, TaskError } from "../../../functions.ts";
import { SchemaError } from "../../../src/flow/engine/check_schema.ts";
import { after, collector, thrownBy } from "./collect.ts";

test("B25: execute() throws what ended the flow, after flow_stop", async () => {
  const { listener, lines } = collector();
  const original = new RangeError("out of range");
  const error = await thrownBy(() =>
    flow(() => {
      throw original;
    }, { flowName: "f", flowId: "F1", listeners: [listener] })().execute().finally(() => {
      expect(lines().at(-1)).toBe("flow_stop");
    })
  );
  expect(error).toBeInstanceOf(FlowFailed);
  expect(error).toMatchObject({
    message: "Flow 'f' failed: out of range",
    data: { flowName: "f", flowId: "F1" },
  });
  expect((error as FlowFailed).cause).toBe(original);
});

test("B26: a task's error reaches the flow as a TaskError with its cause", async () => {
  const original = new RangeError("boom");
  const bad = task(() => {
    throw original;
  }, { taskName: "bad" });
  let caught: unknown;
  const run = await flow(() => {
    try {
      bad();
    } catch (error) {
      caught = error;
      throw error;
    }
  }, { raiseFlowError: false, flowName: "f" })().execute();
  expect(caught).toBeInstanceOf(TaskError);
  expect(run.flowError).toBe(caught);
  expect(caught).toMatchObject({
    message: "'bad' failed: boom (task raiseOnError was set to true: stopping flow execution)",
    cause: original,
    data: { taskName: "bad", taskId: run.executedTasks[0].taskId, flowName: "f" },
  });
});

test("the first line of a failure says the reason, however deep it lies", async () => {
  const bad = task(() => {
    throw new RangeError("no such part\nat line 3");
  }, { taskName: "bad" });
  const outer = task(() => bad(), { taskName: "outer" });
  const error = await thrownBy(() => flow(() => outer(), { flowName: "f" })().execute());
  expect((error as Error).message).toBe(
    "Flow 'f' failed: 'outer' failed: 'bad' failed: no such part (task raiseOnError was set to " +
      "true: stopping flow execution)",
  );
});

test("B27: a flow that goes on after a failed task has completed, and says so once", async () => {
  const bad = task(() => {
    throw new Error("boom");
  }, { taskName: "bad", raiseOnError: false });
  const run = await flow(() => {
    bad();
    return "ok";
  })().execute();
  expect(run.stats()).toMatchObject({
    status: "completed",
    failedTasks: 1,
    errorMessage: "At least one task failed",
  });
  expect([run.status, run.flowError, run.run?.state]).toEqual(["completed", null, "completed"]);
  expect(run.toJSON().flowData).toMatchObject({ status: "completed", error: null });
});

test("B28: wrong arguments are a flow error, with flow_stop and the console given back", async () => {
  const before = console.log;
  const { listener, lines } = collector();
  const f = flow((part: { faces: number[] }) => part.faces.length, {
    raiseFlowError: false,
    listeners: [listener],
  });
  // What the type checker refuses may still come, from a file or from JavaScript.
  const untyped: (...args: unknown[]) => ReturnType<typeof f> = f as never;
  const missing = await untyped().execute();
  expect(missing.flowError).toBeInstanceOf(TypeError);
  expect(lines().at(-1)).toBe("flow_stop");
  expect(console.log).toBe(before);
  // More arguments than parameters are no error in JavaScript, unless a schema says so.
  expect((await untyped({ faces: [1] }, 2).execute()).flowReturnValue).toBe(1);

  const strict = flow((name: string) => name, {
    raiseFlowError: false,
    input: z.tuple([z.string()]),
    listeners: [listener],
  });
  const strictly: (...args: unknown[]) => ReturnType<typeof strict> = strict as never;
  for (const args of [[], [1], ["a", "b"]]) {
    const run = await strictly(...args).execute();
    expect(run.flowError).toBeInstanceOf(SchemaError);
    expect(run.status).toBe("failed");
    expect(lines().at(-1)).toBe("flow_stop");
  }
  expect((await strict("a").execute()).flowReturnValue).toBe("a");
});

test("B29: the error of a task in a flow that was set up by hand", async () => {
  const load = task(() => {
    throw new Error("Failed to load current data feed");
  }, { taskName: "load" });
  const raising = new FunctionFlow().setup(() => load());
  const error = await thrownBy(() => raising.execute());
  const texts = [];
  for (let at: unknown = error; at instanceof Error; at = at.cause) texts.push(at.message);
  expect(texts.at(-1)).toBe("Failed to load current data feed");
  const quiet = new FunctionFlow({ raiseFlowError: false }).setup(() => load());
  expect(await quiet.execute()).toBe(quiet);
  expect(quiet.flowError).toMatchObject({
    cause: expect.objectContaining({ message: "Failed to load current data feed" }),
  });
});

test("B30: an async task fails as a sync one does, with the stack if asked for", async () => {
  const told: string[][] = [];
  for (const wait of [false, true]) {
    const { listener, lines } = collector();
    const bad = wait
      ? task(async () => {
        await after(1);
        throw new Error("boom");
      }, { taskName: "bad" })
      : task((): unknown => {
        throw new Error("boom");
      }, { taskName: "bad" });
    const run = await flow(async () => await bad(), {
      flowId: "F1",
      flowName: "f",
      raiseFlowError: false,
      printErrorStackTrace: true,
      listeners: [listener],
    })().execute();
    expect(run.executedTasks[0].status).toBe("failed");
    const stacks = lines().filter((line) => line.includes("\n    at "));
    expect(stacks.map((stack) => stack.split("\n")[0])).toEqual([
      "message Error: boom",
      expect.stringContaining("message TaskError: 'bad' failed"),
    ]);
    told.push(lines().map((line) => line.split("\n")[0]));
  }
  expect(told[1]).toEqual(told[0]);
  expect(told[0]).toContain("message Error executing 'bad' task: boom");
});
