import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { measure } from "../fixtures/file_tasks.ts";
import { quietFlow, temporaryFolder } from "../helpers.ts";

/** Texts of growing length, and dry and other runs over them. */
function setUp(count: number) {
  const [folder, flowsOutputDir] = [temporaryFolder(), temporaryFolder()];
  const file = Array.from({ length: count }, (_, i) => join(folder, `${i}`.padStart(3, "0")));
  for (const [i, path] of file.entries()) writeFileSync(path, "x".repeat(100 + i));
  const flow = quietFlow({ tasks: [measure], flowsOutputDir });
  const run = (dryRun: number | false, items = file) =>
    flow.process({ inputs: { file: items, scale: 1 }, dryRun });
  return { file, flowsOutputDir, run };
}

test("what an earlier run has done is not pending, and takes no time", async () => {
  const { file, flowsOutputDir, run } = setUp(40);
  const cold = (await run(4)).dryRun!;
  expect(cold).toMatchObject({ items: 4, total: 40, pending: 40 });
  expect(readdirSync(flowsOutputDir)).toEqual([]);

  await run(false, file.slice(0, 30));
  expect((await run(4)).dryRun).toMatchObject({ items: 4, total: 40, pending: 10 });
  writeFileSync(file[0], "changed");
  expect((await run(4)).dryRun).toMatchObject({ pending: 11 });

  await run(false);
  const kept = (await run(4)).dryRun!;
  expect(kept).toMatchObject({ items: 4, total: 40, pending: 0 });
  expect(kept.durationMs).toBeLessThan(cold.durationMs);
  expect(kept.rows).toHaveLength(4);
});

test("the bytes of all files are told by the sizes of their sources", async () => {
  const { run } = setUp(40);
  const few = (await run(40)).dryRun!.bytes;
  const some = (await run(10)).dryRun!.bytes;
  expect(some / few).toBeGreaterThan(0.8);
  expect(some / few).toBeLessThan(1.25);
});
