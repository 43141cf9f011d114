import v8 from "node:v8";
import { expect, test } from "vitest";
import {
  heapFor,
  isOwnHeap,
  mostWorkers,
  roomHere,
  wholeRoom,
  workersFor,
} from "../../../src/pool/run/pool_size.ts";

const GB = 2 ** 30;

test("one worker a core, as far as the memory goes", () => {
  expect(workersFor({ cores: 8, memory: 100 * GB }, GB)).toBe(8);
  expect(workersFor({ cores: 8, memory: 5 * GB }, GB)).toBe(4);
  expect(workersFor({ cores: 8, memory: GB / 2 }, GB)).toBe(1);
  expect(workersFor({ cores: 8, memory: null }, GB)).toBe(8);
});

test("no more workers are started than fit, eight a core or 16, whatever is asked for", () => {
  expect(mostWorkers({ cores: 2, memory: 100 * GB }, GB)).toBe(16);
  expect(mostWorkers({ cores: 8, memory: 100 * GB }, GB)).toBe(64);
  expect(mostWorkers({ cores: 8, memory: 5 * GB }, GB)).toBe(5);
  expect(mostWorkers({ cores: 8, memory: GB / 2 }, GB)).toBe(1);
  expect(mostWorkers({ cores: 2, memory: null }, GB)).toBe(16);
  expect(wholeRoom().memory).toBeGreaterThanOrEqual(roomHere().memory!);
});

test("workers share the memory, and none gets more than V8 can use", () => {
  expect(heapFor({ cores: 8, memory: 10 * GB }, 4)).toBe(2 * GB);
  expect(heapFor({ cores: 8, memory: 100 * GB }, 4)).toBe(4 * GB);
  expect(heapFor({ cores: 8, memory: 0 }, 4)).toBe(GB / 4);
  expect(heapFor({ cores: 8, memory: null }, 4)).toBe(4 * GB);
});

test("this machine has a core and some memory", () => {
  const { cores, memory } = roomHere();
  expect(cores).toBeGreaterThan(0);
  expect(memory).toBeGreaterThan(0);
});

test("the limit of a heap need not be said where V8 has it by itself", () => {
  expect(isOwnHeap(4 * GB, { cores: 2, memory: 24 * GB })).toBe(true);
  expect(isOwnHeap(4 * GB, { cores: 2, memory: 14 * GB })).toBe(false); // V8 takes 2 GB there
  expect(isOwnHeap(4 * GB, { cores: 2, memory: null })).toBe(false);
  expect(isOwnHeap(3 * GB, { cores: 2, memory: 24 * GB })).toBe(false);
  const { memory } = wholeRoom();
  if (!isOwnHeap(4 * GB, { cores: 2, memory })) return;
  expect(v8.getHeapStatistics().heap_size_limit).toBeGreaterThanOrEqual(4 * GB);
});
