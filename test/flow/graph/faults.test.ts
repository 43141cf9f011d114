/** What goes wrong around job graphs, and what it must not harm. */
import { expect, test } from "vitest";
import { FlowManager, jobContext, wrap } from "../../../graph.ts";

const echo = () => wrap({ echo: (n: number) => n });
const never = () =>
  wrap({
    never: () =>
      new Promise((resolve) => jobContext().signal.addEventListener("abort", () => resolve(0))),
  });

test("a listener that throws harms neither the run nor other listeners", async () => {
  const heard: string[] = [];
  const manager = new FlowManager({
    graphs: echo(),
    listeners: [
      () => {
        throw new Error("listener");
      },
      ({ type }) => heard.push(type),
    ],
  });
  const { output, run } = await manager.submit({ "echo.n": 1 });
  expect(output).toEqual({ result: 1 });
  expect(heard).toEqual(["run_started", "job_started", "job_completed", "run_finished"]);
  expect(run.events.failures).toHaveLength(1);
});

test("a job that never ends is ended by the manager's time limit, and the others go on", async () => {
  const manager = new FlowManager({ graphs: { a: never(), b: echo() }, timeout: 2 });
  const [a, b] = manager.getFqNames();
  const stuck = manager.submit({}, a);
  expect((await manager.submit({ "echo.n": 1 }, b)).output).toEqual({ result: 1 });
  await expect(stuck).rejects.toThrow("timed out after 0.002 seconds");
  expect(await manager.waitForCompletion()).toBe(true);
  expect(manager.getCounts()).toMatchObject({ submitted: 2, completed: 1, errors: 1 });
});

test("two managers at once with one graph have nothing in common", async () => {
  const graph = echo();
  const [a, b] = [1, 2].map((unit) => new FlowManager({ graphs: graph, globalContext: { unit } }));
  a.submit({ "echo.n": 1 });
  b.submit([{ "echo.n": 2 }, { "echo.n": 3 }]);
  await Promise.all([a.waitForCompletion(), b.waitForCompletion()]);
  expect([a.getCounts().completed, b.getCounts().completed]).toEqual([1, 2]);
  const name = a.getFqNames()[0];
  const results = ({ popResults }: FlowManager, of: FlowManager) =>
    popResults.call(of).completed[name].map(({ output }) => output.result);
  expect([results(a, a), results(b, b)]).toEqual([[1], [2, 3]]);
});

test("results that are there are given while a slow source is waited for", async () => {
  const asked = Promise.withResolvers<void>();
  const source = async function* () {
    yield { "echo.n": 1 };
    await asked.promise; // the next comes when the first has been taken
    yield { "echo.n": 2 };
  };
  const manager = new FlowManager({ graphs: echo() });
  const seen: number[] = [];
  for await (const { output } of manager.stream(source())) {
    seen.push(output.result);
    asked.resolve();
  }
  expect(seen).toEqual([1, 2]);
}, 2000);

test("who leaves a stream while it is waited for need not wait for it", async () => {
  const stream = new FlowManager({ graphs: never() }).stream([{}, {}]);
  const first = stream.next();
  await stream.return();
  expect((await first).done).toBe(true);
}, 2000);
