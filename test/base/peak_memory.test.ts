import { expect, test } from "vitest";
import { PeakMemory } from "../../src/base/peak_memory.ts";

test("a peak counts once, and what is taken now after it", () => {
  const memory = new PeakMemory();
  const began = memory.take();
  expect(began).toBeGreaterThan(10e6);
  const large = new Uint8Array(300e6).fill(1);
  const grown = memory.take();
  expect(grown).toBeGreaterThan(large.length);
  const now = memory.take();
  expect(now).toBeGreaterThan(10e6);
  expect(now).toBeLessThan(1.1 * grown); // the system counts in steps
});
