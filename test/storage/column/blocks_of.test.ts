import { expect, test } from "vitest";
import { blocksOf } from "../../../src/storage/column/blocks_of.ts";

test("blocks follow each other without a gap, up to the end", () => {
  for (const count of [0, 1, 2048, 2049, 10_000]) {
    const blocks = [...blocksOf(count)];
    expect(blocks.map(([first]) => first)).toEqual(blocks.map((_, i) => 2048 * i));
    expect(blocks.slice(1).map(([first]) => first)).toEqual(blocks.slice(0, -1).map(([, e]) => e));
    expect(blocks.at(-1)?.[1] ?? 0).toBe(count);
  }
});
