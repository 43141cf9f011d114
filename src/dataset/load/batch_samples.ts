/**
 * Batches of a dataset's samples.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import type { RowReaders } from "../read/read_store.ts";
import { type BatchOptions, requireBatchNumbers } from "./batch_options.ts";
import { type Block, readElsewhere, readHere, type ReadRows } from "./block.ts";
import { planBlocks } from "./block_plan.ts";
import type { PlacedSample } from "./gathered.ts";
import { sampleBytes } from "./loaded_array.ts";
import { plannedSamples } from "./planned_samples.ts";
import type { Draw } from "./prepare.ts";
import { mixed } from "./random_rotation.ts";
import { readAhead } from "./read_ahead.ts";
import type { SampleReader } from "./sample_reader.ts";

/** Bytes of samples that are shuffled among each other. */
const MEMORY = 2 ** 26;
/** Bytes of a block at most; a window of a shuffle has at least so many blocks. */
const [BLOCK_BYTES, WINDOW_BLOCKS] = [2 ** 21, 32];

/**
 * Makes batches.
 *
 * @param indices the samples' positions in the dataset, ascending
 * @param make makes a batch of some samples
 * @throws {UsageError} when a number is out of its range, or there are no workers here
 */
export async function* batchSamples<B>(
  reader: SampleReader,
  indices: readonly number[],
  options: BatchOptions,
  make: (placed: readonly PlacedSample[], draw: Draw) => B | Promise<B>,
): AsyncGenerator<B> {
  requireBatchNumbers(options);
  const { size = 32, shuffle = false, prefetch = 2, workers = 0, memory = MEMORY } = options;
  const draw = {
    seed: options.seed ?? reader.options.seed ?? anySeed(),
    epoch: options.epoch ?? 0,
  };
  const { arrays } = await reader.layout();
  const plan = planBlocks({
    samples: indices,
    bytesOf: (sample) => sampleBytes(arrays, sample),
    seed: shuffle ? mixed(draw.seed, draw.epoch) : null,
    blockBytes: Math.min(BLOCK_BYTES, memory / WINDOW_BLOCKS),
    windowBytes: memory,
  });
  const readers = workers === 0 ? null : startReaders(reader, workers);
  const read: ReadRows = readers === null
    ? readHere(reader.reader.arrays)
    : readElsewhere(reader.reader.arrays, readers);
  const unmade = new Map<Block, number>();
  /** Makes a batch, which copies what it needs; blocks of which all is made are freed. */
  async function makeOf(placed: readonly PlacedSample[]): Promise<B> {
    const batch = await make(placed, draw);
    for (const { block } of placed) {
      const left = (unmade.get(block) ?? block.samples.length) - 1;
      unmade.set(block, left);
      if (left > 0) continue;
      unmade.delete(block);
      block.free();
    }
    return batch;
  }
  async function* made(): AsyncGenerator<B> {
    let waiting: PlacedSample[] = [];
    // A window of a shuffle has blocks for all workers; in order it is one block.
    const ahead = shuffle ? 1 : 1 + workers;
    for await (const placed of plannedSamples(plan, arrays, read, ahead)) {
      waiting = waiting.length === 0 ? placed : waiting.concat(placed);
      let from = 0;
      for (; from + size <= waiting.length; from += size) {
        yield await makeOf(waiting.slice(from, from + size));
      }
      waiting = waiting.slice(from);
    }
    if (waiting.length > 0 && options.dropLast !== true) yield await makeOf(waiting);
  }
  try {
    yield* readAhead(made(), prefetch);
  } finally {
    readers?.close();
  }
}

/** A seed by chance. */
export function anySeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}

function startReaders({ reader }: SampleReader, workers: number): RowReaders {
  const started = reader.startReaders(workers);
  if (started !== null) return started;
  throw new UsageError(
    `Cannot read '${reader.location}' by ${workers} workers: they must be Deno's, and the ` +
      "dataset's files on a local disk. Leave `workers` out: this thread reads then",
    { data: { workers } },
  );
}
