import { expect, test } from "vitest";
import { freeMemory } from "../../../src/storage/column/free_memory.ts";

test("memory is given back at once, and twice is once", () => {
  const array = new Float64Array(100);
  freeMemory(array);
  freeMemory(array);
  expect([array.length, array.buffer.byteLength]).toEqual([0, 0]);
});

test("what cannot be given back stays: shared memory, and all where there is no way", () => {
  const shared = new Uint8Array(new SharedArrayBuffer(8));
  freeMemory(shared);
  const old = new Uint8Array(8);
  for (const name of ["transfer", "detached"]) {
    Object.defineProperty(old.buffer, name, { value: undefined });
  }
  freeMemory(old);
  expect([shared.length, old.length]).toEqual([8, 8]);
});
