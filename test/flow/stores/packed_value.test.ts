import { expect, test } from "vitest";
import { MemoryBackend, ResultsManager } from "../../../stores.ts";

test.each([
  [() => 1, "function"],
  [Symbol("x"), "symbol"],
  [new (class Part {})(), "an instance of Part"],
  [new Map([["a", [() => 1]]]), "function"],
  [Promise.resolve(1), "an instance of Promise"],
  [new DataView(new ArrayBuffer(1)), "a DataView"],
  [circle(), "a circle"],
  [deep(300), "nested more than 200 deep"],
])("what would be lost is refused: %s", async (value, found) => {
  const results = new ResultsManager({ backend: new MemoryBackend() });
  await expect(results.set("a", { value })).rejects.toThrow(found);
});

function circle(): unknown {
  const one: Record<string, unknown> = {};
  return one.self = one;
}

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < levels; i++) value = [value];
  return value;
}
