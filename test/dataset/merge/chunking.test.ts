import { describe, expect, test } from "vitest";
import { chooseChunks } from "../../../src/dataset/merge/chunking.ts";

describe("the division of a group", () => {
  test.each([
    { rowBytes: [4, 12, 2800], shardRows: 16_384, innerRows: [4096, 4096, 32] },
    { rowBytes: [4, 8], shardRows: 65_536, innerRows: [4096, 4096] },
    { rowBytes: [8, 1 << 20], shardRows: 64, innerRows: [64, 1] },
    { rowBytes: [1 << 28], shardRows: 1, innerRows: [1] },
    { rowBytes: [0], shardRows: 65_536, innerRows: [4096] },
  ])("rows of $rowBytes bytes", ({ rowBytes, shardRows, innerRows }) => {
    expect(chooseChunks(rowBytes)).toEqual({ shardRows, innerRows });
  });

  test.each([
    { wanted: 100_000, shardRows: 102_400, innerRows: [4096, 32] },
    { wanted: 1_000_000, shardRows: 1_003_520, innerRows: [4096, 32] },
    { wanted: 1000, shardRows: 1024, innerRows: [1024, 32] },
    { wanted: 1, shardRows: 1, innerRows: [1, 1] },
  ])("$wanted rows as wished, rounded up", ({ wanted, shardRows, innerRows }) => {
    expect(chooseChunks([4, 2800], wanted)).toEqual({ shardRows, innerRows });
  });

  test("inner chunks divide shards, and default shards have at most 64 MiB", () => {
    for (let bytes = 1; bytes < 1 << 24; bytes = bytes * 3 + 1) {
      for (const wanted of [undefined, 5, 777, 70_000]) {
        const { shardRows, innerRows } = chooseChunks([8, bytes], wanted);
        for (const rows of innerRows) expect(shardRows % rows).toBe(0);
        if (wanted === undefined) expect(shardRows * bytes).toBeLessThanOrEqual(64 << 20);
        else expect(shardRows).toBeGreaterThanOrEqual(wanted);
      }
    }
  });
});
