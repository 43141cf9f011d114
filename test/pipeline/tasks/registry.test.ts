import { expect, test } from "vitest";
import { flowtask } from "../../../src/pipeline/tasks/flowtask.ts";
import { printTaskRegistry } from "../../../src/pipeline/tasks/print_task_registry.ts";
import { findTasks, listRegisteredTasks } from "../../../src/pipeline/tasks/registry.ts";
import { validateTasks } from "../../../src/pipeline/validate_tasks.ts";
import * as tasks from "../fixtures/plain_tasks.ts";

test("knows what the imported modules have made, in order of the names", () => {
  const names = listRegisteredTasks().map(({ name }) => name);
  expect(names).toContain("double");
  expect(names).toEqual([...names].sort());
  const { moduleUrl } = tasks.double;
  expect(findTasks("double", [moduleUrl]).map(({ task }) => task)).toEqual([tasks.double]);
  expect(findTasks("double", ["file:///other.ts"])).toEqual([]);
});

test("prints tasks with their inputs and outputs", () => {
  const lines: string[] = [];
  printTaskRegistry((line) => void lines.push(line));
  const at = lines.indexOf("double (transform, parallel)");
  expect(lines.slice(at + 1, at + 4)).toEqual([
    "    Inputs : n",
    "    Outputs: doubled",
    `    Module : ${tasks.double.moduleUrl}`,
  ]);
});

test("validateTasks has nothing to say of tasks that fit", () => {
  expect(validateTasks([tasks.count, tasks.double, tasks.total], { inputs: ["sources"] })).toEqual(
    [],
  );
});

test("validateTasks says all that is wrong", () => {
  const problems = validateTasks([tasks.double, 5, tasks.total, tasks.double], { inputs: [] });
  expect(problems).toHaveLength(3);
  expect(problems[0]).toContain("found number");
  expect(problems[1]).toContain("'double' stands in it twice");
  expect(problems[2]).toContain("nothing provides its input 'n'");
});

test("two tasks of one name in one module name both places", () => {
  const make = () =>
    flowtask.custom({ name: "twin", inputs: [], module: "file:///twins.ts" }, () => 1);
  const [first] = [make(), make()];
  expect(validateTasks([first])).toEqual([expect.stringContaining("two are called 'twin'")]);
});

test("a loader or a storage for a task that runs once is refused", () => {
  const once = flowtask.custom({ name: "once", inputs: ["storage"] }, () => 1);
  expect(validateTasks([once], { inputs: [], debug: true })).toEqual([
    expect.stringContaining("Cannot give 'once' its input storage"),
  ]);
});
