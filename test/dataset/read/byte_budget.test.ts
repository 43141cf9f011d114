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
