import { expect, test } from "vitest";
import { ItemSource } from "../../../src/pool/run/item_source.ts";
import { numbered } from "../../helpers/numbered.ts";

test("numbers items, takes what is there and knows the end", () => {
  const source = new ItemSource(numbered(["a", "b", "c"]), 10, () => {});
  expect(source.take(2)).toEqual([{ index: 0, payload: "a" }, { index: 1, payload: "b" }]);
  expect(source.exhausted).toBe(false);
  expect(source.take(5)).toEqual([{ index: 2, payload: "c" }]);
  expect(source.exhausted).toBe(true);
});

test("looks ahead no further than told", () => {
  let pulled = 0;
  function* counting() {
    for (;;) yield pulled++;
  }
  const source = new ItemSource(numbered(counting()), 3, () => {});
  expect(source.available()).toBe(3);
  expect(pulled).toBe(3);
  source.stop();
  expect(source.take(3)).toHaveLength(3);
  expect(source.exhausted).toBe(true);
});

test("items put back come first", () => {
  const source = new ItemSource(numbered([1, 2, 3]), 10, () => {});
  const [first, second] = source.take(2);
  source.putBack([first, second]);
  expect(source.take(3).map((item) => item.payload)).toEqual([1, 2, 3]);
});

test("tells when a slow iterable has brought an item, has ended or has failed", async () => {
  const calls: unknown[] = [];
  async function* slow() {
    yield 1;
    await Promise.resolve();
    throw new Error("lost");
  }
  const source = new ItemSource(numbered(slow()), 10, (error) => void calls.push(error));
  expect(source.available()).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(calls).toEqual([undefined]);
  expect(source.available()).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(calls).toMatchObject([undefined, { message: "lost" }]);
});
