/** Section A of the behaviours of flow systems, lines 20 to 32: execution and data. */
import { expect, test } from "vitest";
import { DependencyError, FlowError } from "../../../dependent.ts";
import { boom, pause, untilAborted } from "../helpers.ts";
import { type AnyInput, flowsOf } from "./flows.ts";

const seen = (input: AnyInput) => ({ seen: input });

test("A20: outputs are merged into the input, and what is given stands over them", async () => {
  const { B } = flowsOf({ A: () => ({ x: 1, v: "fromA" }), B: { does: seen, needs: "A" } });
  expect((await B.execute({ v: "input" })).output).toEqual({ seen: { x: 1, v: "input" } });
  expect((await B.execute()).output).toEqual({ seen: { x: 1, v: "fromA" } });
});

test("A20: the given input reaches all that takes part, and nobody can change it for others", async () => {
  const given = { n: 1 };
  const { B } = flowsOf({
    A: (input: AnyInput) => {
      const { n } = input;
      input.n = 99;
      return { a: n };
    },
    B: { does: seen, needs: "A" },
  });
  expect((await B.execute(given)).output).toEqual({ seen: { a: 1, n: 1 } });
  expect(given).toEqual({ n: 1 });
});

test("A21: dependencies run first, in their order; a success has its times and is kept", async () => {
  const order: string[] = [];
  const note = (name: string) => () => void order.push(name);
  const { last, context } = flowsOf({
    third: note("third"),
    first: note("first"),
    second: { does: note("second"), needs: "?third" },
    last: { does: note("last"), needs: "first second" },
  });
  const before = Date.now();
  const result = await last.execute();
  expect(order).toEqual(["first", "third", "second", "last"]);
  expect(result).toMatchObject({ processId: "last", status: "completed", error: null });
  expect(Number(result.startTime)).toBeGreaterThanOrEqual(before);
  expect(Number(result.endTime)).toBeGreaterThanOrEqual(Number(result.startTime));
  expect([last.status, last.result, context.getResult("last")]).toEqual([
    "completed",
    result,
    result,
  ]);
  expect([...context.getResults().keys()].sort()).toEqual(["first", "last", "second", "third"]);
});

test("A22: the root of a diamond runs once, and so in a ladder of many", async () => {
  let runs = 0;
  const { D } = flowsOf({
    A: () => ({ runs: ++runs }),
    B2: { does: () => ({ b2: 1 }), needs: "A" },
    B3: { does: () => ({ b3: 1 }), needs: "A" },
    D: { does: (input: AnyInput) => input, needs: "B2 B3" },
  });
  expect((await D.execute()).output).toEqual({ b2: 1, b3: 1 });
  expect(runs).toBe(1);
  const ladder: Record<string, AnyInput> = { s0: () => ({ n: ++runs }) };
  for (let i = 1; i < 40; i++) {
    ladder[`l${i}`] = { does: () => ({}), needs: `s${i - 1}` };
    ladder[`r${i}`] = { does: () => ({}), needs: `s${i - 1}` };
    ladder[`s${i}`] = { does: () => ({}), needs: `l${i} r${i}` };
  }
  expect((await flowsOf(ladder).s39.execute()).status).toBe("completed");
  expect(runs).toBe(2);
});

test("A23: outputs can be asked for by the id of their flow, one or all", async () => {
  const { C } = flowsOf({
    A: () => ({ x: 1 }),
    B: () => 5,
    stranger: () => 1,
    C: {
      does: (_: AnyInput, { dependencies }: AnyInput) => ({
        a: dependencies.get("A"),
        all: dependencies.getAll(),
        flat: dependencies.getFlat(),
        stranger: (() => {
          try {
            return dependencies.get("stranger");
          } catch (error) {
            return (error as Error).message;
          }
        })(),
      }),
      needs: "A B",
    },
  });
  expect((await C.execute()).output).toEqual({
    a: { x: 1 },
    all: { A: { x: 1 }, B: { result: 5 } },
    flat: { "A.x": 1, "B.result": 5 },
    stranger: expect.stringContaining("it is no dependency of that; those are A, B"),
  });
});

test("A24: two outputs under one key are an error, unless it is said what is wanted", async () => {
  let shared = { same: 1 };
  const outcome = async (merge: AnyInput, input = {}) => {
    const { C } = flowsOf({
      A: () => ({ v: "a", shared }),
      B: () => ({ v: "b", shared }),
      C: { does: seen, needs: "A B", config: { merge, retries: 3 } },
    });
    return await C.execute(input);
  };
  const { status, error, metadata } = await outcome(undefined);
  expect([status, metadata.attempts, metadata.errorType]).toEqual(["failed", 0, "FlowError"]);
  expect(error).toContain("its dependencies 'A' and 'B' both put out 'v', and differ");
  expect((await outcome("last")).output).toEqual({ seen: { v: "b", shared } });
  expect((await outcome("none", { n: 1 })).output).toEqual({ seen: { n: 1 } });
  // What is given decides, and what is the same does not collide.
  shared = { same: 2 };
  expect((await outcome("distinct", { v: "mine" })).output).toEqual({
    seen: { v: "mine", shared },
  });
});

test("A25: an optional dependency that fails is bypassed, with one warning", async () => {
  const { OPT, BAD } = flowsOf({
    BAD: boom,
    A: () => ({ x: 1, v: "fromA" }),
    OPT: { does: seen, needs: "A ?BAD" },
  });
  const execution = OPT.start({ k: 1 });
  const result = await execution.result();
  expect(result.output).toEqual({ seen: { x: 1, v: "fromA", k: 1 } });
  expect([result.status, BAD.status, execution.run.state]).toEqual([
    "completed",
    "failed",
    "completed",
  ]);
  expect(execution.run.log.map(({ level, message }) => [level, message])).toEqual([
    ["WARNING", "'OPT' runs without 'BAD', which failed: boom"],
  ]);
});

test("A26: a required dependency that fails is said once, and the processor does not run", async () => {
  let ran = false;
  const { REQ, context } = flowsOf({
    BAD: boom,
    REQ: { does: () => void (ran = true), needs: "BAD" },
  });
  const result = await REQ.execute({});
  expect(ran).toBe(false);
  expect(result).toMatchObject({
    status: "failed",
    output: null,
    error: "Required dependency BAD failed: boom",
    metadata: { errorType: "DependencyError", attempts: 0 },
  });
  expect(context.getResult("REQ")).toBe(result);
  const thrown = await REQ.executeOrThrow({}).catch((error) => error);
  expect(thrown).toBeInstanceOf(DependencyError);
  expect(thrown).toBeInstanceOf(FlowError);
  expect([thrown.message, thrown.cause.message]).toEqual([
    "Required dependency BAD failed: boom",
    "boom",
  ]);
});

test("A27: one rule: execute gives the result, executeOrThrow throws the very error", async () => {
  const error = new RangeError("boom");
  const { bad, context } = flowsOf({
    bad: () => {
      throw error;
    },
  });
  const result = await bad.execute();
  expect(result).toMatchObject({
    status: "failed",
    output: null,
    error: "boom",
    metadata: { errorType: "RangeError", attempts: 1 },
  });
  expect(result.traceback).toContain("behaviours_a3");
  expect(context.getResult("bad")).toBe(result);
  await expect(bad.executeOrThrow()).rejects.toBe(error);
  const { good } = flowsOf({ good: () => 1 });
  expect((await good.executeOrThrow()).output).toEqual({ result: 1 });
});

test("A28: what only an optional dependency requires fails with it, and the rest goes on", async () => {
  const { mul, zero, half } = flowsOf({
    zero: () => BigInt(1) / BigInt(0) + BigInt(0),
    half: { does: () => ({ half: 1 }), needs: "zero" },
    mul: { does: seen, needs: "?half" },
  });
  expect((await mul.execute({ factor: 2 })).output).toEqual({ seen: { factor: 2 } });
  expect([zero.status, half.status, half.result?.error]).toEqual([
    "failed",
    "failed",
    "Required dependency zero failed: Division by zero",
  ]);
});

test("A29: what has completed with the same input is not done again, where that is asked for", async () => {
  const runs: string[] = [];
  const note = (name: string) => () => ({ [name]: runs.push(name) });
  const { D, A } = flowsOf({
    A: note("A"),
    B: { does: note("B"), needs: "A" },
    D: { does: note("D"), needs: "B" },
  });
  await D.execute({ n: 1 });
  expect((await D.execute({ n: 1 }, { reuse: true })).output).toEqual({ D: 4 });
  expect(runs.splice(0)).toEqual(["A", "B", "D", "D"]);
  await D.execute({ n: 2 }, { reuse: true }); // another input: nothing of it holds
  await D.execute({ n: 2 });
  expect(runs.splice(0)).toEqual(["A", "B", "D", "A", "B", "D"]);
  expect(A.statistics().total).toBe(3);
});

test("A30: flows are waited for until they have ended, however", async () => {
  const { PEND, CN, ok, bad, context } = flowsOf({
    PEND: () => 1,
    CN: (_: AnyInput, { signal }: AnyInput) => untilAborted(signal),
    ok: () => pause(1),
    bad: boom,
  });
  await expect(context.waitForFlows(["nope"])).rejects.toThrow("Flow nope not found");
  await context.waitForFlows([]);
  await expect(context.waitForFlows(["PEND"], { timeout: 2 })).rejects.toThrow(
    "Timeout waiting for flows: PEND",
  );
  const waited = context.waitForFlows(new Set(["CN", "ok", "bad"]), { timeout: 60_000 });
  void ok.execute();
  void bad.execute();
  const cancelled = CN.execute();
  await pause(2);
  await CN.cancel();
  await waited;
  expect([(await cancelled).status, CN.status, ok.status, bad.status, PEND.status]).toEqual([
    ...["cancelled", "cancelled", "completed", "failed", "pending"],
  ]);
});

test("A31: all that requires a failed flow fails, however far; optional dependents are left alone", async () => {
  const { c, opt, context } = flowsOf({
    bad: boom,
    b: { does: () => 1, needs: "bad" },
    c: { does: () => 1, needs: "b" },
    opt: { does: () => "ran", needs: "?c" },
  });
  expect((await c.execute()).error).toBe("Required dependency b failed: boom");
  expect(context.getResult("b")!.metadata.reason).toBe("Required dependency bad failed");
  expect((await opt.execute()).output).toEqual({ result: "ran" });
  // The same for a failure that comes from elsewhere.
  const other = flowsOf({
    bad: () => 1,
    b: { does: () => 1, needs: "bad" },
    c: { does: () => 1, needs: "b" },
    opt: { does: () => "ran", needs: "?c" },
  });
  other.context.handleFlowFailure("bad", new Error("gone"));
  expect(["bad", "b", "c", "opt"].map((id) => other.context.getResult(id)?.error)).toEqual([
    "gone",
    "Required dependency bad failed",
    "Required dependency b failed",
    undefined,
  ]);
  expect(other.opt.status).toBe("pending");
  expect((await other.c.execute()).status).toBe("completed"); // it may be done all the same
});

test("A32: independent flows run at once, and `concurrency` says how many", async () => {
  for (const concurrency of [undefined, 2]) {
    let [now, most] = [0, 0];
    const work = async () => {
      most = Math.max(most, ++now);
      await pause(2);
      now--;
      return {};
    };
    const { end } = flowsOf(
      { a: work, b: work, c: work, end: { does: () => 1, needs: "a b c" } },
      { concurrency },
    );
    expect((await end.execute()).status).toBe("completed");
    expect(most).toBe(concurrency ?? 3);
  }
});
