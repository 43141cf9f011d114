/** Tasks that get another name, or go: what the dataset has is not lost without a word. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDataset } from "../../src/dataset/open_dataset.ts";
import type { ProcessOptions } from "../../src/pipeline/process_options.ts";
import { measure, measureBySchema, measureRenamed, read } from "./fixtures/file_tasks.ts";
import { quietFlow, temporaryFolder } from "./helpers.ts";

/** Three files that `measure` has encoded. */
async function setUp() {
  const [folder, flowsOutputDir] = [temporaryFolder(), temporaryFolder()];
  const path = (name: string) => join(folder, name);
  for (const [name, text] of Object.entries({ a: "1", b: "22", c: "333" })) {
    writeFileSync(path(name), text);
  }
  const run = (tasks: unknown[], names: string[], more: Partial<ProcessOptions> = {}) =>
    quietFlow({ tasks, flowsOutputDir })
      .process({ inputs: { file: names.map(path), scale: 1 }, ...more });
  const { flowFile } = await run([measure], ["a", "b", "c"]);
  const lengths = async () => {
    const { data } = await (await openDataset(flowFile)).read("values", "length");
    return Array.from(data as Float64Array);
  };
  return { path, run, lengths };
}

describe("after a task got another name", () => {
  test("items of the old one stay, in their order, and are told", async () => {
    const { path, run, lengths } = await setUp();
    writeFileSync(path("b"), "4444");
    const { summary } = await run([measureRenamed], ["b"]);
    expect(summary).toMatchObject({
      sample_count: 3,
      item_count: 1,
      kept_beside_count: 2,
      left_out_count: 0,
    });
    expect(await lengths()).toEqual([1, 4, 3]);
    const log = readFileSync(summary.flow_log, "utf8");
    expect(log).toContain(
      "'renamed': 2 items of 'measure', which the flow does not have any more, are counted here.",
    );
    expect(log).toContain("2 items are kept in the dataset, not among the inputs; `prune`");
    expect(log).toContain("2 of them were made by other code");

    // Given among the inputs they are done by the new one; and so the other way round.
    const all = await run([measureRenamed], ["a", "b", "c"]);
    expect(all.summary).toMatchObject({ sample_count: 3, reused_count: 1, kept_beside_count: 0 });
    expect(all.summary.done_again).toEqual({ "code changed: renamed in file_tasks.ts": 2 });
    const back = await run([measure], ["a"]);
    expect(back.summary).toMatchObject({ sample_count: 3, kept_beside_count: 2 });
    expect(await lengths()).toEqual([1, 4, 3]);
  });

  test("an item that fails now leaves the dataset as an error, not beside it", async () => {
    const { path, run, lengths } = await setUp();
    Deno.removeSync(path("b"));
    const { summary } = await run([measureRenamed], ["b"]);
    expect(summary).toMatchObject({ failed_count: 1, kept_beside_count: 2, sample_count: 2 });
    expect(await lengths()).toEqual([1, 3]);
  });

  test("`prune` leaves them out", async () => {
    const { run, lengths } = await setUp();
    const { summary } = await run([measureRenamed], ["b"], { prune: true });
    expect(summary).toMatchObject({ sample_count: 1, kept_beside_count: 0, left_out_count: 2 });
    expect(await lengths()).toEqual([2]);
  });

  test("those of another schema are left out, with a warning", async () => {
    const { run, lengths } = await setUp();
    const { summary } = await run([measureBySchema], ["b"]);
    expect(summary).toMatchObject({ sample_count: 1, kept_beside_count: 0, left_out_count: 2 });
    expect(readFileSync(summary.flow_log, "utf8"))
      .toMatch(/WARNING - .*2 items that are not among the inputs were made with another schema/);
    expect(await lengths()).toEqual([2]);
  });
});

test("without a task that encodes the dataset stays where it is, and that is said", async () => {
  const { path, run } = await setUp();
  const { summary } = await run([read], [], { inputs: { file: [path("b")] } });
  expect(summary.flow_data).toBe(null);
  const [, dataset] = /The dataset of an earlier run stays in '(.*)'\./.exec(
    summary.dataset_note!,
  )!;
  expect(existsSync(dataset)).toBe(true);
});
