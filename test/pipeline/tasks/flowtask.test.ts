import { expect, test } from "vitest";
import { flowtask, functionTaskInfo } from "../../../src/pipeline/tasks/flowtask.ts";
import {
  BaseTask,
  ParallelTask,
  SequentialTask,
} from "../../../src/pipeline/tasks/task_classes.ts";

test("a task is its function, with its contract beside it", () => {
  const task = flowtask.transform(
    { name: "add", inputs: ["a", "b"], outputs: ["sum"], module: "file:///tasks.ts" },
    (a: number, b: number) => a + b,
  );
  expect(task(1, 2)).toBe(3);
  expect({ ...task }).toMatchObject({
    taskType: "transform",
    taskName: "add",
    taskInputs: ["a", "b"],
    taskOutputs: ["sum"],
    parallelExecution: true,
    schema: null,
    moduleUrl: "file:///tasks.ts",
  });
  expect(functionTaskInfo(task)).toMatchObject({ name: "add", className: "EncodingTask" });
});

test("the name is the function's by default; outputs are none, custom tasks are not parallel", () => {
  const options = { inputs: [] } as const;
  function countFiles() {}
  const custom = flowtask.custom(options, countFiles);
  expect({ ...custom }).toMatchObject({
    taskName: "countFiles",
    taskOutputs: [],
    parallelExecution: false,
  });
  expect(flowtask.extract(options, countFiles).parallelExecution).toBe(true);
});

test("nameless functions are told apart", () => {
  const make = () => flowtask.extract({ inputs: [], module: "file:///nameless.ts" }, () => []);
  const [a, b] = [make(), make()];
  expect([a.taskName, b.taskName]).toEqual(["extract_1", "extract_2"]);
});

test("one function can be two tasks", () => {
  const work = (n: number) => n;
  const a = flowtask.transform({ name: "a", inputs: ["n"] }, work);
  const b = flowtask.transform({ name: "b", inputs: ["n"] }, work);
  expect([a.taskName, b.taskName]).toEqual(["a", "b"]);
});

test("its class runs it as tasks of that kind are run", async () => {
  const transform = new (flowtask.transform({ inputs: ["n"] }, (n: number) => n + 1).taskClass)();
  expect(transform).toBeInstanceOf(ParallelTask);
  expect(await (transform as ParallelTask).execute(0, 1)).toEqual({
    result: 2,
    error: null,
    logs: [],
  });
  const custom = new (flowtask.custom(
    { inputs: ["10", "2"] },
    (a: number, b: number) => a - b,
  ).taskClass)();
  expect(custom).toBeInstanceOf(SequentialTask);
  expect(await (custom as SequentialTask).execute({ 2: 1, 10: 5 })).toMatchObject({ result: 4 });
  expect(custom).toBeInstanceOf(BaseTask);
});

test("options and function the wrong way round are refused", () => {
  // @ts-expect-error no function
  expect(() => flowtask.extract({ inputs: [] }, { inputs: [] })).toThrow(
    "takes the function second",
  );
});

test("what is no task has no contract", () => {
  for (const value of [() => 1, null, "task", {}]) expect(functionTaskInfo(value)).toBe(null);
});
