/**
 * In which order samples are read and given.
 *
 * Samples that are neighbours in the dataset share chunks, so they are read together, as a block. A
 * shuffle shuffles the blocks, holds a window of them in memory, and shuffles within the window.
 *
 * @module
 */
import { createRandom } from "../split/random.ts";

/** A sample of the plan: a block, and which of its samples. */
interface PlannedSample {
  readonly block: number;
  /** The place among the block's samples. */
  readonly place: number;
}

/** What is read, and the order in which it is given. */
export interface BlockPlan {
  /** The positions of samples in the dataset that are read together, ascending. */
  readonly blocks: readonly (readonly number[])[];
  /** Blocks that are in memory together, and the order in which their samples are given. */
  readonly windows: readonly PlanWindow[];
}

interface PlanWindow {
  readonly blocks: readonly number[];
  readonly order: readonly PlannedSample[];
}

/** How to plan. */
interface PlanOptions {
  /** The positions of samples in the dataset, ascending. */
  readonly samples: readonly number[];
  /** The bytes of a sample, by its position in the dataset. */
  readonly bytesOf: (sample: number) => number;
  /** Null where samples come in order. */
  readonly seed: number | null;
  /** Bytes of a block, about. */
  readonly blockBytes: number;
  /** Bytes of a window of a shuffle. */
  readonly windowBytes: number;
}

/** Plans the reading of some samples. */
export function planBlocks(options: PlanOptions): BlockPlan {
  const { samples, bytesOf, seed, blockBytes, windowBytes } = options;
  const blocks: number[][] = [], sizes: number[] = [];
  for (const sample of samples) {
    const bytes = bytesOf(sample);
    const last = blocks.length - 1;
    if (last < 0 || sizes[last] + bytes > blockBytes) {
      blocks.push([sample]);
      sizes.push(bytes);
    } else {
      blocks[last].push(sample);
      sizes[last] += bytes;
    }
  }
  const all = blocks.map((_, block) => block);
  if (seed === null) {
    return {
      blocks,
      windows: all.map((block) => ({ blocks: [block], order: inOrder(blocks, block) })),
    };
  }
  const random = createRandom(seed);
  const windows: number[][] = [];
  let filled = Infinity;
  for (const block of random.shuffle(all)) {
    if (filled + sizes[block] > windowBytes) {
      windows.push([]);
      filled = 0;
    }
    windows[windows.length - 1].push(block);
    filled += sizes[block];
  }
  return {
    blocks,
    windows: windows.map((own) => ({
      blocks: own,
      order: random.shuffle(own.flatMap((block) => inOrder(blocks, block))),
    })),
  };
}

function inOrder(blocks: readonly (readonly number[])[], block: number): PlannedSample[] {
  return blocks[block].map((_, place) => ({ block, place }));
}
