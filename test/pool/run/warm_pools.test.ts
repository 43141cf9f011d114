import { afterEach, expect, test } from "vitest";
import type { Outcome } from "../../../src/pool/run/task_pool.ts";
import { closeWorkers, LeasedPool } from "../../../src/pool/run/warm_pools.ts";
import { WorkerPool } from "../../../src/pool/run/worker_pool.ts";
import { alive, descendants } from "../../helpers/processes.ts";
import { numbered } from "../../helpers/numbered.ts";

const handler = new URL("../fixtures/handler.ts", import.meta.url).href;
const hosts = () => alive(descendants(Deno.pid)).length;

afterEach(closeWorkers);

const lease = (key: string, onLog = () => {}) =>
  new LeasedPool(
    () => key,
    () =>
      new WorkerPool({
        size: 1,
        isolation: "process",
        kinds: { test: { module: handler, config: {} } },
      }),
    onLog,
  );

async function useOnce(pool: LeasedPool, item: unknown = { do: "pid" }): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  try {
    await pool.run(numbered([item]), {
      signal: new AbortController().signal,
      onOutcomes: (some) => void outcomes.push(...some),
    });
  } finally {
    await pool.close();
  }
  return outcomes[0];
}

test("the next pool of the same key has the same worker, one of another key has not", async () => {
  const { pid } = await useOnce(lease("a"));
  expect((await useOnce(lease("a"))).pid).toBe(pid);
  expect((await useOnce(lease("b"))).pid).not.toBe(pid);
  expect((await useOnce(lease("a"))).pid).toBe(pid);
});

test("two pools of a key at one time do not share", async () => {
  const [first, second] = [lease("a"), lease("a")];
  const outcomes = await Promise.all([useOnce(first), useOnce(second)]);
  expect(new Set(outcomes.map(({ pid }) => pid)).size).toBe(2);
});

test("two are kept, the oldest is ended; and all of them on request", async () => {
  for (const key of ["a", "b", "c"]) await useOnce(lease(key));
  expect(hosts()).toBe(2);
  const { pid } = await useOnce(lease("b"));
  expect((await useOnce(lease("b"))).pid).toBe(pid);
  await closeWorkers();
  expect(hosts()).toBe(0);
});

test("one whose workers fail is not kept, and what is logged goes to its present user", async () => {
  const lines: string[] = [];
  await useOnce(lease("a", () => void lines.push("first")), { do: "log" });
  const heard = lines.length;
  expect(heard).toBeGreaterThan(0);
  await useOnce(lease("a", () => void lines.push("second")), { do: "log" });
  expect(lines.slice(heard)).toEqual(Array(heard).fill("second"));
  await expect(useOnce(lease("a"), { do: "unfit" })).rejects.toThrow("No kernel");
  expect(hosts()).toBe(0);
});
