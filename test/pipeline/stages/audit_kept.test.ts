/** What is kept although Trunnion's own code has changed is tested by a sample. */
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, expect, test } from "vitest";
import { JournalReader } from "../../../src/journal/journal_reader.ts";
import type { PipelineOptions } from "../../../src/pipeline/pipeline_options.ts";
import { calls, peek, tell } from "../fixtures/file_tasks.ts";
import { quietFlow, resultsOf, temporaryFolder } from "../helpers.ts";

beforeEach(() => void calls.splice(0));

const NAMES = ["a", "b", "c"];

/** Three files whose results hang on what is beside them, and runs over them in one folder. */
function setUp(task: unknown = peek) {
  const folder = temporaryFolder();
  const flowsOutputDir = temporaryFolder();
  const root = join(flowsOutputDir, "flows", "test");
  const files = NAMES.map((name) => join(folder, name));
  const beside = (value: number) => {
    for (const file of files) writeFileSync(`${file}.beside`, `${value}`);
  };
  for (const file of files) writeFileSync(file, file);
  beside(1);
  const journal = join(root, "journal.sqlite");
  return {
    root,
    beside,
    /** Makes it look as if other code of Trunnion had made what is there. */
    age: (version: string) => {
      const database = new DatabaseSync(journal);
      database.prepare("UPDATE runs SET own = ?").run(version);
      database.close();
    },
    run: async (options: Partial<PipelineOptions> = {}, fewer = files) => {
      calls.splice(0);
      const lines: string[] = [];
      const logger = { log: (level: string, text: string) => void lines.push(`${level} ${text}`) };
      const flow = quietFlow({ tasks: [task], flowsOutputDir, logger, ...options });
      const run = await flow.process({ inputs: { file: fewer } });
      const reader = JournalReader.open(journal);
      const [{ reasons }] = reader.stages(reader.runs()[0].id);
      reader.close();
      return { run, lines, reasons, done: calls.length };
    },
  };
}

test("where the code is the same, nothing is done again", async () => {
  const { run } = setUp();
  await run();
  expect(await run()).toMatchObject({ done: 0, reasons: { unchanged: 3 } });
});

test("where newer code makes the same of a sample, all are kept, and that is noted", async () => {
  const { run, age, root } = setUp();
  await run();
  const dataset = statSync(join(root, "test.dataset", "zarr.json")).mtimeMs;
  age("older");
  const { done, reasons, lines } = await run();
  expect([done, reasons]).toEqual([1, { unchanged: 3 }]);
  expect(lines.join("\n")).toContain("1 of them are done again, to see whether it makes the same");
  expect(lines.filter((line) => line.startsWith("WARNING"))).toEqual([]);
  expect(existsSync(join(root, "audit.tmp"))).toBe(false);
  expect(statSync(join(root, "test.dataset", "zarr.json")).mtimeMs).toBe(dataset); // kept, too
  expect(await run()).toMatchObject({ done: 0, reasons: { unchanged: 3 } });
  age("older still");
  expect(await run()).toMatchObject({ done: 1, reasons: { unchanged: 3 } });
});

test("where it makes something else, a warning says so and all are done again", async () => {
  const { run, age, beside } = setUp();
  await run();
  age("older");
  beside(2);
  const { run: { summary }, done, reasons, lines } = await run();
  expect([done, reasons]).toEqual([1 + 3, { "Trunnion makes something else": 3 }]);
  expect(lines.filter((line) => line.startsWith("WARNING"))).toEqual([
    expect.stringMatching(
      /'peek': .*\/[abc] is not what it was: made by version older of .* by \w+/,
    ),
  ]);
  expect(summary).toMatchObject({
    file_count: 3,
    done_again: { "Trunnion makes something else": 3 },
  });
  expect(await run()).toMatchObject({ done: 0, reasons: { unchanged: 3 } });
});

test("an item that fails now differs, too", async () => {
  const { run, age, beside } = setUp();
  await run();
  age("older");
  beside(NaN); // which no array takes
  const { run: { summary }, reasons } = await run();
  expect(reasons).toEqual({ "Trunnion makes something else": 3 });
  expect(summary.error_count).toBe(3);
});

test("replies of tasks without a storage are compared, in workers too", async () => {
  const { run, age, beside } = setUp(tell);
  const options = { debug: false, maxWorkers: 1 };
  await run(options);
  age("older");
  expect((await run(options)).reasons).toEqual({ unchanged: 3 });
  age("oldest");
  beside(2);
  const { run: last, reasons } = await run(options);
  expect(reasons).toEqual({ "Trunnion makes something else": 3 });
  expect(resultsOf(last, "tell")).toEqual(["2", "2", "2"]);
});

test("a run of some of the items tests those, and the rest at its turn", async () => {
  const { run, age, beside, root } = setUp();
  await run();
  age("older");
  beside(2);
  const flow = () => JSON.parse(readFileSync(join(root, "test.flow"), "utf8"));
  const some = await run({}, [join(root, "none")]);
  expect(some.reasons).toEqual({ new: 1 }); // none of them is among its items
  expect(flow().error_count).toBe(1);
  expect((await run()).reasons).toEqual({ "Trunnion makes something else": 3 });
});
