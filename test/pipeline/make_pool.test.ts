import { afterEach, expect, onTestFinished, test } from "vitest";
import { flowSettings } from "../../src/pipeline/flow_options.ts";
import { makePool } from "../../src/pipeline/make_pool.ts";
import { defineTask } from "../../src/pipeline/task_definition.ts";
import { closeWorkers } from "../../src/pool/warm_pools.ts";
import { alive, descendants } from "../helpers/processes.ts";
import { plain } from "./fixtures/unsteady_tasks.ts";

afterEach(closeWorkers);

/** The process that a pool of a flow has, and how many are left when it is closed. */
async function processOf(codeVersion?: string, options = {}) {
  const { pool } = makePool({
    definitions: [defineTask(plain)],
    settings: flowSettings({ tasks: [plain], maxWorkers: 1, ...options }),
    codeVersion,
    onLog: () => {},
  });
  const call = {
    flow: "f",
    encodedFolder: "",
    summaryFolder: "",
    tasks: [{ name: "plain", schema: null, parameters: [{ kind: "item" }] }],
    items: {},
    encodes: false,
    makesItems: false,
  };
  const pids: number[] = [];
  await pool.run([{ index: 0, payload: { item: 5, twin: 0 } }], {
    shared: call,
    signal: new AbortController().signal,
    onOutcomes: (outcomes) => void pids.push(...outcomes.map(({ pid }) => pid)),
  });
  await pool.close();
  return { pid: pids[0], left: alive(descendants(Deno.pid)).length };
}

test("workers are kept for the next flow of the same code, settings and environment", async () => {
  const { pid, left } = await processOf("one");
  expect(left).toBe(1);
  expect((await processOf("one")).pid).toBe(pid);
  expect((await processOf("two")).pid).not.toBe(pid);
  expect((await processOf("one", { deadline: 7 })).pid).not.toBe(pid);
  await closeWorkers();
  const before = await processOf("one");
  onTestFinished(() => Deno.env.delete("TRUNNION_TEST_SETTING"));
  Deno.env.set("TRUNNION_TEST_SETTING", "another");
  expect((await processOf("one")).pid).not.toBe(before.pid);
});

test("workers of code that is not known, and those of this process, end with their run", async () => {
  expect((await processOf()).left).toBe(0);
  expect((await processOf("one", { isolation: "worker" })).pid).toBe(Deno.pid);
});
