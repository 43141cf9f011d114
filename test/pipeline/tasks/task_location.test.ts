import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { locateInStack } from "../../../src/pipeline/tasks/task_location.ts";
import { runScript } from "../run_script.ts";
import { temporaryFolder } from "../helpers.ts";

const stack = (...frames: string[]) => ["Error", ...frames.map((f) => `    at ${f}`)].join("\n");

test("the outermost file is the task's, not that of a factory", () => {
  const text = stack(
    "Object.extract (file:///trunnion/flowtask.ts:9:1)",
    "make (file:///home/factory.ts:3:10)",
    "Array.map (<anonymous>)",
    "async file:///home/tasks.ts:5:12",
  );
  expect(locateInStack(text, ["file:///trunnion/flowtask.ts"])).toEqual({
    moduleUrl: "file:///home/tasks.ts",
    text: "file:///home/tasks.ts:5:12",
    constant: null,
  });
});

test("a cell has no file, and text given to `deno eval` is none", () => {
  const own = "file:///trunnion/flowtask.ts";
  const cell = stack(`Object.extract (${own}:9:1)`, "<anonymous>:2:16");
  expect(locateInStack(cell, [own]).moduleUrl).toBe(null);
  const kernel = new URL("../../../kernel/engine/inside/cell_runner.ts", import.meta.url).href;
  const ours = stack(`Object.extract (${own}:9:1)`, "trunnion-cell-3.ts:2:16", `${kernel}:39:42`);
  expect(locateInStack(ours, [own]).moduleUrl).toBe(null);
  const evaluated = stack(`Object.extract (${own}:9:1)`, "file:///home/$deno$eval.mts:1:5");
  expect(locateInStack(evaluated, [own]).moduleUrl).toBe(null);
});

test("a program in node_modules that evaluates modules is not the task's", () => {
  const text = stack("file:///home/tasks.ts:5:12", "file:///home/node_modules/vitest/run.js:1:1");
  expect(locateInStack(text, []).moduleUrl).toBe("file:///home/tasks.ts");
});

test("a nameless function has the name of its constant", () => {
  const path = join(temporaryFolder(), "tasks.ts");
  const lines = [
    "export const gather = flowtask.extract({}, () => []);",
    "export const größe: Task =",
    "  tasks . make(",
    "const list = [1].map(() => flowtask.extract({}, () => []));",
  ];
  writeFileSync(path, lines.join("\n"));
  const url = pathToFileURL(path).href;
  const nameAt = (line: number, column: number) =>
    locateInStack(stack(`${url}:${line}:${column}`), []).constant;
  expect(nameAt(1, lines[0].indexOf("extract") + 1)).toBe("gather");
  expect(nameAt(4, lines[3].indexOf("extract") + 1)).toBe(null);
  expect(nameAt(9, 1)).toBe(null);
});

test("in Deno a module is found through factories, maps and later turns", async () => {
  const output = await runScript({
    "factory.ts": `
      import { flowtask } from "SRC/pipeline/tasks/flowtask.ts";
      export const make = (name: string) => flowtask.extract({ name, inputs: [] }, () => []);
      export async function later() {
        await new Promise((r) => setTimeout(r, 1));
        return make("c");
      }
    `,
    "tasks.ts": `
      import { flowtask } from "SRC/pipeline/tasks/flowtask.ts";
      import { later, make } from "./factory.ts";
      export const a = make("a");
      export const [b] = ["b"].map(make);
      export const c = await later();
      export const nameless = flowtask.extract({ inputs: [] }, () => []);
    `,
    "main.ts": `
      const tasks = await import("./tasks.ts");
      const { functionTaskInfo } = await import("SRC/pipeline/tasks/flowtask.ts");
      for (const task of Object.values(tasks)) {
        const { name, moduleUrl } = functionTaskInfo(task)!;
        console.log(name, moduleUrl!.split("/").at(-1));
      }
    `,
  });
  expect(output.stdout.trim().split("\n")).toEqual([
    "a tasks.ts",
    "b tasks.ts",
    "c tasks.ts",
    "nameless tasks.ts",
  ]);
});
