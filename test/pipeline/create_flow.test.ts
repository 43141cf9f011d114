import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { RunEvent } from "../../src/flow/record/events.ts";
import { RunCancelled } from "../../src/flow/record/flow_errors.ts";
import { MissingInput, NoItems } from "../../src/pipeline/errors.ts";
import * as tasks from "./fixtures/plain_tasks.ts";
import { quietFlow, resultsOf, runTasks, temporaryFolder } from "./helpers.ts";

describe("data goes", () => {
  test("from an extract, called once a source, as one list to a transform, one by one", async () => {
    const run = await runTasks([tasks.count, tasks.double], { sources: [2, 3] });
    expect(resultsOf(run, "count")).toEqual([0, 1, 0, 1, 2]);
    expect(resultsOf(run, "double")).toEqual([0, 2, 0, 2, 4]);
    expect(run.summary).toMatchObject({ file_count: 5, item_count: 5, error_count: 0 });
  });

  test("as the whole list to an extract that is not parallel", async () => {
    const run = await runTasks([tasks.gatherAll, tasks.double], { sources: [5, 6] });
    expect(resultsOf(run, "gather_all")).toEqual([2, 5, 6]);
  });

  test("from one value that is no list as from a list of it", async () => {
    const run = await runTasks([tasks.count], { sources: 3 });
    expect(resultsOf(run, "count")).toEqual([0, 1, 2]);
  });

  test("by name before it goes by position", async () => {
    const run = await runTasks([tasks.count, tasks.double], { sources: [3], n: [10, 20] });
    expect(resultsOf(run, "double")).toEqual([20, 40]);
  });

  test("into a flow that begins with a transform, its items given under another name", async () => {
    const run = await runTasks([tasks.double], { anything: [1, 2] });
    expect(resultsOf(run, "double")).toEqual([2, 4]);
  });

  test("through several transforms in a row", async () => {
    const run = await runTasks([tasks.count, tasks.evenOnly, tasks.double, tasks.half], {
      sources: [7],
    });
    expect(resultsOf(run, "half")).toEqual([0, 2, 4, 6]);
  });

  test("whole to inputs that are not the item, beside a context", async () => {
    const run = await runTasks([tasks.scale], { n: [1, 2], factors: { by: 3 } });
    expect(resultsOf(run, "scale")).toEqual(["test/scale[0]=3", "test/scale[1]=6"]);
  });

  test("through a custom task between, which may choose the items", async () => {
    const run = await runTasks([tasks.count, tasks.firstThree, tasks.double], { sources: [9] });
    expect(resultsOf(run, "double")).toEqual([0, 2, 4]);
  });

  test("to a custom task after, which gives one result", async () => {
    const run = await runTasks([tasks.count, tasks.double, tasks.total], { sources: [4] });
    expect(resultsOf(run, "total")).toEqual([12]);
  });

  test("through a custom task before", async () => {
    const run = await runTasks([tasks.firstThree, tasks.double], { numbers: [4, 5, 6, 7] });
    expect(resultsOf(run, "double")).toEqual([8, 10, 12]);
  });

  test("from one flow's results into another", async () => {
    const prepared = await runTasks([tasks.count], { sources: [3] });
    const run = await runTasks([tasks.double], {
      cad_dataset: prepared.output.taskInstances[0].results,
    });
    expect(resultsOf(run, "double")).toEqual([0, 2, 4]);
  });

  test("through classes of tasks", async () => {
    const run = await runTasks([tasks.count, tasks.Cube, tasks.Sum], { sources: [4] });
    expect(resultsOf(run, "Sum")).toEqual([0 + 1 + 27]);
    expect(run.errors).toMatchObject([{ task: "Cube", error_class: "RangeError", item: "2" }]);
  });
});

describe("nothing runs", () => {
  test("when an input has no source; the error names task, input and what is there", async () => {
    const folder = temporaryFolder();
    const flow = quietFlow({ tasks: [tasks.count, tasks.total], flowsOutputDir: folder });
    const run = flow.process({ inputs: { sources: [1] } });
    await expect(run).rejects.toBeInstanceOf(MissingInput);
    await expect(run).rejects.toThrow(
      "Cannot run the task 'total': nothing provides its input 'doubled'. Available at that " +
        "point: sources (given), numbers (of count)",
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test("when an extract's input is misspelt, though a list is there", async () => {
    await expect(runTasks([tasks.count], { source: [1] })).rejects.toThrow("its input 'sources'");
  });

  test("when a first transform could take either of two lists", async () => {
    await expect(runTasks([tasks.double], { a: [1], b: [2] })).rejects.toThrow(
      "there are several lists: a, b",
    );
  });

  test("when the signal is aborted already", async () => {
    const flow = quietFlow({ tasks: [tasks.count] });
    const run = flow.process({ inputs: { sources: [1] }, signal: AbortSignal.abort() });
    await expect(run).rejects.toBeInstanceOf(RunCancelled);
  });

  test("while the flow is running", async () => {
    const flow = quietFlow({ tasks: [tasks.count] });
    const first = flow.process({ inputs: { sources: [1] } });
    await expect(flow.process({ inputs: { sources: [1] } })).rejects.toThrow("it is running");
    await first;
    await flow.process({ inputs: { sources: [1] } });
  });
});

describe("items", () => {
  test("that give null or undefined are skipped: no results and no errors", async () => {
    const run = await runTasks([tasks.count, tasks.evenOnly], { sources: [5] });
    expect(resultsOf(run, "even_only")).toEqual([0, 2, 4]);
    expect(run.summary).toMatchObject({ skipped_count: 2, error_count: 0, item_count: 5 });
  });

  test("that fail are rows, thrown strings too, and harm no other", async () => {
    const run = await runTasks([tasks.count, tasks.failing], { sources: [4] });
    expect(resultsOf(run, "failing")).toEqual([0, 3]);
    expect(run.errors).toMatchObject([
      { item_index: 1, item: "1", file: "1", error: "boom", message: "boom", attempts: 1 },
      {
        item_index: 2,
        error_class: "UsageError",
        data: { n: 2 },
        cause: { error_class: "TypeError" },
      },
    ]);
    expect(run.errors[1].logs[0]).toContain("Cannot take 2");
    expect(run.summary.error_distribution).toEqual({ Error: 1, UsageError: 1 });
    const file = join(run.flowFile, "..", "error_summary.json");
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(JSON.stringify(run.errors)));
  });

  test("of one bad source are missing, those of the others are there", async () => {
    const run = await runTasks([tasks.count], { sources: [2, -1, 1] });
    expect(resultsOf(run, "count")).toEqual([0, 1, 0]);
    expect(run.errors).toMatchObject([{ task: "count", item: "-1", error_class: "RangeError" }]);
  });

  test("of bad sources only end the run with the first one's error", async () => {
    const run = runTasks([tasks.count, tasks.double], { sources: [-1, -2] });
    await expect(run).rejects.toBeInstanceOf(NoItems);
    await expect(run).rejects.toThrow("'count' failed for all of its 2 sources, so there are no");
  });

  test("can be limited", async () => {
    const flow = quietFlow({ tasks: [tasks.count, tasks.double] });
    const run = await flow.process({ inputs: { sources: [100] }, limit: 3 });
    expect(resultsOf(run, "double")).toEqual([0, 2, 4]);
    await expect(flow.process({ inputs: { sources: [1] }, limit: 0 })).rejects.toThrow("found 0");
  });
});

test("a run tells what happens: jobs, their progress, and the log", async () => {
  const events: RunEvent[] = [];
  const flow = quietFlow({ tasks: [tasks.count, tasks.failing] });
  const run = await flow.process({
    inputs: { sources: [4] },
    onEvent: (event) => void events.push(event),
  });
  expect(
    events.filter(({ type }) => type.startsWith("job_") || type.startsWith("run_"))
      .map((event) => "job" in event ? `${event.type} ${event.job}` : event.type)
      .filter((text, i, all) => text !== all[i - 1]), // a slow machine tells of progress more often
  ).toEqual([
    "run_started",
    "job_started count",
    "job_progress count",
    "job_completed count",
    "job_started failing",
    "job_progress failing",
    "job_completed failing",
    "run_finished",
  ]);
  const last = events.findLast((event) => event.type === "job_progress");
  expect(last).toMatchObject({ job: "failing", done: 4, total: 4, errors: 2 });
  expect(events).toContainEqual(
    expect.objectContaining({
      type: "log",
      level: "ERROR",
      message: "'failing' failed for 1: Error: boom",
    }),
  );
  expect(run.output.run.toJSON()).toMatchObject({ state: "completed", name: "test" });
});

test("a custom task that throws ends the flow with its own error", async () => {
  const run = runTasks([tasks.count, tasks.stop, tasks.double], { sources: [2] });
  await expect(run).rejects.toBeInstanceOf(RangeError);
  await expect(run).rejects.toThrow("only 2");
});

test("a task that ends the first run leaves a .flow with its state", async () => {
  const flowsOutputDir = temporaryFolder();
  const run = runTasks([tasks.count, tasks.stop], { sources: [2] }, { flowsOutputDir });
  await expect(run).rejects.toThrow("only 2");
  const flowFile = join(flowsOutputDir, "flows", "test", "test.flow");
  expect(JSON.parse(readFileSync(flowFile, "utf8"))).toMatchObject({
    state: "failed",
    flow_data: null,
  });
});

describe("settings", () => {
  test("have defaults", () => {
    expect(quietFlow({ tasks: [tasks.double], name: undefined }).name).toBe("double");
  });

  test.each([
    [{ tasks: [] }, "`tasks` is empty"],
    [{ maxWorkers: 0 }, "`maxWorkers` must be a whole number from 1"],
    [{ deadline: -1 }, "`deadline` must be a number of milliseconds from 1000"],
    [{ deadline: 60 }, "it was seconds before: 60 of them are 60000), or null"],
    [{ drainTimeout: -1 }, "`drainTimeout` must be a number of milliseconds"],
    [{ grace: 5000 } as never, "when a run is cancelled, is `drainTimeout`"],
    [{ loaderOptions: { units: "inch" as never } }, "Cannot set the loader's option 'units'"],
    [
      { storageType: "zip" as never },
      "`storageType` must be one of optimized, json, memory, sqlite",
    ],
    [{ name: "a/b" }, "Cannot name a flow 'a/b'"],
    [{ name: "" }, "Cannot name a flow ''"],
    [{ tasks: [() => 1] }, "wrap it in flowtask"],
    [{ tasks: [tasks.double, tasks.double] }, "stands in it twice"],
    [
      { debug: false, storageProvider: { createStorage: () => null as never } },
      "`storageProvider`",
    ],
  ])("that cannot work are refused: %#", (options, message) => {
    expect(() => quietFlow({ tasks: [tasks.double], ...options })).toThrow(message);
  });

  test("an output folder that cannot be written is one clear error", async () => {
    const folder = temporaryFolder();
    Deno.writeTextFileSync(join(folder, "flows"), "a file where a folder should be");
    const run = runTasks([tasks.count], { sources: [1] }, { flowsOutputDir: folder });
    await expect(run).rejects.toThrow(`Cannot write to the output folder '${folder}/flows/test'`);
    await expect(run).rejects.toMatchObject({ name: "OutputFolderError" });
  });
});

describe("in workers", () => {
  const parallel = { debug: false, maxWorkers: 2 };

  test("a flow gives what it gives here", async () => {
    const list = [tasks.count, tasks.failing, tasks.double, tasks.Cube];
    const [there, here] = await Promise.all([
      runTasks(list, { sources: [6] }, parallel),
      runTasks(list, { sources: [6] }),
    ]);
    for (const name of ["count", "failing", "double", "Cube"]) {
      expect(resultsOf(there, name)).toEqual(resultsOf(here, name));
    }
    const facts = ({ errors }: typeof here) => errors.map((e) => [e.item, e.task, e.error_class]);
    expect(facts(there)).toEqual(facts(here));
  });

  test("one worker is a pool of one, and a transform that is not parallel uses one", async () => {
    const run = await runTasks([tasks.count, tasks.worker], { sources: [4] }, parallel);
    expect(resultsOf(run, "worker").map((text) => String(text).split(":")[1])).toEqual(
      ["0", "1", "2", "3"],
    );
    const one = await runTasks([tasks.count, tasks.worker], { sources: [4] }, {
      ...parallel,
      maxWorkers: 1,
    });
    expect(resultsOf(one, "worker")).toEqual(["0:0", "0:1", "0:2", "0:3"]);
    const log = readFileSync(one.summary.flow_log, "utf8");
    expect(log).toContain("Using a pool of 1 workers");
  });

  test("a run is cancelled by its signal and leaves the earlier run's file as it was", async () => {
    const folder = temporaryFolder();
    const options = { ...parallel, flowsOutputDir: folder, drainTimeout: 100 };
    const { flowFile } = await runTasks([tasks.count], { sources: [2] }, options);
    const before = readFileSync(flowFile, "utf8");
    const controller = new AbortController();
    const flow = quietFlow({ tasks: [tasks.count, tasks.slow], ...options });
    const run = flow.process({ inputs: { sources: [4] }, signal: controller.signal });
    setTimeout(() => controller.abort("ctrl-c"), 500);
    await expect(run).rejects.toBeInstanceOf(RunCancelled);
    await expect(run).rejects.toMatchObject({ cause: "ctrl-c" });
    expect(readFileSync(flowFile, "utf8")).toBe(before);
  });

  test("warnings of tasks are in the log, what is less grave is not", async () => {
    const run = await runTasks([tasks.count, tasks.chatty], { sources: [2] }, parallel);
    const log = readFileSync(run.summary.flow_log, "utf8");
    expect(log).toMatch(/ - WARNING - \[worker \d\] warning 1\n/);
    expect(log).not.toContain("info 1");
    const debugged = await runTasks([tasks.count, tasks.chatty], { sources: [2] });
    expect(readFileSync(debugged.summary.flow_log, "utf8")).toContain(
      " - DEBUG - [worker 0] info 1",
    );
  });
});

test("a console is told a flow's tasks", () => {
  const flow = quietFlow({ name: "numbers", tasks: [tasks.count, tasks.double] });
  expect(Deno.inspect(flow)).toBe("Flow 'numbers': count (extract) -> double (transform)");
});
