import { join } from "node:path";
import { expect, test } from "vitest";
import * as encoders from "./fixtures/encoders.ts";
import * as tasks from "./fixtures/plain_tasks.ts";
import { runTasks, temporaryFolder } from "./helpers.ts";

test.each([["here", true], ["in workers", false]])(
  "a folder that is removed while a run writes it is one error (%s)",
  async (_, debug) => {
    const flowsOutputDir = temporaryFolder();
    const root = join(flowsOutputDir, "flows", "test");
    const run = runTasks([tasks.count, encoders.removesFolder], { sources: [20], root }, {
      flowsOutputDir,
      debug,
      maxWorkers: 2,
    });
    await expect(run).rejects.toMatchObject({
      name: "OutputError",
      message: expect.stringContaining("is gone; it was removed while the run wrote it"),
    });
  },
);

test("so is one that is removed when all items are done", async () => {
  const flowsOutputDir = temporaryFolder();
  const root = join(flowsOutputDir, "flows", "test");
  const run = runTasks([tasks.count, tasks.removeRoot], { sources: [2], root }, { flowsOutputDir });
  await expect(run).rejects.toMatchObject({ name: "OutputError" });
});
