/** Workers that say nothing any more, and what is left when they end. */
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Outcome, PoolItem } from "../../src/pool/run/task_pool.ts";
import { WorkerPool, type WorkerPoolOptions } from "../../src/pool/run/worker_pool.ts";
import { numbered } from "../helpers/numbered.ts";
import { alive, descendants, type ProcessId } from "../helpers/processes.ts";

const module = new URL("./fixtures/handler.ts", import.meta.url).href;
const good = { do: "double", n: 1 };
let folder: string;
let pool: WorkerPool;

function poolOf(options: Partial<WorkerPoolOptions> = {}): WorkerPool {
  return pool = new WorkerPool({
    size: 1,
    isolation: "process",
    kinds: { test: { module, config: {} } },
    silentMs: 1000,
    ...options,
  });
}

beforeEach(async () => {
  folder = await Deno.makeTempDir();
});
afterEach(async () => {
  await pool.close();
  await Deno.remove(folder, { recursive: true });
});

async function run(items: Iterable<PoolItem>) {
  const outcomes: Outcome[] = [];
  const suspects: string[] = [];
  await pool.run(items, {
    signal: new AbortController().signal,
    onSuspects: (some) => void suspects.push(...some.map(({ error }) => error.message)),
    onOutcomes: (some) => void outcomes.push(...some),
  });
  outcomes.sort((a, b) => a.index - b.index);
  return { values: outcomes.map((o) => o.ok ? o.value : o.error.error_class), suspects };
}

const linux = Deno.build.os === "linux";

test.skipIf(!linux)(
  "a host that is stopped is given up, and its item tried once more",
  async () => {
    poolOf();
    const { values, suspects } = await run(
      numbered([{ do: "stop", mark: `${folder}/once` }, good]),
    );
    expect(values).toEqual(["awake", 2]);
    expect(suspects).toContainEqual(expect.stringContaining("it said nothing for 1 s"));
  },
);

test.each(
  [
    { what: "push", isolation: "process" },
    { what: "then", isolation: "process" },
    { what: "then", isolation: "thread" },
    { what: "then, late", isolation: "process" },
  ] as const,
)(
  "a worker whose `$what` a task has changed is given up (isolation $isolation)",
  async ({ what, isolation }) => {
    poolOf({ isolation });
    const mark = `${folder}/once`;
    const { values, suspects } = await run(numbered([{ do: "sabotage", what, mark }, good]));
    expect(values).toEqual(["sound", 2]);
    const told = what === "push" ? [expect.stringContaining("had no item in work")] : [];
    expect(suspects).toEqual(expect.arrayContaining(told));
  },
);

test.each(["process", "thread"] as const)(
  "a task that leaves its thread without Promise fails at once (isolation %s)",
  async (isolation) => {
    poolOf({ isolation });
    const mark = `${folder}/once`;
    const items = [{ do: "sabotage", what: "Promise", mark }, good];
    expect((await run(numbered(items))).values).toEqual(["TypeError", 2]);
  },
);

test.each(["process", "thread"] as const)(
  "what a task changes keeps no answer from leaving (isolation %s)",
  async (isolation) => {
    poolOf({ isolation, silentMs: 60_000 });
    const items = [{ do: "gag" }, { do: "sleep", ms: 1 }, good];
    expect((await run(numbered(items))).values).toEqual(["gagged", "slept", 2]);
  },
);

async function gone(pids: readonly number[]): Promise<void> {
  const left = () => pids.filter((pid) => alive([idOf(pid)]).length > 0);
  while (left().length > 0) await sleep(10);
}

/** The process of a number, whenever it began. */
function idOf(pid: number): ProcessId {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return { pid, started: text.slice(text.lastIndexOf(")") + 2).split(" ")[19] };
  } catch {
    return { pid, started: "" };
  }
}

test.skipIf(!linux)("what a task has started ends with its host, however that ends", async () => {
  poolOf();
  const crash = `${folder}/pids`;
  const { values } = await run(numbered([{ do: "leaveChild", crash }]));
  expect(values).toEqual(["ProcessCrash"]);
  const pids = readFileSync(crash, "utf8").trim().split("\n").map(Number);
  expect(pids).toHaveLength(2); // two tries
  await gone(pids);
  const { values: [pid] } = await run(numbered([{ do: "leaveChild" }]));
  expect(descendants(Deno.pid).map((process) => process.pid)).toContain(pid);
  await pool.close();
  await gone([pid as number]);
});
