import { expect, test } from "vitest";
import { ByteBudget } from "../../../../src/dataset/read/byte_budget.ts";
import { ChunkCache } from "../../../../src/dataset/read/shards/chunk_cache.ts";

test("a chunk that is kept no more gives its memory to the next of its size, and to no other", () => {
  const cache = new ChunkCache(new ByteBudget(100));
  const [first, second, third] = [40, 40, 60].map((size) => cache.room(size).fill(size));
  cache.set("a", first);
  cache.set("b", second);
  expect(cache.get("a")).toBe(first);
  cache.set("c", third); // of the two, "b" was used longest ago
  expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual([first, undefined, third]);
  expect(cache.room(60)).not.toBe(second);
  expect(cache.room(40)).toBe(second);
  expect(cache.room(40)).not.toBe(second);
});

test("little memory waits: the rest is given back", () => {
  const cache = new ChunkCache(new ByteBudget());
  const chunks = Array.from({ length: 80 }, () => cache.room(2 ** 17));
  chunks.forEach((chunk, i) => cache.set(`${i}`, chunk));
  const kept = chunks.filter((_, i) => cache.get(`${i}`) !== undefined);
  expect(kept).toHaveLength(32);
  const again = Array.from({ length: 10 }, () => cache.room(2 ** 17));
  expect(again.filter((room) => chunks.includes(room))).toHaveLength(4);
  expect(chunks.filter(({ length }) => length === 0)).toHaveLength(80 - 32 - 4);
});
