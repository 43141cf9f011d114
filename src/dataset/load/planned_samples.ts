/**
 * Reads the blocks of a plan, some ahead, and gives their samples in the plan's order.
 *
 * @module
 */
import { type Block, readBlock, type ReadRows } from "./block.ts";
import type { BlockPlan } from "./block_plan.ts";
import type { PlacedSample } from "./gathered.ts";
import type { LoadedArray } from "./loaded_array.ts";

/**
 * Gives the samples of a plan, a window at a time.
 *
 * @param ahead windows that are read while one is used
 */
export async function* plannedSamples(
  { blocks, windows }: BlockPlan,
  arrays: readonly LoadedArray[],
  read: ReadRows,
  ahead: number,
): AsyncGenerator<PlacedSample[]> {
  const reading: Promise<Map<number, Block>>[] = [];
  const start = (window: number) => {
    const own = windows[window].blocks.map(async (block): Promise<[number, Block]> => [
      block,
      await readBlock(blocks[block], arrays, read),
    ]);
    const all = Promise.all(own).then((entries) => new Map(entries));
    all.catch(() => {}); // it is told when the window's turn has come
    reading.push(all);
  };
  let started = 0;
  for (const { order } of windows) {
    while (started < windows.length && reading.length < 1 + ahead) start(started++);
    const found = await reading.shift()!;
    yield order.map(({ block, place }) => ({ block: found.get(block)!, place }));
  }
}
