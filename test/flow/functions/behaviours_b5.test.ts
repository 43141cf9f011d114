import { expect, test } from "vitest";
import {
  currentTask,
  flow,
  type FlowContext,
  flowContext,
  FunctionFlow,
  NoFlow,
  task,
  type TaskContext,
  taskContext,
} from "../../../functions.ts";
import { runFixture } from "./run_fixture.ts";
import { thrownBy } from "./collect.ts";

test("B31: a task's context has flow, task and data; a flow's has no task", async () => {
  const look = task(() => {
    const { thisTask, thisFlow, taskData, flowData } = taskContext();
    return { thisTask, thisFlow, taskData, flowData };
  }, { taskName: "look" });
  const run = await flow(() => {
    const { thisFlow, flowData, ...rest } = flowContext();
    expect(rest).toEqual({});
    expect(currentTask()).toBeNull();
    expect(() => taskContext()).toThrow(NoFlow);
    return { inFlow: { thisFlow, flowData }, inTask: look() };
  })().execute();
  const { inFlow, inTask } = run.flowReturnValue!;
  expect(inTask.thisFlow).toBe(run);
  expect(inTask.thisTask).toBe(run.executedTasks[0]);
  expect([inTask.taskData, inTask.flowData]).toEqual([{}, {}]);
  expect(inFlow.thisFlow).toBe(run);
  expect(inFlow.flowData).toBe(inTask.flowData);
  expect((await thrownBy(() => flowContext()) as NoFlow).message).toContain("none runs this code");
});

test("B32: an explicit argument beats the context; a leading context is not the caller's", async () => {
  const byDefault = task((data = flowContext().flowData) => data, { taskName: "tt" });
  const leading = task.withContext(({ flowData }, x: number) => {
    flowData.x = x;
    return x;
  }, { taskName: "pos" });
  const { flowReturnValue } = await flow(() => [
    leading(3),
    byDefault({ mine: 1 }),
    byDefault(),
  ])().execute();
  expect(flowReturnValue).toEqual([3, { mine: 1 }, { x: 3 }]);
});

test("B33: task data is for one call, flow data for all", async () => {
  const one = task(() => {
    const { taskData, flowData } = taskContext();
    taskData.local = "task one";
    flowData.key = "flow_value";
  }, { taskName: "one" });
  const two = task(() => [taskContext().taskData.local, taskContext().flowData.key], {
    taskName: "two",
  });
  const run = await flow(() => {
    one();
    flowContext().flowData.other = "value";
    return two();
  })().execute();
  expect(run.flowReturnValue).toEqual([undefined, "flow_value"]);
  expect(run.data).toEqual({ key: "flow_value", other: "value" });
  expect(run.executedTasks[0].data).toEqual({ local: "task one" });
});

test("B34: a flow's dependencies are in its contexts, and may stand before what is built in", async () => {
  class WithDb extends FunctionFlow {
    override taskDependencies() {
      return { db: "DB", flowData: "mine" };
    }
  }
  const look = task(() => taskContext<{ db: string; flowData: string }>(), { taskName: "look" });
  const { flowReturnValue } = await new WithDb().setup(() => look()).execute();
  expect(flowReturnValue).toMatchObject({ db: "DB", flowData: "mine" });
  expect(flowReturnValue?.thisTask.taskName).toBe("look");

  const wants = task.withContext(({ db }: TaskContext<{ db: string }>, n: number) => `${db}${n}`);
  const f = flow.withContext(({ db }: FlowContext<{ db: string }>, n: number) => db + wants(n), {
    dependencies: { db: "DB" },
  });
  expect((await f(1).execute()).flowReturnValue).toBe("DBDB1");
  const without = flow(() => (flowContext() as { db?: string }).db ?? "none");
  expect((await without().execute()).flowReturnValue).toBe("none");
});

test("B35: arguments pass through, and methods keep their this", async () => {
  expect((await flow((a: number, b: number) => a + b)(1, 2).execute()).flowReturnValue).toBe(3);
  const named = flow(({ x, y, z }: { x: number; y: number; z: number }) => x + y + z);
  expect((await named({ x: 1, y: 2, z: 3 }).execute()).flowReturnValue).toBe(6);
  const sum = task((a: number, b = 10, ...rest: number[]) => rest.reduce((x, y) => x + y, a + b));
  const sums = flow(() => [sum(1), sum(1, 2), sum(1, 2, 3, 4)]);
  expect((await sums().execute()).flowReturnValue).toEqual([11, 3, 10]);

  const shop = {
    price: 21,
    twice: task(function (this: { price: number }) {
      return this.price * 2;
    }),
  };
  expect((await flow(() => shop.twice())().execute()).flowReturnValue).toBe(42);
  // The test runner's own compiler knows no decorators: Deno runs these.
  expect(await runFixture("decorated.ts")).toEqual({
    method: 42,
    methodFlowName: "main",
    methodTasks: ["answer"],
    privateMethod: 43,
    staticMethod: 7,
    asyncMethod: [1, 2],
    soft: null,
    field: 44,
    inheritedThis: "B",
    notConfigured: true,
    notAFlow: "Cannot take a number for a flow: asFlow() is for what a method under @flow() gives.",
    notAMethod: "Cannot decorate with @task(): it is for methods of classes, and found a getter",
  });
});

test("B35: decorators of the old kind are refused", () => {
  const legacy = task() as unknown as (target: object, name: string) => void;
  expect(() => legacy({}, "main")).toThrow("Turn `experimentalDecorators` off");
});
