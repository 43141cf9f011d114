import { describe, expect, test } from "vitest";
import { planBlocks } from "../../../src/dataset/load/block_plan.ts";
import { createRandom } from "../../../src/dataset/split/random.ts";

const random = createRandom(3);
const bytes = Array.from({ length: 500 }, () => 1 + random.below(20));
const samples = bytes.flatMap((_, i) => i % 3 === 0 ? [] : [i]);
const bytesOf = (sample: number) => bytes[sample];
const sizeOf = (block: readonly number[]) => block.reduce((sum, one) => sum + bytesOf(one), 0);
const limits = { samples, bytesOf, blockBytes: 50, windowBytes: 400 };

describe("blocks", () => {
  test("are neighbours, as many as fit", () => {
    const { blocks } = planBlocks({ ...limits, seed: 1 });
    expect(blocks.flat()).toEqual(samples);
    blocks.forEach((block, i) => {
      expect(sizeOf(block)).toBeLessThanOrEqual(50);
      if (i > 0) expect(sizeOf(blocks[i - 1]) + bytesOf(block[0])).toBeGreaterThan(50);
    });
  });

  test("of one sample there are where it is larger than a block", () => {
    const plan = planBlocks({ ...limits, samples: [1, 2, 4], blockBytes: 0, seed: null });
    expect(plan.blocks).toEqual([[1], [2], [4]]);
    expect(planBlocks({ ...limits, samples: [], seed: 1 })).toEqual({ blocks: [], windows: [] });
  });
});

describe("a plan", () => {
  const given = ({ blocks, windows }: ReturnType<typeof planBlocks>) =>
    windows.map(({ order }) => order.map(({ block, place }) => blocks[block][place]));

  test("in order gives the samples as they are", () => {
    expect(given(planBlocks({ ...limits, seed: null })).flat()).toEqual(samples);
  });

  test("of a shuffle gives each once, and holds no more than it may", () => {
    const plan = planBlocks({ ...limits, seed: 8 });
    expect(given(plan).flat().sort((a, b) => a - b)).toEqual(samples);
    for (const { blocks, order } of plan.windows) {
      expect(blocks.reduce((sum, block) => sum + sizeOf(plan.blocks[block]), 0)).toBeLessThan(401);
      expect(new Set(order.map(({ block }) => block))).toEqual(new Set(blocks));
    }
    expect(plan.windows.length).toBeGreaterThan(5);
  });

  test("shuffles blocks, and what a window holds among each other", () => {
    const { windows } = planBlocks({ ...limits, seed: 8 });
    const order = windows.flatMap(({ blocks }) => blocks);
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));
    for (const { order: samples } of windows.slice(0, -1)) {
      // How often a sample comes from another block than the one before: nearly always.
      const changes = samples.filter(({ block }, i) => i > 0 && block !== samples[i - 1].block);
      expect(changes.length).toBeGreaterThan(samples.length / 2);
    }
  });

  test("of what fits into memory is a shuffle of all", () => {
    const plan = planBlocks({ ...limits, windowBytes: 1e6, seed: 8 });
    expect(plan.windows).toHaveLength(1);
    expect(plan.windows[0].order).toHaveLength(samples.length);
  });
});
