/** Section A of the behaviours of flow systems, lines 33 to 42: attempts, cancelling, types. */
import { expect, test } from "vitest";
import { Flow, FlowRetryError, FlowTimeoutError, RunCancelled } from "../../../dependent.ts";
import { boom, pause, untilAborted } from "../helpers.ts";
import { type AnyInput, flowsOf } from "./flows.ts";

const forever = (_: AnyInput, { signal }: AnyInput) => untilAborted(signal);
const failing = (times: number) => {
  let calls = 0;
  return () => {
    if (++calls <= times) throw new Error(`no ${calls}`);
    return { calls };
  };
};

test("A33: n retries are n + 1 attempts; a success ends them, and failing quickly is one", async () => {
  const { a, b, c } = flowsOf({
    a: { does: failing(2), config: { retries: 5 } },
    b: { does: failing(9), config: { retries: 5 } },
    c: { does: failing(1), config: { retries: 1, delay: 1, backoff: "exponential" } },
  });
  expect(await a.execute()).toMatchObject({ output: { calls: 3 }, metadata: { attempts: 3 } });
  expect(await b.execute({}, { failQuickly: true })).toMatchObject({
    status: "failed",
    error: "no 1",
    metadata: { attempts: 1 },
  });
  expect((await c.execute()).output).toEqual({ calls: 2 });
  expect(a.statistics()).toMatchObject({ total: 1, attempts: 3 });
});

test("A34: when no attempt is left, the error holds the last one", async () => {
  const { a } = flowsOf({ a: { does: failing(9), config: { retries: 1 } } });
  const error = await a.executeOrThrow().catch((error) => error);
  expect(error).toBeInstanceOf(FlowRetryError);
  expect(error.originalError.message).toBe("no 2");
  expect(error.message).toBe("'a' failed 2 times, the last time with: no 2");
  expect(a.result).toMatchObject({ status: "failed", metadata: { errorType: "FlowRetryError" } });
});

test("A35: past its time a flow is stopped, and has failed", async () => {
  let stopped: unknown;
  const { TH, context } = flowsOf({
    TH: {
      does: (_: AnyInput, { signal }: AnyInput) =>
        untilAborted(signal).catch((reason) => {
          stopped = reason;
          throw reason;
        }),
      config: { timeout: 10 },
    },
  });
  const result = await TH.execute();
  expect(result).toMatchObject({
    status: "failed",
    error: "Task TH timed out after 0.01 seconds",
    metadata: { errorType: "FlowTimeoutError" },
  });
  expect(stopped).toBeInstanceOf(FlowTimeoutError);
  expect(context.activeFlows).toEqual([]);
});

test("A36: a running flow is cancelled, and so says its result; else cancelling does nothing", async () => {
  const { CN, context } = flowsOf({ CN: forever });
  await CN.cancel();
  expect([CN.status, CN.result]).toEqual(["pending", null]);
  const pending = CN.execute();
  expect([CN.status, context.activeFlows]).toEqual(["running", ["CN"]]);
  await CN.cancel("no more");
  expect([CN.status, context.activeFlows]).toEqual(["cancelled", []]);
  expect(context.getResult("CN")).toMatchObject({
    status: "cancelled",
    output: null,
    error: "Flow cancelled",
  });
  expect(await pending).toBe(context.getResult("CN"));
  await CN.cancel();
  const thrown = CN.executeOrThrow().catch((error) => error);
  await CN.cancel("again");
  expect(await thrown).toBeInstanceOf(RunCancelled);
  expect(CN.statistics()).toMatchObject({ total: 2, cancelled: 2, failed: 0 });
});

test("A37: work that ends all the same changes nothing any more", async () => {
  for (const grace of [5, 60_000]) { // it is given up, or ends in time
    const late = Promise.withResolvers<AnyInput>();
    const { CN } = flowsOf({ CN: { does: () => late.promise, config: { grace } } });
    const pending = CN.execute();
    const cancelled = CN.cancel();
    if (grace > 5) late.resolve({ slept: 1 });
    await cancelled;
    late.resolve({ slept: 1 });
    await pause(1);
    expect([(await pending).status, CN.status, CN.result!.output]).toEqual([
      "cancelled",
      "cancelled",
      null,
    ]);
  }
});

test("A37: a dependency that is cancelled fails what requires it, and no one else", async () => {
  const { CN, need, take } = flowsOf({
    CN: forever,
    need: { does: () => 1, needs: "CN" },
    take: { does: () => "ran", needs: "?CN" },
  });
  const [needing, taking] = [need.execute(), take.execute()];
  await CN.cancel();
  expect(await needing).toMatchObject({
    status: "failed",
    error: "Required dependency CN failed: Flow cancelled",
  });
  expect(await taking).toMatchObject({ status: "completed", output: { result: "ran" } });
  expect(CN.status).toBe("cancelled");
});

test("A38: a flow that is executed already is not executed beside that", async () => {
  const end = Promise.withResolvers<AnyInput>();
  const { CN } = flowsOf({ CN: () => end.promise });
  const first = CN.execute();
  expect(await CN.execute()).toMatchObject({
    status: "failed",
    error: "Task CN already running",
    metadata: { attempts: 0, runId: null, errorType: "FlowError" },
  });
  await expect(CN.executeOrThrow()).rejects.toThrow("Task CN already running");
  expect(() => CN.start()).toThrow("Task CN already running");
  expect(CN.status).toBe("running");
  end.resolve({ done: 1 });
  expect((await first).output).toEqual({ done: 1 });
  expect((await CN.execute()).status).toBe("completed");
});

test("A38: two flows may need a third at once: each execution does it for itself", async () => {
  const { one, two, shared } = flowsOf({
    shared: () => pause(1).then(() => ({ x: 1 })),
    one: { does: (input: AnyInput) => input, needs: "shared" },
    two: { does: (input: AnyInput) => input, needs: "shared" },
  });
  const results = await Promise.all([one.execute(), two.execute(), shared.execute()]);
  expect(results.map(({ output }) => output)).toEqual([{ x: 1 }, { x: 1 }, { x: 1 }]);
  expect(shared.statistics().successful).toBe(3);
});

test("A39: what cannot be sent to a process is a clear error, and not a hang", async () => {
  const { fn, sent, here, context } = flowsOf({
    fn: { does: () => 1, config: { flowType: "process", retries: 3 } },
    here: () => 1, // nobody asked for a process
    sent: {
      does: { module: import.meta.resolve("./work.ts") },
      config: { flowType: "thread" },
    },
  });
  expect(await fn.execute()).toMatchObject({
    status: "failed",
    error: expect.stringContaining("its processor is a function or an object of this thread"),
  });
  expect((await here.execute()).status).toBe("completed");
  expect(await sent.execute({ f: () => 1 })).toMatchObject({
    status: "failed",
    error: expect.stringContaining("its inputs cannot be sent"),
  });
  await context.cleanup();
});

test("A40: parallel flows do their children at once, sequential ones one after the other", async () => {
  for (const [flowType, together] of [["parallel", 3], ["sequential", 1]] as const) {
    let [now, most] = [0, 0];
    const all = Promise.withResolvers<void>();
    const { P, c1, c2, c3 } = flowsOf(
      Object.fromEntries(
        ["P", "c1", "c2", "c3"].map((id) => [
          id,
          id === "P" ? { config: { flowType } } : async ({ n }: AnyInput) => {
            most = Math.max(most, ++now);
            if (now === together) all.resolve();
            await all.promise;
            now--;
            return `${id}:${n}`;
          },
        ]),
      ),
    );
    for (const child of [c1, c2, c3]) child.registerTo(P);
    expect((await P.execute({ n: 1 })).output).toEqual({
      c1: { result: "c1:1" },
      c2: { result: "c2:1" },
      c3: { result: "c3:1" },
    });
    expect(most).toBe(together);
  }
});

test("A40: without children they are as inline ones; with a processor it comes last", async () => {
  const { leaf, S, a, b } = flowsOf({
    leaf: { does: () => ({ z: 1 }), config: { flowType: "parallel" } },
    S: {
      does: (input: AnyInput, { dependencies }: AnyInput) => ({
        input,
        children: dependencies.getAll(),
      }),
      config: { flowType: "sequential" },
    },
    a: () => 1,
    b: { does: boom },
  });
  expect((await leaf.execute()).output).toEqual({ z: 1 });
  a.registerTo(S);
  expect((await S.execute({ n: 1 })).output).toEqual({
    input: { n: 1 },
    children: { a: { result: 1 } },
  });
  b.registerTo(S);
  const last = new Flow({ processor: () => 1, config: { name: "c" }, context: a.context });
  last.registerTo(S);
  expect((await S.execute()).error).toContain("failed: boom");
  expect([b.status, last.status]).toEqual(["failed", "failed"]);
  expect((await last.execute()).status).toBe("completed"); // alone it waits for nobody
});

test("A41: shutting down stops what goes on, may be done twice, and flows can be executed later", async () => {
  const { a, context } = flowsOf({ a: forever, b: () => 1 });
  const pending = a.execute();
  await Promise.all([context.shutdown(), context.shutdown()]);
  await context.shutdown();
  expect([(await pending).status, context.activeFlows]).toEqual(["cancelled", []]);
  expect((await context.getFlow("b")!.execute()).status).toBe("completed");
});

test("A42: cleaning up forgets all flows and results", async () => {
  const { A, context } = flowsOf({ A: () => 1 });
  await A.execute();
  await context.cleanup();
  expect([context.getFlow("A"), context.getResults().size, context.events()]).toEqual([
    null,
    0,
    [],
  ]);
  new Flow({ processor: () => 1, config: { name: "A" }, processId: "A", context });
});
