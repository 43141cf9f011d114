import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Flow, FlowContext } from "../../../dependent.ts";
import { boom, pause, untilAborted } from "../helpers.ts";
import { type AnyInput, flowsOf } from "./flows.ts";

const forever = (_: AnyInput, { signal }: AnyInput) => untilAborted(signal);

describe("flows that come while another runs", () => {
  test("are done behind what they depend on, once, and give their output", async () => {
    let runs = 0;
    const { parent, extra, context } = flowsOf({
      base: () => ({ base: ++runs }),
      parent: {
        does: async (_: AnyInput, { execute }: AnyInput) => {
          const made = new Flow({
            processor: ({ base, n }: AnyInput) => ({ made: base + n }),
            config: { name: "made" },
            processId: "made",
            context,
          });
          made.registerTo(context.getFlow("base") as Flow, { required: ["base"] });
          const first = await execute(made, { n: 10 });
          return { first, again: await execute(made), extra: await execute(extra) };
        },
        needs: "base",
      },
      extra: { does: ({ base }: AnyInput) => ({ extra: base }), needs: "base" },
    });
    const execution = parent.start({ n: 1 });
    expect((await execution.result()).output).toEqual({
      first: { made: 11 },
      again: { made: 11 },
      extra: { extra: 1 },
    });
    expect([runs, [...execution.run.jobs.keys()]]).toEqual([1, [
      "base",
      "parent",
      "made",
      "extra",
    ]]);
    expect(execution.run.jobs.get("made")!.parent).toBe("parent");
  });

  test("fail for their caller alone, and cannot wait for it", async () => {
    const { parent, bad, after, context } = flowsOf({
      bad: boom,
      parent: async (input: AnyInput, { execute, add }: AnyInput) => {
        const said = [];
        for (const flow of [bad, after, parent]) {
          said.push(await execute(flow).catch((error: Error) => error.message));
        }
        said.push(
          await execute(bad, { other: 1 }).catch((error: Error) => error.message),
          await execute({ processId: "stranger" }).catch((error: Error) => error.message),
        );
        add(after); // without waiting it may
        return { said, input };
      },
      after: { does: () => ({ after: 1 }), needs: "parent" },
    });
    const result = await parent.execute({ n: 1 });
    expect(result.status).toBe("completed");
    expect(result.output!.said).toEqual([
      "boom",
      expect.stringContaining("Cannot execute 'after' in 'parent': adding dependency would create"),
      expect.stringContaining("it would wait for 'parent'"),
      expect.stringContaining("it has another input already"),
      expect.stringContaining("this context has no such flow"),
    ]);
    expect([after.status, bad.status]).toEqual(["completed", "failed"]);
    expect(context.activeFlows).toEqual([]);
  });

  test("have a place where the context has but one", async () => {
    const { parent } = flowsOf({
      inner: () => pause(1).then(() => ({ inner: 1 })),
      parent: (_: AnyInput, { execute }: AnyInput) => execute({ processId: "inner" }),
    }, { concurrency: 1 });
    expect((await parent.execute()).output).toEqual({ inner: 1 });
  });
});

describe("an execution that is asked for twice", () => {
  test("by one key is done once, at the same time and later", async () => {
    let runs = 0;
    const { a } = flowsOf({ a: () => pause(1).then(() => ({ runs: ++runs })) });
    const both = await Promise.all([
      a.execute({ n: 1 }, { key: "order-17" }),
      a.execute({ n: 1 }, { key: "order-17" }),
    ]);
    expect(both[0]).toBe(both[1]);
    expect(await a.execute({ n: 1 }, { key: "order-17" })).toBe(both[0]);
    expect((await a.execute({ n: 1 }, { key: "order-18" })).output).toEqual({ runs: 2 });
    await expect(a.execute({ n: 2 }, { key: "order-17" })).rejects.toThrow("another input");
  });

  test("is tried again where it failed", async () => {
    let runs = 0;
    const { a } = flowsOf({
      a: () => {
        if (++runs === 1) throw new Error("boom");
        return { runs };
      },
    });
    expect((await a.execute({}, { key: "k" })).status).toBe("failed");
    expect((await a.execute({}, { key: "k" })).output).toEqual({ runs: 2 });
    expect((await a.execute({}, { key: "k" })).output).toEqual({ runs: 2 });
  });
});

describe("an execution that goes on where another ended", () => {
  const made = (versions: Record<string, string>, fail: boolean) => {
    const runs: string[] = [];
    const step = (name: string, needs = "") => ({
      does: () => {
        runs.push(name);
        if (fail && name === "c") throw new Error("killed");
        return { [name]: runs.length };
      },
      needs,
      config: { version: versions[name] ?? null },
    });
    return {
      ...flowsOf({ a: step("a"), b: step("b", "a"), x: step("x"), c: step("c", "b x") }),
      runs,
    };
  };

  test("takes what has completed, over JSON and in another process", async () => {
    const first = made({ a: "1" }, true).c.start({ n: 1 });
    expect((await first.result()).status).toBe("failed");
    const record = JSON.parse(JSON.stringify(first.record()));
    expect(record).toMatchObject({ root: "c", status: "failed", input: { n: 1 } });
    expect(record.flows[0]).toMatchObject({ processId: "a", version: "1", output: { a: 1 } });
    const { c, a, runs } = made({ a: "1" }, false);
    const result = await c.execute({ n: 1 }, { resume: record });
    expect([result.status, runs]).toEqual(["completed", ["c"]]);
    expect(a.result).toMatchObject({
      output: { a: 1 },
      metadata: { reason: "its output was known" },
    });
    expect(a.statistics().total).toBe(0);
  });

  test("does again what has another version, and what depends on that", async () => {
    const first = made({ a: "1" }, true).c.start();
    await first.result();
    const { c, runs } = made({ a: "2" }, false);
    await c.execute({}, { resume: first.record() });
    expect(runs).toEqual(["a", "b", "c"]);
  });

  test("does not take the record of another input, or of another flow", async () => {
    const first = made({}, true).c.start({ n: 1 });
    await first.result();
    const { c, b } = made({}, false);
    await expect(c.execute({ n: 2 }, { resume: first.record() })).rejects.toThrow("another input");
    await expect(b.execute({ n: 1 }, { resume: first.record() })).rejects.toThrow(
      "the record is of another flow, 'c'",
    );
  });
});

test("limits by tag hold over all executions of a context", async () => {
  let [now, most] = [0, 0];
  const work = {
    does: async () => {
      most = Math.max(most, ++now);
      await pause(1);
      now--;
      return {};
    },
    config: { tags: ["database", "unlimited"] },
  };
  const { a, b, c } = flowsOf({ a: work, b: work, c: work }, { limits: { database: 2 } });
  const results = await Promise.all([a, b, c].map((flow) => flow.execute()));
  expect([results.map(({ status }) => status), most]).toEqual([Array(3).fill("completed"), 2]);
  const { d } = flowsOf({ d: { does: () => 1, config: { resources: { gpu: 1 } } } });
  await expect(d.execute()).rejects.toThrow("it needs 1 of 'gpu', and the run has none");
});

test("schemas check the merged input and the output, of the config or of the processor", async () => {
  const { sum, wrong } = flowsOf({
    gen: () => ({ data: [1, 2] }),
    sum: {
      does: {
        input: z.object({ data: z.array(z.number()), scale: z.coerce.number() }),
        output: z.object({ result: z.number() }),
        process: ({ data, scale }: AnyInput) => data.length * scale,
      },
      needs: "gen",
    },
    wrong: {
      does: () => ({ n: "text" }),
      config: { output: z.object({ n: z.number() }), retries: 1 },
    },
  });
  expect((await sum.execute({ scale: "3" })).output).toEqual({ result: 6 });
  expect(await sum.execute({})).toMatchObject({
    status: "failed",
    metadata: { errorType: "SchemaError", attempts: 0 },
  });
  expect(await wrong.execute()).toMatchObject({
    metadata: { errorType: "FlowRetryError", attempts: 2 },
  });
});

describe("faults", () => {
  test("a processor that never ends, and does not listen, is given up", async () => {
    const { need } = flowsOf({
      never: { does: () => new Promise(() => {}), config: { timeout: 5, grace: 5 } },
      need: { does: () => 1, needs: "never" },
    });
    const execution = need.start();
    expect((await execution.result()).error).toBe(
      "Required dependency never failed: Task never timed out after 0.005 seconds",
    );
    expect(execution.run.jobs.get("never")!.abandoned).toBe(true);
  });

  test("a listener that throws harms no flow", async () => {
    const bad = () => {
      throw new Error("L!");
    };
    const { a } = flowsOf({ a: () => 1 }, { listeners: [bad] });
    const execution = a.start({}, { listeners: [bad] });
    expect((await execution.result()).status).toBe("completed");
    expect(execution.run.events.failures).toHaveLength(2);
  });

  test("two contexts at once know nothing of each other", async () => {
    const both = [1, 2].map((n) =>
      flowsOf({
        A: () => pause(1).then(() => ({ n })),
        B: { does: (input: AnyInput) => input, needs: "A" },
      })
    );
    const results = await Promise.all(both.map(({ B }) => B.execute()));
    expect(results.map(({ output }) => output)).toEqual([{ n: 1 }, { n: 2 }]);
    await both[0].context.cleanup();
    expect((await both[1].B.execute()).output).toEqual({ n: 2 });
  });

  test("a flow may be cancelled in each state, and a signal does the same", async () => {
    const { dep, root, tries, turn, hold } = flowsOf({
      dep: forever,
      root: { does: () => 1, needs: "dep" },
      tries: { does: boom, config: { retries: 5, delay: 60_000 } },
      hold: { does: forever, config: { tags: ["one"] } },
      turn: { does: () => 1, config: { tags: ["one"] } },
    }, { limits: { one: 1 } });
    const cancelled = async (flow: Flow, watched = flow) => {
      const pending = watched.execute();
      await pause(1);
      const before = flow.status;
      await flow.cancel();
      return [before, (await pending).status, flow.status];
    };
    // Waits for its dependency, which is stopped with it; is at work; waits for its next try.
    expect(await cancelled(root)).toEqual(["pending", "cancelled", "cancelled"]);
    expect(dep.status).toBe("cancelled");
    expect(await cancelled(dep)).toEqual(
      ["cancelled", "cancelled", "cancelled"].with(0, "running"),
    );
    expect(await cancelled(tries)).toEqual(["running", "cancelled", "cancelled"]);
    // Waits for its turn.
    const held = hold.execute();
    expect(await cancelled(turn)).toEqual(["pending", "cancelled", "cancelled"]);
    await hold.cancel();
    await held;
    // Has ended: completed, failed, cancelled.
    expect((await turn.execute()).status).toBe("completed");
    await turn.cancel();
    expect(turn.status).toBe("completed");
    const ended = await tries.execute({}, { failQuickly: true });
    await tries.cancel();
    expect([ended.status, tries.status]).toEqual(["failed", "failed"]);
    const controller = new AbortController();
    const pending = dep.execute({}, { signal: controller.signal });
    controller.abort("enough");
    expect((await pending).status).toBe("cancelled");
  });
});

test("flows and plans follow what is registered later", async () => {
  const { a, b, c } = flowsOf({
    a: () => ({ a: 1 }),
    b: () => ({ b: 1 }),
    c: (input: AnyInput) => ({ ...input }),
  });
  expect((await c.execute()).output).toEqual({});
  c.registerTo(a, { required: ["a"] });
  expect((await c.execute()).output).toEqual({ a: 1 });
  c.registerTo(b, { optional: ["b"] });
  expect((await c.execute()).output).toEqual({ a: 1, b: 1 });
  expect(new FlowContext().flows).toEqual([]);
});
