import { expect, test } from "vitest";
import { asListed, largestFirst } from "../../../src/pipeline/items/item_order.ts";

const sizes = [10, 80, 30, 80, 50, 20, 60, 40];

test("a small file comes first, then the others from the largest on", () => {
  const order = largestFirst([0, 1, 2, 3, 4, 5, 6, 7], (position) => sizes[position]);
  expect(order).toEqual([5, 1, 3, 6, 4, 7, 2, 0]);
});

test("of a few files the largest is the first, and files of one size keep their order", () => {
  expect(largestFirst([0, 1, 2, 3], (position) => sizes[position])).toEqual([1, 3, 2, 0]);
  expect(largestFirst([], () => 0)).toEqual([]);
});

test("for one worker a small file comes first, then the others as they are listed", () => {
  const order = asListed([0, 1, 2, 3, 4, 5, 6, 7], (position) => sizes[position]);
  expect(order).toEqual([5, 0, 1, 2, 3, 4, 6, 7]);
  expect(asListed([0, 1, 2, 3], (position) => sizes[position])).toEqual([0, 1, 2, 3]);
});
