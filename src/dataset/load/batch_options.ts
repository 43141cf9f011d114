/** How batches are made. @module */
import type { OptionNames } from "../../base/known_options.ts";
import { UsageError } from "../../base/errors.ts";

/** How batches are made. */
export interface BatchOptions {
  /** Samples of a batch. @default {32} */
  size?: number;
  /**
   * Whether samples come in random order: blocks of neighbours are shuffled, as many as `memory`
   * allows are held at once, and their samples are shuffled among each other. A subset that fits
   * into `memory` is shuffled as a whole.
   *
   * @default {false}
   */
  shuffle?: boolean;
  /**
   * What the order, and rotations, are drawn by: an integer of 0 to 2^32 - 1. With the same seed
   * and epoch they are the same on every machine, whatever the workers.
   *
   * @default {the dataset's seed, else another order each time}
   */
  seed?: number;
  /** The number of the pass: with one seed each has an order of its own. @default {0} */
  epoch?: number;
  /** Leaves out a last batch that is not full. @default {false} */
  dropLast?: boolean;
  /** Batches that are made before they are asked for. @default {2} */
  prefetch?: number;
  /**
   * Threads that read and unpack ahead, of local files under Deno, kept for the next pass for a
   * second. They leave this thread a third of the work, where processors are free for them. With 0
   * this thread does all of it.
   *
   * @default {0}
   */
  workers?: number;
  /**
   * Bytes of samples that are in memory to be shuffled; while they are used, as many are read
   * ahead.
   *
   * @default {67108864}
   */
  memory?: number;
}

/** How batches are made of items by the user's own function. */
export interface CollateOptions<T, B> extends BatchOptions {
  /** Makes a batch of its items. */
  collate: (items: T[]) => B | Promise<B>;
}

/** The names of {@linkcode BatchOptions}. */
export const BATCH_OPTIONS: OptionNames<CollateOptions<unknown, unknown>> = {
  size: true,
  shuffle: true,
  seed: true,
  epoch: true,
  dropLast: true,
  prefetch: true,
  workers: true,
  memory: true,
  collate: true,
};

const MOST = 2 ** 32 - 1;
const LEAST = { size: 1, seed: 0, epoch: 0, prefetch: 0, workers: 0, memory: 1 } as const;

/**
 * Checks the numbers.
 *
 * @throws {UsageError} that names the option, the rule and what was found
 */
export function requireBatchNumbers(options: BatchOptions): void {
  for (const name of Object.keys(LEAST) as (keyof typeof LEAST)[]) {
    const [value, least] = [options[name], LEAST[name]];
    const right = Number.isSafeInteger(value) && value! >= least &&
      (name === "memory" || value! <= MOST);
    if (value === undefined || right) continue;
    throw new UsageError(
      `Cannot make batches: '${name}' must be a whole number from ${least} to ${MOST}, ` +
        `found ${value}`,
      { data: { option: name, value } },
    );
  }
}
