/** A text for a list is refused, or one element: never gone through letter by letter. */
import { describe, expect, test } from "vitest";
import { where } from "../../src/dataset/query/where.ts";
import { flowtask } from "../../src/pipeline/tasks/flowtask.ts";
import { ParallelTask } from "../../src/pipeline/tasks/task_classes.ts";
import { validateTasks } from "../../src/pipeline/validate_tasks.ts";
import { SchemaBuilder } from "../../src/storage/schema/schema_builder.ts";
import { resultsOf, runTasks } from "./helpers.ts";

const each = flowtask.extract(
  { name: "each", inputs: ["sources"], outputs: ["words"] },
  (source: string) => source as unknown as string[],
);
const whole = flowtask.extract(
  { name: "whole", inputs: ["sources"], outputs: ["words"], parallelExecution: false },
  (sources: string[]) => [...sources],
);
const spell = flowtask.extract(
  { name: "spell", inputs: ["sources"], outputs: ["words"] },
  (sources: string) => [...sources],
);
const same = flowtask.transform(
  { name: "same", inputs: ["words"], outputs: ["again"] },
  (word: string) => word,
);

describe("as data", () => {
  test.each([
    ["a source of an extract that is called for each", [each, same], { sources: "parts" }],
    ["one of an extract that gets the list", [whole, same], { sources: "parts" }],
    ["an item of a transform", [same], { words: "parts" }],
  ])("%s it is one", async (_, tasks, inputs) => {
    expect(resultsOf(await runTasks(tasks, inputs), "same")).toEqual(["parts"]);
  });

  test("an extract that goes through its one source is told of it", async () => {
    await expect(runTasks([spell, same], { sources: ["parts"] })).rejects.toThrow(
      "they are the letters of the source. An extract is called once for each source",
    );
  });
});

describe("as an argument it is refused with what to write", () => {
  const text = (value: string) => value as unknown as string[];
  class Weigh extends ParallelTask {
    static override readonly inputs = text("file");
    static override readonly outputs = ["weight"];
    processItem(): number {
      return 1;
    }
  }
  test.each<[string, () => unknown, string]>([
    ["inputs", () => flowtask.custom({ inputs: text("file") }, () => 1), 'Write ["file"]'],
    [
      "outputs",
      () => flowtask.custom({ inputs: [], outputs: text("done") }, () => 1),
      'Write ["done"]',
    ],
    ["a class's", () =>
      validateTasks([Weigh]).map((problem) => {
        throw new Error(problem);
      }), "its `static inputs` must be a list of names, found the text 'file'. Write [\"file\"]"],
    ["tasks", () => validateTasks(text("each")), "they must be a list, found string"],
    ["dimensions", () =>
      new SchemaBuilder({ domain: "d" }).createGroup("g", "body")
        .createArray("y", text("body"), "int32"), 'Write ["body"]'],
    ["values of a query", () => where("family").in("gear"), 'Write in(["gear"])'],
  ])("%s", (_, call, says) => {
    expect(call).toThrow(says);
  });
});
