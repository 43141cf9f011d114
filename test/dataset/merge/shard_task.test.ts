import { expect, test } from "vitest";
import type { MergePlan } from "../../../src/dataset/merge/merge_plan.ts";
import { countShards, shardTasks } from "../../../src/dataset/merge/shard_task.ts";

const factsOf = (_: unknown, file: number) => ({ size: 100 + file, mtimeMs: file });

/** A plan with one group: rows of each sample by file. */
function plan(rows: number[][], shardRows: number): MergePlan {
  const sampleRows = rows.flat();
  const firstSample = [0];
  for (const own of rows) firstSample.push(firstSample.at(-1)! + own.length);
  const total = sampleRows.reduce((sum, own) => sum + own, 0);
  const group = { name: "faces", perBody: false, rows: total, sampleRows, shardRows, arrays: [] };
  const files = rows.map((_, i) => `${i}.data`);
  const rest = { flowName: "f", profile: null, schema: null, warnings: [] };
  return { files, facts: rows.map(factsOf), firstSample, groups: [group], ...rest };
}

test("every row of every file is in exactly one shard", () => {
  const rows = [[3], [0], [2, 4], [10], [], [1, 1], [4], [0, 0]];
  for (let shardRows = 1; shardRows <= 26; shardRows++) {
    const tasks = [...shardTasks(plan(rows, shardRows), "out")];
    expect(tasks.length).toBe(countShards(plan(rows, shardRows)));
    const seen = rows.map((own) => new Array<number>(own.reduce((a, b) => a + b, 0)).fill(0));
    let end = 0;
    for (const { from, to, files } of tasks) {
      expect(from).toBe(end);
      end = to;
      for (const { fileId, firstRow, rowsPerBody } of files) {
        const count = rowsPerBody.reduce((sum, own) => sum + own, 0);
        const first = Math.max(from, firstRow), last = Math.min(to, firstRow + count);
        expect(last).toBeGreaterThan(first);
        for (let row = first; row < last; row++) seen[fileId][row - firstRow]++;
      }
    }
    expect(end).toBe(25);
    expect(seen.flat()).toEqual(new Array(25).fill(1));
  }
});

test("a task is plain data, with all that its shard needs", () => {
  const [, task] = [...shardTasks(plan([[2], [1, 3]], 3), "out")];
  expect(JSON.parse(JSON.stringify(task))).toEqual({
    folder: "out",
    group: "faces",
    perBody: false,
    shard: 1,
    shardRows: 3,
    from: 3,
    to: 6,
    arrays: [],
    files: [{
      path: "1.data",
      facts: { size: 101, mtimeMs: 1 },
      fileId: 1,
      firstSample: 1,
      firstRow: 2,
      rowsPerBody: [1, 3],
    }],
  });
});

test("no rows, no tasks", () => {
  expect([...shardTasks(plan([[0], []], 4), "out")]).toEqual([]);
});
