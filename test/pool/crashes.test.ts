/** What a pool does when its workers end: whom it blames, and what it tells. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Outcome, PoolItem, PoolRunOptions, Suspect } from "../../src/pool/run/task_pool.ts";
import { WorkerPool, type WorkerPoolOptions } from "../../src/pool/run/worker_pool.ts";
import { alive, descendants } from "../helpers/processes.ts";
import { numbered } from "../helpers/numbered.ts";
import { untilThere } from "./until_there.ts";

const handler = new URL("./fixtures/handler.ts", import.meta.url).href;
const good = { do: "double", n: 1 };
let folder: string;
let pool: WorkerPool;

function poolOf(options: Partial<WorkerPoolOptions> = {}): WorkerPool {
  return pool = new WorkerPool({
    size: 1,
    isolation: "process",
    kinds: { test: { module: handler, config: {} } },
    ...options,
  });
}

beforeEach(async () => {
  folder = await Deno.makeTempDir();
});
afterEach(async () => {
  await pool.close();
  expect(alive(descendants(Deno.pid))).toEqual([]);
  await Deno.remove(folder, { recursive: true });
});

async function run(items: Iterable<PoolItem>, options: Partial<PoolRunOptions> = {}) {
  const outcomes: Outcome[] = [];
  const suspects: Suspect[] = [];
  const handed: number[] = [];
  await pool.run(items, {
    signal: new AbortController().signal,
    onHanded: (some) => void handed.push(...some.map(({ index }) => index)),
    onSuspects: (some) => void suspects.push(...some),
    onOutcomes: (some) => void outcomes.push(...some),
    ...options,
  });
  outcomes.sort((a, b) => a.index - b.index);
  return { outcomes, suspects, handed };
}

test("an item that crashes is told as a suspect, tried alone, and fails with how it ended", async () => {
  poolOf();
  const { outcomes, suspects, handed } = await run(numbered([{ do: "crash" }, good]));
  expect(suspects).toMatchObject([
    {
      index: 0,
      alone: "process",
      error: { error_class: "ProcessCrash", data: { signal: "SIGKILL" } },
    },
  ]);
  expect(outcomes).toMatchObject([
    {
      ok: false,
      handed: 2,
      quarantined: true,
      error: { error_class: "ProcessCrash", data: { attempts: 2, quarantined: true } },
    },
    { ok: true, handed: 1, quarantined: false },
  ]);
  expect(handed.filter((index) => index === 0)).toHaveLength(2);
});

test("a worker that other work ends costs no item, and that work comes back", async () => {
  poolOf();
  const left = [...numbered([{ do: "crash" }, { do: "double", n: 3 }])];
  const back: PoolItem[] = [], others: Outcome[] = [];
  const { outcomes, suspects } = await run(numbered([good, good]), {
    aside: {
      kind: "test",
      take: () => left.shift(),
      onOutcome: (outcome) => void others.push(outcome),
      giveBack: (item) => void back.push(item),
    },
  });
  expect(back).toEqual([{ index: 0, payload: { do: "crash" } }]);
  expect(others).toMatchObject([{ index: 1, ok: true, value: 6 }]);
  expect(outcomes).toMatchObject([{ ok: true, handed: 1 }, { ok: true, handed: 1 }]);
  expect(suspects).toEqual([]);
});

test("an item that crashes once succeeds in a process of its own", async () => {
  poolOf();
  const { outcomes } = await run(numbered([{ do: "crash", mark: `${folder}/once` }, good]));
  expect(outcomes).toMatchObject([
    { ok: true, value: "survived", handed: 2, quarantined: true },
    { ok: true },
  ]);
  expect(outcomes[0].pid).not.toBe(outcomes[1].pid);
});

test("a worker that ended while it was idle is no fault of the next item", async () => {
  poolOf();
  const { outcomes: [{ pid }] } = await run(numbered([good]));
  const [host] = descendants(Deno.pid).filter((process) => process.pid === pid);
  Deno.kill(pid!, "SIGKILL");
  while (alive([host]).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, 300)); // the pool hears of it meanwhile
  const { outcomes, suspects } = await run(numbered([good]));
  expect(suspects).toEqual([]);
  expect(outcomes).toMatchObject([{ ok: true, handed: 1 }]);
  expect(outcomes[0].pid).not.toBe(pid);
});

test("of many in a batch the one that crashes is found, and the others are done", async () => {
  poolOf();
  const items = Array.from({ length: 400 }, (_, i) => i === 200 ? { do: "crash" } : good);
  const { outcomes, suspects } = await run(numbered(items));
  expect(outcomes).toHaveLength(400);
  expect(outcomes.filter(({ ok }) => !ok).map(({ index }) => index)).toEqual([200]);
  expect(suspects.filter(({ alone }) => alone === "process").map(({ index }) => index)).toEqual([
    200,
  ]);
});

test("items that come as suspects begin where they are told to", async () => {
  poolOf();
  const { outcomes } = await run([
    { index: 0, payload: { do: "pid" } },
    { index: 1, payload: { do: "pid" }, alone: "process" },
    { index: 2, payload: { do: "pid" }, alone: "batch" },
    { index: 3, payload: { do: "crash" }, alone: "process" },
  ]);
  expect(outcomes.map(({ quarantined }) => quarantined)).toEqual([false, true, false, true]);
  expect(outcomes[1].pid).not.toBe(outcomes[0].pid);
  expect(outcomes[2].pid).toBe(outcomes[0].pid);
  expect(outcomes[3]).toMatchObject({ ok: false, handed: 1, error: { data: { attempts: 1 } } });
});

test.each(["process", "thread"] as const)(
  "large items are handed out one by one, and need no process of their own (isolation %s)",
  async (isolation) => {
    poolOf({ isolation });
    const batches: number[] = [];
    const items = [0, 1, 2].map((index) => ({ index, payload: good, large: true }));
    const { outcomes } = await run(items, { onHanded: (some) => void batches.push(some.length) });
    expect(batches).toEqual([1, 1, 1]);
    expect(outcomes.map(({ ok, quarantined }) => [ok, quarantined])).toEqual(
      items.map(() => [true, false]),
    );
  },
);

test.each(["process", "thread"] as const)(
  "an item that holds its thread past its limit is known (isolation %s)",
  async (isolation) => {
    const lines: string[] = [];
    poolOf({ isolation, onLog: ({ level, message }) => void lines.push(`${level} ${message}`) });
    const items = [good, good, { do: "hold", timeout: 100 }, good, good];
    const { outcomes, suspects } = await run(numbered(items));
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, false, true, true]);
    expect(suspects.map(({ index, alone }) => [index, alone])).toEqual([[2, "process"]]);
    expect(outcomes[2]).toMatchObject({
      handed: 2,
      quarantined: true,
      error: { error_class: "FlowTimeoutError", data: { task: "hold", killed: true } },
    });
    const warned = lines.some((line) => /^WARNING .*The thread still computes/.test(line));
    expect(warned).toBe(isolation === "thread");
  },
);

test("a result that takes for ever to leave its worker is within its item's time", async () => {
  poolOf();
  const { outcomes } = await run(numbered([good, { do: "endless", timeout: 100 }, good]));
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, true]);
  expect(outcomes[1]).toMatchObject({
    error: { error_class: "FlowTimeoutError", data: { task: "endless", killed: true } },
  });
});

test("a host that is killed while it is idle is replaced, and no item suffers", async () => {
  poolOf();
  const before = await run(numbered([good]));
  Deno.kill(before.outcomes[0].pid!, "SIGKILL");
  const { outcomes, suspects } = await run(numbered([good, good]));
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
  expect(suspects).toEqual([]);
});

describe("a cancelled run", () => {
  test("lets the item in work end in its time, and counts it", async () => {
    poolOf({ drainMs: 60_000 });
    const controller = new AbortController();
    const outcomes: Outcome[] = [];
    const mark = `${folder}/started`;
    const running = run(numbered([{ do: "mark", mark, ms: 300 }, good]), {
      signal: controller.signal,
      onOutcomes: (some) => void outcomes.push(...some),
    });
    await untilThere(mark);
    controller.abort("enough");
    await expect(running).rejects.toBe("enough");
    expect(outcomes).toMatchObject([{ index: 0, ok: true, value: "in time" }]);
  });

  test("kills what does not stop", async () => {
    poolOf({ drainMs: 50, graceMs: 50 });
    const controller = new AbortController();
    const mark = `${folder}/started`;
    const running = run(numbered([{ do: "hold", mark }]), { signal: controller.signal });
    await untilThere(mark);
    expect(pool.activity()).toMatchObject([{ worker: 0, item: { index: 0 }, pending: 1 }]);
    controller.abort("enough");
    await expect(running).rejects.toBe("enough");
  });
});

test("a worker that was started ahead takes the first item", async () => {
  poolOf();
  pool.startAhead();
  const [{ pid, item }] = pool.activity();
  expect(item).toBeNull();
  const { outcomes } = await run(numbered([{ do: "pid" }]));
  expect(outcomes).toMatchObject([{ value: pid }]);
});
