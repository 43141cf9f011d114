import { expect, test } from "vitest";
import { loadOcct } from "../../../src/cad/occt/load_occt.ts";
import { limitMemory, MemoryLimit } from "../../../src/cad/occt/memory_limit.ts";

test("an allocation beyond the limit fails, and is noted; those before do not", async () => {
  const memory = new MemoryLimit(256 * 2 ** 20);
  const oc = await loadOcct({ memory });
  const bytes = () => oc.wasmMemory.buffer.byteLength;
  const reals = (count: number) => new oc.NCollection_Array1_double(1, count);
  const [begin, small] = [bytes(), reals(1000)];
  const large = reals(1e7); // 80 MB
  expect(bytes()).toBeGreaterThan(begin);
  expect(memory.refused).toBe(false);
  try {
    reals(2.5e7); // 200 MB: whether this throws is the kernel's affair
  } catch {
    // It has noticed itself.
  }
  expect(memory.refused).toBe(true);
  expect(bytes()).toBeLessThanOrEqual(memory.maxBytes);
  for (const array of [small, large]) array.delete();
});

test("an instance without a memory cannot be limited", async () => {
  const empty = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
  const { instance } = await WebAssembly.instantiate(empty);
  expect(() => limitMemory(instance, new MemoryLimit(1))).toThrow(TypeError);
});
