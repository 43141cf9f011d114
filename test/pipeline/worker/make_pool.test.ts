import { pathToFileURL } from "node:url";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { flowtask } from "../../../src/pipeline/tasks/flowtask.ts";
import { pipelineSettings } from "../../../src/pipeline/pipeline_settings.ts";
import { makePool } from "../../../src/pipeline/worker/make_pool.ts";
import { defineTask } from "../../../src/pipeline/tasks/task_definition.ts";
import { closeWorkers } from "../../../src/pool/run/warm_pools.ts";
import { alive, descendants } from "../../helpers/processes.ts";
import { temporaryFolder } from "../helpers.ts";

afterEach(closeWorkers);

const plain = flowtask.transform({ name: "plain", inputs: ["n"], outputs: ["m"] }, (n) => n);

const flowtaskModule = new URL("../../../src/pipeline/tasks/flowtask.ts", import.meta.url).href;

/** Writes a module with a task, that differs by a comment. */
function taskModule(path: string, comment: string): string {
  Deno.writeTextFileSync(
    path,
    `import { flowtask } from "${flowtaskModule}"; // ${comment}\n` +
      'export const plain = flowtask.transform({ inputs: ["n"], outputs: ["m"] }, (n) => n);\n',
  );
  return pathToFileURL(path).href;
}

/** The process that a pool of a flow has, and how many are left when it is closed. */
async function processOf(moduleUrl: string | null, options = {}) {
  const info = { ...defineTask(plain).info, moduleUrl };
  const pool = makePool({
    definitions: [{ ...defineTask(plain), info }],
    settings: pipelineSettings({ tasks: [plain], maxWorkers: 1, ...options }),
    onLog: () => {},
  });
  const call = {
    flow: "f",
    encodedFolder: "",
    summaryFolder: "",
    previewFolder: null,
    tasks: [{ name: "plain", schema: null, parameters: [{ kind: "item" }] }],
    items: {},
    encodes: false,
    makesItems: false,
  };
  const pids: number[] = [];
  await pool.run([{ index: 0, payload: { item: 5, twin: 0 } }], {
    shared: call,
    signal: new AbortController().signal,
    onOutcomes: (outcomes) => void pids.push(...outcomes.map(({ pid }) => pid!)),
  });
  await pool.close();
  return { pid: pids[0], left: alive(descendants(Deno.pid)).length };
}

test("workers are kept for the next flow of the same code, settings and environment", async () => {
  const path = `${temporaryFolder()}/tasks.ts`;
  const one = taskModule(path, "one");
  const { pid, left } = await processOf(one);
  expect(left).toBe(1);
  expect((await processOf(one)).pid).toBe(pid);
  expect((await processOf(taskModule(path, "two"))).pid).not.toBe(pid);
  expect((await processOf(taskModule(path, "one"), { deadline: 7000 })).pid).not.toBe(pid);
  await closeWorkers();
  const before = await processOf(one);
  onTestFinished(() => Deno.env.delete("TRUNNION_TEST_SETTING"));
  Deno.env.set("TRUNNION_TEST_SETTING", "another");
  expect((await processOf(one)).pid).not.toBe(before.pid);
});

test("workers of this process end with their run", async () => {
  const one = taskModule(`${temporaryFolder()}/tasks.ts`, "one");
  expect((await processOf(one, { isolation: "thread" })).pid).toBe(Deno.pid);
});

test("workers of code that is not known are not kept", async () => {
  const pool = makePool({
    definitions: [{ ...defineTask(plain), info: { ...defineTask(plain).info, moduleUrl: null } }],
    settings: pipelineSettings({ tasks: [plain], maxWorkers: 1 }),
    onLog: () => {},
  });
  await pool.close();
  expect(alive(descendants(Deno.pid))).toEqual([]);
});
