import { expect, test } from "vitest";
import { BatchSizer, MAX_BATCH } from "../../../src/pool/run/batch_size.ts";

function sizerAfter(durationMs: number): BatchSizer {
  const sizer = new BatchSizer();
  for (let i = 0; i < 100; i++) sizer.record(durationMs);
  return sizer;
}

test("starts with one item, as nothing is known", () => {
  expect(new BatchSizer().next(1000, 2)).toBe(1);
});

test("holds about as much work in a batch whatever an item takes", () => {
  expect(sizerAfter(1).next(10_000, 2)).toBe(25);
  expect(sizerAfter(100).next(10_000, 2)).toBe(1);
  expect(sizerAfter(0.0001).next(10_000, 2)).toBe(MAX_BATCH);
  expect(sizerAfter(0).next(10_000, 2)).toBe(MAX_BATCH);
});

test("leaves something for the other workers near the end", () => {
  expect(sizerAfter(0.01).next(40, 2)).toBe(10);
  expect(sizerAfter(0.01).next(1, 2)).toBe(1);
});

test("leaves nothing for others where there are none", () => {
  expect(sizerAfter(0.01).next(40, 1)).toBe(40);
});
