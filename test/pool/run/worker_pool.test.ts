import { afterAll, afterEach, describe, expect, test } from "vitest";
import { WorkerBootError } from "../../../src/pool/errors.ts";
import type { LogMessage } from "../../../src/pool/channel/protocol.ts";
import type { Outcome, PoolRunOptions } from "../../../src/pool/run/task_pool.ts";
import { WorkerPool, type WorkerPoolOptions } from "../../../src/pool/run/worker_pool.ts";
import { numbered } from "../../helpers/numbered.ts";
import { temporaryFolder } from "../../pipeline/helpers.ts";
import { untilThere } from "../until_there.ts";

const handler = new URL("../fixtures/handler.ts", import.meta.url).href;
const kindsOf = (config: unknown) => ({ test: { module: handler, config } });
const pools: WorkerPool[] = [];

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

/** Runs items and gives their outcomes in the source's order. */
async function outcomesOf(
  pool: WorkerPool,
  items: Iterable<unknown> | AsyncIterable<unknown>,
  options: Partial<PoolRunOptions> = {},
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await pool.run(numbered(items), {
    signal: new AbortController().signal,
    onOutcomes: (some) => void outcomes.push(...some),
    ...options,
  });
  return outcomes.sort((a, b) => a.index - b.index);
}

const valuesOf = (outcomes: Outcome[]) => outcomes.map((o) => o.ok ? o.value : o.error.error_class);

describe.each(["thread", "process"] as const)("isolation %s", (isolation) => {
  function poolOf(options: Partial<WorkerPoolOptions> = {}): WorkerPool {
    const pool = new WorkerPool({
      size: 2,
      isolation,
      kinds: kindsOf({}),
      drainMs: 100,
      ...options,
    });
    pools.push(pool);
    return pool;
  }

  describe("items", () => {
    test("each has one outcome, however many there are", async () => {
      const items = Array.from({ length: 5000 }, (_, n) => ({ do: "double", n }));
      const outcomes = await outcomesOf(poolOf(), items);
      expect(valuesOf(outcomes)).toEqual(items.map(({ n }) => n * 2));
      expect(outcomes.map((o) => o.index)).toEqual(items.map(({ n }) => n));
      expect(outcomes[7].payload).toEqual({ do: "double", n: 7 });
    });

    test("other work is done meanwhile, and left where the items have ended", async () => {
      const kinds = { ...kindsOf({}), other: { module: handler, config: {} } };
      const pieces = Array.from({ length: 9 }, (_, n) => ({ do: "double", n: 100 + n }));
      const left = [...numbered(pieces)], others: Outcome[] = [];
      const aside = {
        kind: "other",
        take: () => left.shift(),
        onOutcome: (outcome: Outcome) => void others.push(outcome),
        giveBack: () => {},
      };
      const items = [{ do: "double", n: 1 }, { do: "double", n: 2 }];
      const outcomes = await outcomesOf(poolOf({ kinds, size: 1 }), items, { aside });
      expect(valuesOf(outcomes)).toEqual([2, 4]);
      expect(valuesOf(others)).toEqual([200, 202, 204, 206, 208, 210, 212, 214, 216]);
      left.push({ index: 9, payload: pieces[0] });
      expect(await outcomesOf(poolOf({ kinds }), [], { aside })).toEqual([]);
      expect(left).toHaveLength(1);
    });

    test("no items are no work", async () => {
      expect(await outcomesOf(poolOf(), [])).toEqual([]);
    });

    test("are shared among the workers, and no more than asked for", async () => {
      const folder = temporaryFolder();
      const items = Array.from({ length: 6 }, () => ({ do: "meet", folder, count: 3 }));
      const pool = poolOf({ size: 3 });
      const workers = (outcomes: Outcome[]) => new Set(outcomes.map((o) => o.worker)).size;
      expect(workers(await outcomesOf(pool, items))).toBe(3);
      expect(workers(await outcomesOf(pool, items, { concurrency: 1 }))).toBe(1);
    });

    test("share data that is given once", async () => {
      const pool = poolOf();
      const shared = { table: new Map([["a", 1]]) };
      const items = Array.from({ length: 40 }, () => ({ do: "shared" }));
      const outcomes = await outcomesOf(pool, items, { shared });
      expect(outcomes.every((o) => o.ok && (o.value as typeof shared).table.get("a") === 1)).toBe(
        true,
      );
      const [second] = await outcomesOf(pool, [{ do: "shared" }], { shared: "other" });
      expect(second).toMatchObject({ value: "other" });
    });

    test("of a slow source are not held back", async () => {
      const heard: number[] = [];
      const firstDone = Promise.withResolvers<void>();
      async function* slow() {
        yield { do: "double", n: 1 };
        await firstDone.promise; // a pool that waits for a full batch never gets here
        yield { do: "double", n: 2 };
      }
      await outcomesOf(poolOf(), slow(), {
        onOutcomes: ([outcome]) => {
          heard.push(outcome.index);
          firstDone.resolve();
        },
      });
      expect(heard).toEqual([0, 1]);
    });

    test("a source that fails ends the run with its error", async () => {
      async function* broken() {
        yield { do: "double", n: 1 };
        await Promise.resolve();
        throw new Error("no more");
      }
      await expect(outcomesOf(poolOf(), broken())).rejects.toThrow("no more");
    });

    test("runs of one pool follow each other", async () => {
      const pool = poolOf({ size: 1 });
      const [a, b] = await Promise.all([
        outcomesOf(pool, [{ do: "double", n: 1 }]),
        outcomesOf(pool, [{ do: "double", n: 2 }]),
      ]);
      expect([valuesOf(a), valuesOf(b)]).toEqual([[2], [4]]);
    });
  });

  describe("a failing item", () => {
    const good = { do: "double", n: 1 };
    // One pool for all of them: what harms its worker harms the next ones, too.
    let pool: WorkerPool | null = null;
    const onePool = () => pool ??= new WorkerPool({ size: 1, isolation, kinds: kindsOf({}) });
    afterAll(() => pool?.close());

    test("keeps class, message, data and causes, and harms no other", async () => {
      const outcomes = await outcomesOf(onePool(), [good, { do: "throw" }, good]);
      expect(valuesOf(outcomes)).toEqual([2, "UsageError", 2]);
      expect(outcomes[1]).toMatchObject({
        ok: false,
        error: {
          message: "Cannot do it",
          data: { found: 3 },
          cause: { message: "inner", cause: { error_class: "TypeError", message: "innermost" } },
        },
      });
    });

    test.each([
      ["a thrown string", { do: "throwString" }, "boom"],
      ["a result that cannot be cloned", { do: "uncloneable" }, "must survive a structured clone"],
      ["a promise that nobody awaits", { do: "unhandled" }, "nobody waits for me"],
      ["one that nobody awaits when the item ends", { do: "lastTick" }, "left behind"],
      ["one beside a value that comes at once", { do: "lastTick", sync: true }, "left behind"],
      ["a getter of a result that throws", { do: "getter" }, "must survive a structured clone"],
      ["an error that is its own cause", { do: "ring" }, "round"],
      ["an error in a timer", { do: "timer" }, "in a timer"],
      ["Deno.exit", { do: "exit" }, "A task called Deno.exit()"],
      ["self.close", { do: "close" }, "A task called close()"],
    ])("%s costs that item alone", async (_, bad, message) => {
      const outcomes = await outcomesOf(onePool(), [good, bad, good, good]);
      expect(outcomes.map((o) => o.ok)).toEqual([true, false, true, true]);
      const [, failed] = outcomes;
      expect(failed.ok ? "" : failed.error.message).toContain(message);
    });
  });

  describe("a boot that fails", () => {
    test("ends the run with one error that has the cause", async () => {
      const pool = poolOf({ kinds: kindsOf({ bootError: "No licence: set TRUNNION_LICENSE" }) });
      const run = outcomesOf(pool, Array.from({ length: 50 }, () => ({ do: "double", n: 1 })));
      await expect(run).rejects.toBeInstanceOf(WorkerBootError);
      await expect(run).rejects.toMatchObject({
        message: "A worker could not start: No licence: set TRUNNION_LICENSE",
        cause: { name: "UsageError" },
      });
    });

    test("because its module does not exist says which", async () => {
      const pool = poolOf({
        kinds: { test: { module: new URL("./fixtures/nowhere.ts", import.meta.url).href } },
      });
      await expect(outcomesOf(pool, [1])).rejects.toThrow("nowhere.ts");
    });

    test("that shows with the first item ends the run too, without an outcome", async () => {
      const outcomes: Outcome[] = [];
      const run = outcomesOf(poolOf(), [{ do: "unfit" }, { do: "unfit" }], {
        onOutcomes: (some) => void outcomes.push(...some),
      });
      await expect(run).rejects.toBeInstanceOf(WorkerBootError);
      await expect(run).rejects.toMatchObject({
        message: "No kernel",
        cause: { name: "TypeError" },
      });
      expect(outcomes).toEqual([]);
    });

    test("because it never ends is given up", async () => {
      const pool = poolOf({ kinds: kindsOf({ bootHangs: true }), bootTimeoutMs: 300, drainMs: 50 });
      await expect(outcomesOf(pool, [1])).rejects.toThrow("did not start within 0.3 s");
    });
  });

  describe("cancelling", () => {
    test("aborts the item in work, hands out no more, and rejects with the reason", async () => {
      const controller = new AbortController();
      const outcomes: Outcome[] = [];
      const folder = temporaryFolder();
      const marks = [`${folder}/a`, `${folder}/b`];
      const items = [...marks.map((mark) => ({ do: "untilAborted", mark })), {
        do: "double",
        n: 1,
      }];
      const pool = poolOf({ drainMs: 10, graceMs: 60_000 });
      const run = pool.run(numbered(items), {
        signal: controller.signal,
        onOutcomes: (some) => void outcomes.push(...some),
      });
      await Promise.all(marks.map(untilThere));
      controller.abort("enough");
      await expect(run).rejects.toBe("enough");
      expect(outcomes.map((o) => o.ok && o.value)).toEqual(["stopped", "stopped"]);
    });

    test("an item that fails because it was told to stop has no outcome", async () => {
      const controller = new AbortController();
      const outcomes: Outcome[] = [];
      const mark = `${temporaryFolder()}/mark`;
      const run = poolOf({ drainMs: 10, graceMs: 60_000 }).run(
        numbered([{ do: "failWhenAborted", mark }]),
        { signal: controller.signal, onOutcomes: (some) => void outcomes.push(...some) },
      );
      await untilThere(mark);
      controller.abort("enough");
      await expect(run).rejects.toBe("enough");
      expect(outcomes).toEqual([]);
    });

    test("leaves a deaf task after the grace period", async () => {
      const controller = new AbortController();
      const pool = poolOf({ drainMs: 100 });
      const run = pool.run(numbered([{ do: "deaf" }]), {
        signal: controller.signal,
        onOutcomes: () => {},
      });
      setTimeout(() => controller.abort("enough"), 300);
      await expect(run).rejects.toBe("enough");
    });

    test("gives an item that was told to stop the time that its run asks for", async () => {
      const controller = new AbortController();
      const outcomes: Outcome[] = [];
      const mark = `${temporaryFolder()}/mark`;
      const run = poolOf({ drainMs: 1, graceMs: 1 }).run(
        numbered([{ do: "mark", mark, ms: 300 }]),
        {
          signal: controller.signal,
          graceMs: 60_000,
          onOutcomes: (some) => void outcomes.push(...some),
        },
      );
      await untilThere(mark);
      controller.abort("enough");
      await expect(run).rejects.toBe("enough");
      expect(valuesOf(outcomes)).toEqual(["in time"]);
    });

    test("before the start does nothing", async () => {
      const run = outcomesOf(poolOf(), [{ do: "double", n: 1 }], {
        signal: AbortSignal.abort("no"),
      });
      await expect(run).rejects.toBe("no");
    });
  });

  test("an item that cannot be sent ends the run with one error, and the pool lives on", async () => {
    const pool = poolOf({ size: 1 });
    const bad = outcomesOf(pool, [{ do: "double", n: () => 1 }]);
    await expect(bad).rejects.toThrow("items and inputs must survive a structured clone");
    expect(valuesOf(await outcomesOf(pool, [{ do: "double", n: 4 }]))).toEqual([8]);
  });

  test("a listener that throws ends the run", async () => {
    const run = outcomesOf(poolOf(), Array.from({ length: 9 }, () => ({ do: "double", n: 1 })), {
      onOutcomes: () => {
        throw new Error("cannot write it down");
      },
    });
    await expect(run).rejects.toThrow("cannot write it down");
  });

  test("what tasks print and log is heard, with its item, and goes with their errors", async () => {
    const lines: LogMessage[] = [];
    const pool = poolOf({ size: 1, onLog: (line) => void lines.push(line) });
    const [, failed] = await outcomesOf(pool, [{ do: "log" }, { do: "log", fail: true }]);
    expect(lines.slice(0, 3)).toEqual([
      { kind: "log", worker: 0, index: 0, level: "INFO", message: "printed 1", printed: true },
      { kind: "log", worker: 0, index: 0, level: "WARNING", message: "warned", printed: true },
      { kind: "log", worker: 0, index: 0, level: "INFO", message: "logged", printed: false },
    ]);
    expect(failed).toMatchObject({ ok: false, logs: ["printed 1", "warned", "logged"] });
  });

  test("closing closes each worker's handler once, and is safe to do twice", async () => {
    const mark = await Deno.makeTempFile();
    const pool = poolOf({ kinds: kindsOf({ closedMark: mark }) });
    const item = { do: "meet", folder: temporaryFolder(), count: 2 };
    await outcomesOf(pool, [item, item]);
    await pool.close();
    await pool.close();
    expect(await Deno.readTextFile(mark)).toBe("xx");
    await expect(outcomesOf(pool, [1])).rejects.toThrow("the pool is closed");
    await Deno.remove(mark);
  });

  test("a pool without workers is refused", () => {
    expect(() => new WorkerPool({ size: 0, isolation, kinds: kindsOf({}) })).toThrow("it is 0");
  });
});
