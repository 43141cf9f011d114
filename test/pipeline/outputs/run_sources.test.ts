import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeTask, flowtask, gatherTask } from "../../../mod.ts";
import { runSources } from "../../../src/pipeline/outputs/run_sources.ts";
import { defineTask } from "../../../src/pipeline/tasks/task_definition.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";

const root = temporaryFolder();
const definitions = [gatherTask, encodeTask].map(defineTask);

test("folders and patterns are sources; single files, and what is no path, are not", () => {
  const parts = join(root, "parts");
  mkdirSync(parts);
  writeFileSync(join(parts, "a.step"), "");
  const circle = join(root, "circle");
  symlinkSync(circle, circle);
  const sources = [
    parts,
    `${parts}/`,
    `${parts}/**/*.step`,
    join(parts, "a.step"),
    { path: parts, glob: "*.brep" },
    { path: parts },
    join(root, "missing"),
    circle,
    "a text that is no path ".repeat(100),
    "",
    7,
    null,
  ];
  expect(runSources(definitions, { sources, cad_file: root })).toEqual([
    { folder: parts, pattern: null },
    { folder: parts, pattern: "**/*.step" },
    { folder: parts, pattern: "*.brep" },
  ]);
  expect(runSources(definitions, { sources: root })).toEqual([{ folder: root, pattern: null }]);
});

test("a flow without an extract task, and one whose inputs are made, have none", () => {
  expect(runSources(definitions.slice(1), { cad_file: [root] })).toEqual([]);
  expect(runSources(definitions, {})).toEqual([]);
  const found = flowtask.extract({ inputs: ["storage"], outputs: ["x"] }, () => []);
  expect(runSources([defineTask(found)], { storage: root })).toEqual([]);
});
