/** The most main memory of a run, by stage and worker. */
import { describe, expect, test } from "vitest";
import { closeWorkers } from "../../src/pool/run/warm_pools.ts";
import { copySampleParts } from "../helpers/sample_parts.ts";
import * as hungry from "./fixtures/hungry_tasks.ts";
import { encodeTask } from "../../src/pipeline/tasks/builtin_tasks.ts";
import { runTasks, temporaryFolder } from "./helpers.ts";

const MB = 1e6;

describe.each(["process", "thread", "debug"] as const)("%s", (where) => {
  const options = where === "debug"
    ? { debug: true }
    : { debug: false, isolation: where, maxWorkers: 1 };

  test("a stage has the peak of its own worker, even of a moment within an item", async () => {
    const { report } = await runTasks([hungry.little, hungry.much], { n: [1], bytes: 400 * MB }, {
      ...options,
    });
    await closeWorkers();
    const [little, much] = report.stages;
    expect(much.memory).toHaveLength(1);
    expect(much.memory[0]).toMatchObject({ worker: 0, kernelPeakBytes: null });
    expect(much.memory[0].peakBytes).toBeGreaterThan(400 * MB);
    // This process may have had more before.
    if (where === "process") expect(little.memory[0].peakBytes).toBeLessThan(400 * MB);
    if (where !== "process") expect(report.peakBytes).toBeGreaterThan(400 * MB);
    else expect(report.peakBytes).toBeGreaterThan(10 * MB);
  }, 60_000);
});

test("the kernel beside a worker counts", async () => {
  const parts = temporaryFolder();
  const files = await copySampleParts(parts, 1);
  const inputs = { cad_file: files.map((f) => `${parts}/${f}`) };
  const { report } = await runTasks([encodeTask], inputs, { loaderOptions: { reader: "kernel" } });
  const [{ memory }, merge] = report.stages;
  // WebAssembly's memory begins with 100 MB.
  expect(memory[0].kernelPeakBytes).toBeGreaterThan(100 * MB);
  expect(merge.memory[0].peakBytes).toBeGreaterThan(10 * MB);
}, 240_000);
