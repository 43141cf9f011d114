import { describe, expect, test } from "vitest";
import { flow, flowContext, FlowFailed, task } from "../../../functions.ts";
import { FileBackend, MemoryBackend, ResultsManager } from "../../../stores.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";
import { killedWhen } from "../killed_program.ts";

const folder = temporaryFolder();
const FLOW_ID = "survey-1";

/** A flow of three kinds of tasks, that tells which were done. */
function counting(breaksAt: number | null, parts = ["a", "b", "c"]) {
  const done: string[] = [];
  const load = task(async function load(name: string) {
    await Promise.resolve();
    done.push(`load ${name}`);
    return { name, faces: Float32Array.of(name.length) };
  });
  const measure = task(function measure(name: string) {
    done.push(`measure ${name}`);
    return name.length;
  });
  const report = task(async function report(name: string) {
    done.push(`report ${name}`);
    return [await load(name), measure(name)].length;
  });
  const survey = flow(async function survey() {
    const loaded = await Promise.all(parts.map((name) => load(name)));
    const sizes = parts.map((name) => measure(name));
    let reports = 0;
    for (const [i, name] of parts.entries()) {
      if (i === breaksAt) throw new Error("the power is gone");
      reports += await report(name);
    }
    return { loaded: loaded.map(({ faces }) => faces[0]), sizes, reports };
  }, { showPrints: false });
  return { done, survey };
}

async function execute({ survey }: ReturnType<typeof counting>, results: ResultsManager) {
  const run = survey();
  run.flowId = FLOW_ID;
  return await run.execute({ results });
}

const inMemory = () => new ResultsManager({ backend: new MemoryBackend() });

describe("a flow that is executed again", () => {
  test("does what had not ended, and gives the same", async () => {
    const results = inMemory();
    const whole = (await execute(counting(null), inMemory())).flowReturnValue;
    await expect(execute(counting(1), results)).rejects.toThrow("the power is gone");
    const second = counting(null);
    const run = await execute(second, results);
    expect(run.flowReturnValue).toEqual(whole);
    // Calls inside of a call are its own: those of the first report were not made again.
    expect(second.done).toEqual([
      ...["report b", "load b", "measure b"],
      ...["report c", "load c", "measure c"],
    ]);
    expect(run.executedTasks).toHaveLength(6 + 3 + 4);
    expect(run.executedTasks.every(({ status }) => status === "completed")).toBe(true);
    const third = counting(null);
    expect((await execute(third, results)).flowReturnValue).toEqual(whole);
    expect(third.done).toEqual([]);
  });

  test("says which values are kept", async () => {
    const results = inMemory();
    await execute(counting(null), results);
    const run = await execute(counting(null), results);
    expect(run.capturedExecLogs).toContain("Task 'load' was done before: its value is kept");
  });

  test("under another id is another flow", async () => {
    const results = inMemory();
    await execute(counting(null), results);
    const other = counting(null);
    await other.survey().execute({ results });
    expect(other.done).toHaveLength(3 + 3 + 9);
  });

  test("must call its tasks as before", async () => {
    const results = inMemory();
    await execute(counting(null), results);
    const other = counting(null, ["a", "x", "c"]);
    const failure = await execute(other, results).catch((error) => error);
    expect(failure).toBeInstanceOf(FlowFailed);
    expect(failure.cause.name).toBe("OtherCalls");
    expect(failure.message).toMatch(/call 2 of 'load' has other arguments now.*another flowId/);
    expect(other.done).toEqual([]);
  });

  test("a task that failed is done again", async () => {
    const results = inMemory();
    let tries = 0;
    const shaky = task(function shaky() {
      if (++tries === 1) throw new Error("not yet");
      return tries;
    });
    const run = () => {
      const one = flow(function once() {
        return shaky();
      })();
      one.flowId = "shaky";
      return one.execute({ results });
    };
    await expect(run()).rejects.toThrow("not yet");
    expect((await run()).flowReturnValue).toBe(2);
    expect((await run()).flowReturnValue).toBe(2);
  });
});

test("what cannot be compared or kept is refused, with the reason", async () => {
  const take = task(function take(work: unknown) {
    return typeof work;
  });
  const give = task(function give() {
    return { work: () => 1 };
  });
  const taking = flow(() => take(() => 1))().execute({ results: inMemory() });
  await expect(taking).rejects.toThrow("found function");
  const giving = flow(() => give() && 1)().execute({ results: inMemory() });
  await expect(giving).rejects.toThrow(/Cannot keep what the tasks of the flow gave.*function/);
});

test("a store that vanishes fails the flow, and is named", async () => {
  const backend = new MemoryBackend();
  const results = new ResultsManager({ backend });
  backend.write = () => Promise.reject(new Error("the disk is gone"));
  await expect(execute(counting(null), results)).rejects.toThrow("the disk is gone");
});

test("the flow's value, artifacts and results are kept", async () => {
  const results = inMemory();
  const make = flow(function make() {
    const { thisFlow } = flowContext();
    thisFlow.addFlowArtifact({
      key: "mesh",
      data: { points: Float32Array.of(1, 2) },
      type: "mesh",
    });
    thisFlow.addFlowResult({ key: "quality", description: "good" });
    return 42;
  });
  const run = make();
  run.flowId = "made";
  await run.execute({ results });
  expect(await results.get("flows/made/flow")).toMatchObject({
    ...{ name: "make", status: "completed", value: 42, error: null },
    artifacts: [{ key: "mesh", data: { points: Float32Array.of(1, 2) } }],
    results: [{ key: "quality", description: "good" }, { key: "flow-return-value" }],
  });
});

test("after kill -9 it goes on where it was", async () => {
  const base = folder();
  const program = new URL("fixtures/killed_flow.ts", import.meta.url);
  const lines = (await killedWhen(program, base, "3 kept")).split("\n");
  const again = lines.filter((line) => line.startsWith("step")).length;
  expect(again).toBe(20 - 3);
  expect(lines).toContain("sum 190");
  const results = new ResultsManager({ backend: new FileBackend(base) });
  expect(await results.get("flows/killed/flow")).toMatchObject({ status: "completed", value: 190 });
});
