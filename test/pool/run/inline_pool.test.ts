import { expect, test } from "vitest";
import { InlinePool } from "../../../src/pool/run/inline_pool.ts";
import type { Handler } from "../../../src/pool/channel/handler.ts";
import type { Outcome } from "../../../src/pool/run/task_pool.ts";
import { numbered } from "../../helpers/numbered.ts";

function poolOf(run: Handler["run"], close?: () => void): InlinePool {
  return new InlinePool({ test: () => ({ run, close }) });
}

async function outcomesOf(pool: InlinePool, items: unknown[], signal?: AbortSignal) {
  const outcomes: Outcome[] = [];
  await pool.run(numbered(items), {
    shared: 10,
    signal: signal ?? new AbortController().signal,
    onOutcomes: (some) => void outcomes.push(...some),
  });
  return outcomes;
}

test("runs items one after the other, with what they share", async () => {
  let inWork = 0;
  const pool = poolOf(async (item, shared) => {
    expect(++inWork).toBe(1);
    await Promise.resolve();
    inWork--;
    return (item as number) + (shared as number);
  });
  const outcomes = await outcomesOf(pool, [1, 2, 3]);
  expect(outcomes).toMatchObject([1, 2, 3].map((n, index) => ({ index, ok: true, value: n + 10 })));
});

test("an item's error is its own, with what it logged", async () => {
  const pool = poolOf((item, _, context) => {
    context.log("INFO", `at ${item}`);
    if (item === 2) throw "boom";
    return item;
  });
  expect(await outcomesOf(pool, [1, 2, 3])).toMatchObject([
    { ok: true },
    { ok: false, error: { message: "boom" }, logs: ["at 2"] },
    { ok: true },
  ]);
});

test("stops at the signal and keeps what failed because of it out of the outcomes", async () => {
  const controller = new AbortController();
  const pool = poolOf((item, _, { signal }) => {
    if (item === 2) controller.abort("enough");
    signal.throwIfAborted();
  });
  const outcomes: Outcome[] = [];
  const run = pool.run(numbered([1, 2, 3]), {
    signal: controller.signal,
    onOutcomes: (some) => void outcomes.push(...some),
  });
  await expect(run).rejects.toBe("enough");
  expect(outcomes).toHaveLength(1);
});

test("a boot failure is one error; closing closes the handler", async () => {
  const bad = new InlinePool({ test: () => Promise.reject(new Error("no licence")) });
  await expect(outcomesOf(bad, [1, 2])).rejects.toThrow("The task could not start: no licence");
  await bad.close();
  let closed = 0;
  const pool = poolOf(() => 1, () => void closed++);
  await outcomesOf(pool, [1]);
  await pool.close();
  await pool.close();
  expect(closed).toBe(1);
});

test("quick items are handed out together, and what has ended is told when the run stops", async () => {
  const controller = new AbortController();
  const pool = poolOf((item) => {
    if (item === 900) controller.abort("enough");
    return item;
  });
  const [handed, told]: number[][] = [[], []];
  const run = pool.run(numbered(Array.from({ length: 1000 }, (_, i) => i)), {
    signal: controller.signal,
    onHanded: (items) => void handed.push(items.length),
    onOutcomes: (outcomes) => void told.push(outcomes.length),
  });
  await expect(run).rejects.toBe("enough");
  expect(handed.length).toBeLessThan(200);
  expect(told.reduce((sum, count) => sum + count, 0)).toBe(901);
});

test("what a slow source gives is done at once, and its failure ends the run", async () => {
  const done: unknown[] = [];
  const pool = poolOf((item) => done.push(item));
  async function* items() {
    yield { index: 0, payload: "a" };
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(done).toEqual(["a"]);
    yield { index: 1, payload: "b" };
    throw new Error("no more");
  }
  const run = pool.run(items(), { signal: new AbortController().signal, onOutcomes: () => {} });
  await expect(run).rejects.toThrow("no more");
});

test("what nobody takes in an item's last tick is its error, and of no other item", async () => {
  const pool = poolOf((item) => {
    if (item === 2) void Promise.reject(new RangeError("left behind"));
    return item;
  });
  expect(await outcomesOf(pool, [1, 2, 3])).toMatchObject([
    { ok: true, value: 1 },
    { ok: false, error: { error_class: "RangeError", message: "left behind" } },
    { ok: true, value: 3 },
  ]);
});
