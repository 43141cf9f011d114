/** Workers that cannot start, or cannot go on, later in a run. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { WorkerBootError } from "../../src/pool/errors.ts";
import type { Outcome, PoolItem } from "../../src/pool/run/task_pool.ts";
import { WorkerPool, type WorkerPoolOptions } from "../../src/pool/run/worker_pool.ts";
import { numbered } from "../helpers/numbered.ts";
import { alive, descendants } from "../helpers/processes.ts";

const module = new URL("./fixtures/handler.ts", import.meta.url).href;
const good = { do: "double", n: 1 };
let folder: string;
let pool: WorkerPool;
let lines: string[];

/** @param failing which boots fail, by their numbers from 0 */
function poolOf(failing: number[], options: Partial<WorkerPoolOptions> = {}): WorkerPool {
  return pool = new WorkerPool({
    size: 1,
    isolation: "process",
    kinds: { test: { module, config: { boots: { mark: `${folder}/boots`, failing } } } },
    bootDelayMs: 1,
    onLog: ({ level, message }) => void lines.push(`${level} ${message}`),
    ...options,
  });
}

const boots = () => Deno.statSync(`${folder}/boots`).size;
const from = (first: number) => Array.from({ length: 50 }, (_, i) => first + i);

beforeEach(async () => {
  folder = await Deno.makeTempDir();
  lines = [];
});
afterEach(async () => {
  await pool.close();
  expect(alive(descendants(Deno.pid))).toEqual([]);
  await Deno.remove(folder, { recursive: true });
});

async function run(items: Iterable<PoolItem>): Promise<unknown[]> {
  const outcomes: Outcome[] = [];
  const { signal } = new AbortController();
  await pool.run(items, { signal, onOutcomes: (some) => void outcomes.push(...some) });
  outcomes.sort((a, b) => a.index - b.index);
  return outcomes.map((outcome) => outcome.ok ? outcome.value : outcome.error.error_class);
}

test("a worker that cannot start at first ends the run at once", async () => {
  poolOf(from(0));
  await expect(run(numbered([good, good]))).rejects.toBeInstanceOf(WorkerBootError);
  expect(boots()).toBe(1);
});

test("one that cannot start later is tried again, and all items are done", async () => {
  poolOf([1, 2]);
  const crash = { do: "crash", mark: `${folder}/once` };
  expect(await run(numbered([crash, good, good]))).toEqual(["survived", 2, 2]);
  expect(boots()).toBeGreaterThanOrEqual(4); // one before the crash, two that failed, one more
  const warned = lines.filter((line) => /^WARNING .*no memory just now.*tried again/.test(line));
  expect(warned).toHaveLength(2);
});

test("where none can start any more, the run ends", async () => {
  poolOf(from(1));
  await expect(run(numbered([{ do: "crash", mark: `${folder}/once` }, good]))).rejects.toThrow(
    "no memory just now",
  );
  expect(boots()).toBe(6);
});

test.each(["process", "thread"] as const)(
  "a worker that can do no item any more is replaced, and no item suffers (isolation %s)",
  async (isolation) => {
    poolOf([], { isolation });
    expect(await run(numbered([good, { do: "unfit", mark: `${folder}/once` }, good])))
      .toEqual([2, "fit again", 2]);
    expect(boots()).toBe(2);
  },
);

test("one that never could ends the run at once", async () => {
  poolOf([]);
  await expect(run(numbered([{ do: "unfit" }, good]))).rejects.toThrow("No kernel");
  expect(boots()).toBe(1);
});

test("where each new one is unfit, the run ends", async () => {
  poolOf([]);
  await expect(run(numbered([good, { do: "unfit" }]))).rejects.toThrow("No kernel");
  expect(boots()).toBe(5);
});
