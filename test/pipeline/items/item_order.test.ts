import { expect, test } from "vitest";
import { asListed, keepsListing, largestFirst } from "../../../src/pipeline/items/item_order.ts";

const sizes = [10, 80, 30, 80, 50, 20, 60, 40];

test("a small file comes first, then the others from the largest on", () => {
  const order = largestFirst([0, 1, 2, 3, 4, 5, 6, 7], (position) => sizes[position]);
  expect(order).toEqual([5, 1, 3, 6, 4, 7, 2, 0]);
});

test("of a few files the largest is the first, and files of one size keep their order", () => {
  expect(largestFirst([0, 1, 2, 3], (position) => sizes[position])).toEqual([1, 3, 2, 0]);
  expect(largestFirst([], () => 0)).toEqual([]);
});

test("one or two workers do files as they are listed", () => {
  expect([null, 1, 2, 3].map(keepsListing)).toEqual([false, true, true, false]);
});

test("as they are listed a small file comes first, then those far larger than others", () => {
  const listed = Array.from({ length: 100 }, (_, i) => i === 70 ? 600 : i === 90 ? 900 : 50 + i);
  const order = asListed(listed.map((_, i) => i), (position) => listed[position]);
  expect(order.slice(0, 3)).toEqual([24, 90, 70]);
  const rest = listed.map((_, i) => i).filter((position) => ![24, 90, 70].includes(position));
  expect(order.slice(3)).toEqual(rest);
});

test("not very many are done before the others, and of few files the largest are the first", () => {
  const many = Array.from({ length: 1000 }, (_, i) => i % 10 === 0 ? 900 : 1);
  const first = asListed(many.map((_, i) => i), (position) => many[position]).slice(1, 67);
  expect(first).toEqual([...Array.from({ length: 64 }, (_, i) => 10 * i), 1, 2]);
  expect(asListed([0, 1, 2, 3], (position) => sizes[position])).toEqual([1, 3, 2, 0]);
});
