import { expect, test } from "vitest";
import { pickled, pickledList } from "../../../../src/dataset/export/profiles/pickle.ts";
import { unpickled } from "../../../helpers/unpickled.ts";

const GRID = { data: Float32Array.of(1, 2.5, -3, 4, 5, 6), shape: [3, 2] };

test("what was pickled is what is read", () => {
  const value = new Map<string, Parameters<typeof pickled>[0]>([
    ["grid", GRID],
    ["lists", [[1, -2], [], [{ data: BigInt64Array.of(-1n, 2n ** 40n), shape: [2] }]]],
    ["text", "Zahnrad ö"],
    ["nothing", { data: new Int32Array(), shape: [0, 2] }],
    ["half", 0.5],
  ]);
  const read = unpickled(pickled(value)) as Map<string, unknown>;
  expect([...read]).toEqual([
    ["grid", { dtype: "<f4", shape: [3, 2], values: [1, 2.5, -3, 4, 5, 6] }],
    ["lists", [[1, -2], [], [{ dtype: "<i8", shape: [2], values: [-1, 2 ** 40] }]]],
    ["text", "Zahnrad ö"],
    ["nothing", { dtype: "<i4", shape: [0, 2], values: [] }],
    ["half", 0.5],
  ]);
});

test("a list is written item by item", async () => {
  async function* items() {
    yield await Promise.resolve(GRID);
    yield "x";
  }
  const parts: Uint8Array[] = [];
  for await (const part of pickledList(items())) parts.push(part);
  expect(parts).toHaveLength(4);
  expect(unpickled(Uint8Array.from(parts.flatMap((part) => [...part])))).toEqual([
    { dtype: "<f4", shape: [3, 2], values: [1, 2.5, -3, 4, 5, 6] },
    "x",
  ]);
});

test("the bytes are those that Python 3 and NumPy 1 and 2 read", () => {
  // Read by hand: pickle.loads(bytes.fromhex(...)) gives {'a': array([7], dtype=uint8)}.
  const array = { data: Uint8Array.of(7), shape: [1] };
  const bytes = pickled(new Map([["a", array]]));
  expect(String.fromCharCode(...bytes)).toBe(
    "\x80\x03}(X\x01\0\0\0acnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\n" +
      "J\0\0\0\0\x85C\x01b\x87R(K\x01(J\x01\0\0\0tcnumpy\ndtype\nX\x02\0\0\0u1\x89\x88\x87R" +
      "(K\x03X\x01\0\0\0|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb\x89B\x01\0\0\0\x07tbu.",
  );
});
