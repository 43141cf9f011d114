import { expect, test } from "vitest";
import { ItemQueue } from "../../../src/pool/run/item_queue.ts";
import { numbered } from "../../helpers/numbered.ts";

test("numbers items, takes what is there and knows the end", () => {
  const queue = new ItemQueue(numbered(["a", "b", "c"]), 10, () => {});
  expect(queue.take(2)).toEqual([{ index: 0, payload: "a" }, { index: 1, payload: "b" }]);
  expect(queue.exhausted).toBe(false);
  expect(queue.take(5)).toEqual([{ index: 2, payload: "c" }]);
  expect(queue.exhausted).toBe(true);
});

test("looks ahead no further than told", () => {
  let pulled = 0;
  function* counting() {
    for (;;) yield pulled++;
  }
  const queue = new ItemQueue(numbered(counting()), 3, () => {});
  expect(queue.available()).toBe(3);
  expect(pulled).toBe(3);
  queue.stop();
  expect(queue.take(3)).toHaveLength(3);
  expect(queue.exhausted).toBe(true);
});

test("items put back come first", () => {
  const queue = new ItemQueue(numbered([1, 2, 3]), 10, () => {});
  const [first, second] = queue.take(2);
  queue.putBack([first, second]);
  expect(queue.take(3).map((item) => item.payload)).toEqual([1, 2, 3]);
});

test("tells when a slow iterable has brought an item, has ended or has failed", async () => {
  const calls: unknown[] = [];
  async function* slow() {
    yield 1;
    await Promise.resolve();
    throw new Error("lost");
  }
  const queue = new ItemQueue(numbered(slow()), 10, (error) => void calls.push(error));
  expect(queue.available()).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(calls).toEqual([undefined]);
  expect(queue.available()).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(calls).toMatchObject([undefined, { message: "lost" }]);
});

test("what is large, or is to be alone, is taken without others", () => {
  const payload = null;
  const items = [
    { index: 0, payload },
    { index: 1, payload, large: true },
    { index: 2, payload, large: true },
    { index: 3, payload, alone: "process" as const },
    { index: 4, payload },
    { index: 5, payload },
  ];
  const queue = new ItemQueue(items, 10, () => {});
  const taken: number[][] = [];
  while (!queue.exhausted) taken.push(queue.take(5).map(({ index }) => index));
  expect(taken).toEqual([[0], [1], [2], [3], [4, 5]]);
});
