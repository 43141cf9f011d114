import { afterEach, expect, test, vi } from "vitest";
import { startHostAhead } from "../../../src/pool/hosts/host_ahead.ts";
import type { Outcome } from "../../../src/pool/run/task_pool.ts";
import { WorkerPool } from "../../../src/pool/run/worker_pool.ts";
import { numbered } from "../../helpers/numbered.ts";
import { alive, descendants } from "../../helpers/processes.ts";

const handler = new URL("../fixtures/handler.ts", import.meta.url).href;
const host = { maxHeapBytes: 2 ** 29 };
const hosts = () => alive(descendants(Deno.pid)).map(({ pid }) => pid);

let pool: WorkerPool | null = null;
afterEach(() => pool?.close());

/** The process in which a pool does its first item. */
async function firstPid(preload: readonly string[]): Promise<number | null> {
  const kinds = { test: { module: handler, config: {} } };
  pool = new WorkerPool({ size: 1, isolation: "process", kinds, host, preload });
  const outcomes: Outcome[] = [];
  await pool.run(numbered([{ do: "pid" }]), {
    signal: new AbortController().signal,
    onOutcomes: (some) => void outcomes.push(...some),
  });
  return outcomes[0].pid;
}

test("a pool that would start the same process takes the one that was started ahead", async () => {
  startHostAhead(host, [handler]);
  startHostAhead(host, [handler]); // there is one already
  const [ahead, ...others] = hosts();
  expect(others).toEqual([]);
  expect(await firstPid([handler])).toBe(ahead);
});

test("one that would start another ends it", async () => {
  startHostAhead(host, []);
  const [ahead] = hosts();
  expect(await firstPid([handler])).not.toBe(ahead);
  await vi.waitFor(() => expect(hosts()).not.toContain(ahead));
});
