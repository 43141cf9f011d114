import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { encodeTask, gatherTask } from "../../../mod.ts";
import { runLineage } from "../../../src/pipeline/outputs/run_lineage.ts";
import { defineTask, type TaskDefinition } from "../../../src/pipeline/tasks/task_definition.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";

const root = temporaryFolder();

function taskIn(text: string): TaskDefinition {
  const path = join(root, "tasks.ts");
  writeFileSync(path, text);
  const definition = defineTask(encodeTask);
  const moduleUrl = pathToFileURL(path).href;
  const own = { name: "own", className: "own", moduleUrl, location: `${moduleUrl}:1:1` };
  return { ...definition, info: { ...definition.info, ...own } };
}

test("a lineage is the same for the same inputs, and has no clock", async () => {
  const definitions = [gatherTask, encodeTask].map(defineTask);
  const inputs = { sources: [root, `${root}/*.step`] };
  const lineage = await runLineage(definitions, inputs);
  expect(await runLineage(definitions, inputs)).toEqual(lineage);
  expect(lineage).toMatchObject({
    sources: [{ folder: root, pattern: null }, { folder: root, pattern: "*.step" }],
    tasks: [
      { name: "gather_cad_files", module: "trunnion", schema: null },
      { name: "encode_brep", module: "trunnion", schema: null },
    ],
    trunnion: { results: { readers: expect.any(Number), features: expect.any(Number) } },
    deno: Deno.version.deno,
  });
  expect(JSON.stringify(lineage)).not.toMatch(/\d{4}-\d\d-\d\dT/);
});

test("the hash of a task's code changes with the code, and not with what is said of it", async () => {
  const codeOf = async (text: string) => {
    const { tasks: [{ code, module }], project } = await runLineage([taskIn(text)], {});
    expect(module).toBe("tasks.ts");
    expect(project).toBe(null);
    return code;
  };
  const first = await codeOf("export const own = () => 1;");
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(await codeOf("/* said */ export const own = () => 1;")).toBe(first);
  expect(await codeOf("export const own = () => 2;")).not.toBe(first);
});

test("a task of a notebook's cell has neither module nor code", async () => {
  const definition = defineTask(encodeTask);
  const cell = { ...definition, info: { ...definition.info, moduleUrl: null } };
  expect((await runLineage([cell], {})).tasks).toEqual([
    { name: "encode_brep", module: null, code: null, schema: null },
  ]);
});
