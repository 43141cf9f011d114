import { expect, test } from "vitest";
import { againLines, doneAgain } from "../../../src/pipeline/stages/done_again_text.ts";

const TASKS = [
  { name: "encode", moduleUrl: "file:///a%20b/tasks.ts" },
  { name: "label", moduleUrl: "file:///a%20b/my%20labels.ts" },
];

test("a change of code names the tasks and their modules", () => {
  const again = doneAgain({ "code changed": 24, "source changed": 30, new: 7 }, TASKS);
  expect(againLines(again)).toEqual([
    "30: source changed",
    "24: code changed: encode in tasks.ts, label in my labels.ts",
  ]);
});

test("what is done for the first time, kept, or never kept, is no news", () => {
  const reasons = { new: 3, unchanged: 2, "always done": 1, "in flight when the run ended": 1 };
  expect(doneAgain(reasons, TASKS)).toEqual({});
});

test("a task of a cell has no module", () => {
  expect(doneAgain({ "code changed": 1 }, [{ name: "encode", moduleUrl: null }]))
    .toEqual({ "code changed: encode": 1 });
});
