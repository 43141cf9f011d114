/** Items for a pool, numbered from 0. @module */
import type { PoolItem } from "../../src/pool/run/task_pool.ts";

export function numbered(items: Iterable<unknown>): Generator<PoolItem>;
export function numbered(
  items: Iterable<unknown> | AsyncIterable<unknown>,
): Generator<PoolItem> | AsyncGenerator<PoolItem>;
export function numbered(items: Iterable<unknown> | AsyncIterable<unknown>) {
  return Symbol.asyncIterator in items ? fromSlow(items) : fromQuick(items);
}

function* fromQuick(items: Iterable<unknown>): Generator<PoolItem> {
  let index = 0;
  for (const payload of items) yield { index: index++, payload };
}

async function* fromSlow(items: AsyncIterable<unknown>): AsyncGenerator<PoolItem> {
  let index = 0;
  for await (const payload of items) yield { index: index++, payload };
}
