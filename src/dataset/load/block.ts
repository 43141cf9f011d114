/**
 * Samples that were read together.
 *
 * @module
 */
import { freeMemory } from "../../storage/column/free_memory.ts";
import type { TypedArray } from "../../storage/array.ts";
import type { ArrayGroups } from "../read/array_groups.ts";
import type { RowReaders, RowRequest } from "../read/read_store.ts";
import { cutSpans } from "../query/joined_arrays.ts";
import type { LoadedArray } from "./loaded_array.ts";

/** The rows of one array: those of a block's samples, one behind the other. */
interface BlockRows {
  readonly data: TypedArray;
  /** The first row of each sample, and the number of rows. */
  readonly starts: Float64Array;
}

/** A block of samples. */
export interface Block {
  /** The positions of its samples in the dataset, ascending. */
  readonly samples: readonly number[];
  /** By `"group/array"`. */
  readonly rows: ReadonlyMap<string, BlockRows>;
  /** Gives its memory back: no sample of it is made any more. */
  free(): void;
}

/** Reads rows: here, or on another thread. */
export type ReadRows = (requests: readonly RowRequest[]) => Promise<TypedArray[]>;

/** Reads rows on this thread. */
export function readHere(arrays: ArrayGroups): ReadRows {
  return async (requests) => {
    const found: TypedArray[] = [];
    for (const { group, name, spans } of requests) {
      found.push((await arrays.readSpans(group, name, spans)).data);
    }
    return found;
  };
}

/**
 * Reads rows on other threads. What they cannot read is read here, by a way that can say what is
 * wrong.
 */
export function readElsewhere(arrays: ArrayGroups, readers: RowReaders): ReadRows {
  const here = readHere(arrays);
  return async (requests) => {
    const known = requests.map((request) => ({
      request,
      layout: arrays.shardedLayout(request.group, request.name),
    }));
    const laidOut = known.flatMap(({ request, layout }) =>
      layout === null ? [] : [{ ...request, layout }]
    );
    const found = await readers.read(laidOut).catch(() => null);
    if (found === null) return await here(requests);
    const others = await here(known.flatMap((one) => one.layout === null ? [one.request] : []));
    return known.map(({ layout }) => (layout === null ? others : found).shift()!);
  };
}

/** Reads the samples of a block. */
export async function readBlock(
  samples: readonly number[],
  arrays: readonly LoadedArray[],
  read: ReadRows,
): Promise<Block> {
  const spans = new Map<Float64Array, number[]>();
  const spansOf = (offsets: Float64Array) => {
    let own = spans.get(offsets);
    if (own === undefined) spans.set(offsets, own = rowSpans(samples, offsets));
    return own;
  };
  const stored = arrays.filter(({ joined }) => joined === null);
  const found = await read(
    stored.map(({ group, name, offsets }) => ({ group, name, spans: spansOf(offsets) })),
  );
  let next = 0;
  const dataOf = ({ joined, dtype, offsets }: LoadedArray) =>
    joined === null ? found[next++] : cutSpans(joined, dtype, spansOf(offsets));
  const starts = new Map<Float64Array, Float64Array>();
  const startsOf = (offsets: Float64Array) => {
    let own = starts.get(offsets);
    if (own === undefined) starts.set(offsets, own = rowStarts(samples, offsets));
    return own;
  };
  return {
    samples,
    rows: new Map(
      arrays.map((array) => [
        array.key,
        { data: dataOf(array), starts: startsOf(array.offsets) },
      ]),
    ),
    free: () => found.forEach(freeMemory),
  };
}

/** The rows of some samples: neighbours in one span. */
function rowSpans(samples: readonly number[], offsets: Float64Array): number[] {
  const spans: number[] = [];
  for (const sample of samples) {
    const [start, end] = [offsets[sample], offsets[sample + 1]];
    if (start === end) continue;
    if (spans.length > 0 && spans[spans.length - 1] === start) spans[spans.length - 1] = end;
    else spans.push(start, end);
  }
  return spans;
}

function rowStarts(samples: readonly number[], offsets: Float64Array): Float64Array {
  const starts = new Float64Array(samples.length + 1);
  samples.forEach((sample, i) => starts[i + 1] = starts[i] + offsets[sample + 1] - offsets[sample]);
  return starts;
}
