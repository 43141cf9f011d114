import { afterAll, expect, test } from "vitest";
import { Flow, FlowContext } from "../../../dependent.ts";
import { importProcessor, runProcessor } from "../../../src/flow/dependent/in_worker.ts";

const module = import.meta.resolve("./work.ts");
const context = new FlowContext({ maxThreads: 1, maxProcesses: 1 });
const a = new Flow({ processor: () => ({ a: 1 }), config: { name: "a" }, processId: "a", context });

afterAll(() => context.cleanup());

test("a processor of a module gets its input, its outputs by id, and says what it logs", async () => {
  const lines: string[] = [];
  const output = await runProcessor({
    processor: { module },
    processId: "w",
    input: { n: 2 },
    dependencies: ["a", "b"],
    outputs: { a: { a: 1 } },
  }, {
    runId: "r",
    attempt: 1,
    signal: new AbortController().signal,
    log: (_, message) => void lines.push(message),
  });
  expect([output, lines]).toEqual([{ doubled: 4, all: { a: { a: 1 } }, id: "w" }, ["n is 2"]]);
  await expect(importProcessor({ module, export: "nope" })).rejects.toThrow(
    "exports neither a function 'nope' nor an object of that name with `process`; it exports " +
      "default, spin",
  );
});

// The peer's worker went on when its flow had timed out or was cancelled.
test.each(["thread", "process"] as const)(
  "A35, A36: in a %s a flow does its work, and is really stopped",
  async (flowType) => {
    const flow = new Flow({
      processor: { module },
      config: { name: "work", flowType, version: "1" },
      processId: flowType,
      context,
    }).registerTo(a, { required: ["a"] });
    const execution = flow.start({ n: 4 });
    expect((await execution.result()).output).toEqual({
      doubled: 8,
      all: { a: { a: 1 } },
      id: flowType,
    });
    expect(execution.run.log.map(({ job, message }) => [job, message])).toEqual([[
      flowType,
      "n is 4",
    ]]);
    const pending = flow.execute({ n: 1, hang: true });
    while (!context.activeFlows.includes(flowType)) await new Promise((go) => setTimeout(go, 1));
    await flow.cancel();
    expect([(await pending).status, context.activeFlows]).toEqual(["cancelled", []]);
    expect((await flow.execute({ n: 5 })).status).toBe("completed");
  },
);

test("A35: a process that computes without a pause is killed when its time is over", async () => {
  const spin = new Flow({
    processor: { module, export: "spin" },
    config: { name: "spin", timeout: 150, grace: 20 }, // a process, as nobody said otherwise
    processId: "spin",
    context,
  });
  expect(await spin.execute()).toMatchObject({
    status: "failed",
    error: "Task spin timed out after 0.15 seconds",
  });
  expect(context.activeFlows).toEqual([]);
});

test("a processor of a module may run here, too", async () => {
  const inline = new Flow({
    processor: { module },
    config: { name: "inline", flowType: "inline" },
    context,
  });
  expect((await inline.execute({ n: 1 })).output).toMatchObject({ doubled: 2, all: {} });
});
