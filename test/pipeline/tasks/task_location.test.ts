import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { locateInFrames } from "../../../src/pipeline/tasks/task_location.ts";
import { runScript } from "../run_script.ts";
import { temporaryFolder } from "../helpers.ts";

/** The frames of places such as `file:///home/tasks.ts:5:12`. */
const stack = (...places: string[]) =>
  places.map((place) => {
    const [, url, line, column] = /^(.*):(\d+):(\d+)$/.exec(place)!;
    return { url, line: Number(line), column: Number(column) };
  });

test("the outermost file is the task's, not that of a factory", () => {
  const text = stack(
    "file:///trunnion/flowtask.ts:9:1",
    "file:///home/factory.ts:3:10",
    "file:///home/my%20parts/tasks.ts:5:12",
    "ext:core/01_core.js:405:7",
  );
  expect(locateInFrames(text, ["file:///trunnion/flowtask.ts"])).toEqual({
    moduleUrl: "file:///home/my%20parts/tasks.ts",
    text: "file:///home/my%20parts/tasks.ts:5:12",
    constant: null,
  });
});

test("a cell has no file, and text given to `deno eval` is none", () => {
  const own = "file:///trunnion/flowtask.ts";
  const cell = stack(`${own}:9:1`, "<anonymous>:2:16");
  expect(locateInFrames(cell, [own]).moduleUrl).toBe(null);
  const kernel = new URL("../../../kernel/engine/inside/cell_runner.ts", import.meta.url).href;
  const ours = stack(`${own}:9:1`, "trunnion-cell-3.ts:2:16", `${kernel}:39:42`);
  expect(locateInFrames(ours, [own]).moduleUrl).toBe(null);
  const evaluated = stack(`${own}:9:1`, "file:///home/$deno$eval.mts:1:5");
  expect(locateInFrames(evaluated, [own]).moduleUrl).toBe(null);
});

test("a program in node_modules that evaluates modules is not the task's", () => {
  const text = stack("file:///home/tasks.ts:5:12", "file:///home/node_modules/vitest/run.js:1:1");
  expect(locateInFrames(text, []).moduleUrl).toBe("file:///home/tasks.ts");
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
    locateInFrames(stack(`${url}:${line}:${column}`), []).constant;
  expect(nameAt(1, lines[0].indexOf("extract") + 1)).toBe("gather");
  expect(nameAt(4, lines[3].indexOf("extract") + 1)).toBe(null);
  expect(nameAt(9, 1)).toBe(null);
});

test("in Deno a module is found through factories, maps and later turns, by its own URL", async () => {
  const output = await runScript({
    "mü x/factory.ts": `
      import { flowtask } from "SRC/pipeline/tasks/flowtask.ts";
      export const make = (name: string) => flowtask.extract({ name, inputs: [] }, () => []);
      export async function later() {
        await new Promise((r) => setTimeout(r, 1));
        return make("c");
      }
    `,
    "mü x/tasks.ts": `
      import { flowtask } from "SRC/pipeline/tasks/flowtask.ts";
      import { later, make } from "./factory.ts";
      export const a = make("a");
      export const [b] = ["b"].map(make);
      export const c = await later();
      export const nameless = flowtask.extract({ inputs: [] }, () => []);
    `,
    "main.ts": `
      const tasks = await import("./mü%20x/tasks.ts");
      const { functionTaskInfo } = await import("SRC/pipeline/tasks/flowtask.ts");
      for (const task of Object.values(tasks)) {
        const { name, moduleUrl } = functionTaskInfo(task)!;
        console.log(name, moduleUrl === new URL("./mü%20x/tasks.ts", import.meta.url).href);
      }
    `,
  });
  expect(output.stdout.trim().split("\n")).toEqual([
    "a true",
    "b true",
    "c true",
    "nameless true",
  ]);
});
