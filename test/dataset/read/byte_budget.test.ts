import { expect, test } from "vitest";
import { ByteBudget } from "../../../src/dataset/read/byte_budget.ts";

test("what was used longest ago is let go first, whatever it is", () => {
  const budget = new ByteBudget(100);
  const [chunks, columns] = [budget.section<Uint8Array>(), budget.section<Float64Array>()];
  chunks.set("a", new Uint8Array(40));
  columns.set("a", new Float64Array(5));
  expect([chunks.get("a")?.length, columns.get("a")?.length, budget.bytes]).toEqual([40, 5, 80]);
  chunks.get("a");
  chunks.set("b", new Uint8Array(30));
  expect([columns.get("a"), chunks.get("a")?.length, budget.bytes]).toEqual([undefined, 40, 70]);
});

test("what alone is more than the budget is not kept, and takes no other's place", () => {
  const budget = new ByteBudget(100);
  const chunks = budget.section<Uint8Array>();
  chunks.set("a", new Uint8Array(90));
  chunks.set("b", new Uint8Array(101));
  expect([chunks.get("a")?.length, chunks.get("b"), budget.bytes]).toEqual([90, undefined, 90]);
});

test("what is set again, or taken away, is counted once", () => {
  const budget = new ByteBudget(100);
  const chunks = budget.section<Uint8Array>();
  chunks.set("a", new Uint8Array(60));
  chunks.set("a", new Uint8Array(50));
  expect(budget.bytes).toBe(50);
  chunks.delete("a");
  chunks.delete("a");
  expect([chunks.get("a"), budget.bytes]).toEqual([undefined, 0]);
});

test("a section may be given less than all, and then loses its own", () => {
  const budget = new ByteBudget(100);
  const [chunks, columns] = [budget.section<Uint8Array>(30), budget.section<Uint8Array>()];
  columns.set("a", new Uint8Array(60));
  for (const key of ["a", "b", "c"]) chunks.set(key, new Uint8Array(15));
  expect([chunks.get("a"), chunks.get("b")?.length, chunks.get("c")?.length]).toEqual([
    undefined,
    15,
    15,
  ]);
  expect([columns.get("a")?.length, budget.bytes]).toEqual([60, 90]);
  chunks.set("d", new Uint8Array(31));
  expect([chunks.get("d"), budget.bytes]).toEqual([undefined, 90]);
});

test("what is let go is given to who wants it, once", () => {
  const dropped: number[] = [];
  const chunks = new ByteBudget(100).section<Uint8Array>(50, ({ length }) => dropped.push(length));
  for (const size of [20, 21, 22, 23]) chunks.set(`${size}`, new Uint8Array(size));
  expect(dropped).toEqual([20, 21]);
  chunks.delete("22");
  chunks.delete("22");
  expect(dropped).toEqual([20, 21, 22]);
});
