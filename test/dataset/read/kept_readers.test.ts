import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { KeptReaders } from "../../../src/dataset/read/kept_readers.ts";
import type { TypedArray } from "../../../src/storage/array.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Threads by fakes: what each was asked, by the count of its set, and which were ended. */
function fakes(answer: () => Promise<TypedArray[]> = () => Promise.resolve([])) {
  const started: number[] = [], ended: number[] = [];
  const kept = new KeptReaders((count) => {
    const own = started.push(count) - 1;
    return { read: answer, close: () => void ended.push(own) };
  });
  return { kept, started, ended };
}

test("a pass takes the threads of the one before, if it wants as many", async () => {
  const { kept, started, ended } = fakes();
  for (let pass = 0; pass < 3; pass++) {
    const readers = kept.take(2)!;
    expect(await readers.read([])).toEqual([]);
    readers.close();
    readers.close();
  }
  expect([started, ended]).toEqual([[2], []]);
  kept.take(3)!.close();
  expect([started, ended]).toEqual([[2, 3], [0]]);
});

test("two passes at once have threads of their own, of which one set is kept", () => {
  const { kept, started, ended } = fakes();
  const [first, second] = [kept.take(2)!, kept.take(2)!];
  expect(started).toEqual([2, 2]);
  second.close();
  first.close();
  expect(ended).toEqual([0]);
  kept.take(2);
  expect(started).toEqual([2, 2]);
});

test("threads that nobody wants for a second are ended", () => {
  const { kept, ended } = fakes();
  kept.take(1)!.close();
  vi.advanceTimersByTime(900);
  kept.take(1)!.close();
  vi.advanceTimersByTime(900);
  expect(ended).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(ended).toEqual([0]);
});

test("threads that have failed, or are still at work for a pass that was left, are ended", async () => {
  const failing = fakes(() => Promise.reject(new Error("ended")));
  const readers = failing.kept.take(1)!;
  await expect(readers.read([])).rejects.toThrow("ended");
  readers.close();
  expect(failing.ended).toEqual([0]);
  const slow = fakes(() => new Promise(() => {}));
  const left = slow.kept.take(1)!;
  void left.read([]);
  left.close();
  expect(slow.ended).toEqual([0]);
});

test("closing ends those that are kept and those in use, once", () => {
  const { kept, ended } = fakes();
  const [used, free] = [kept.take(1)!, kept.take(1)!];
  free.close();
  kept.close();
  kept.close();
  used.close();
  expect(ended.toSorted()).toEqual([0, 1]);
});

test("where there are no threads there are none", () => {
  expect(new KeptReaders(() => null).take(2)).toBeNull();
});
