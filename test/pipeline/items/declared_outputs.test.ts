import { expect, test } from "vitest";
import { OutputMismatch } from "../../../src/pipeline/errors.ts";
import { requireOutputs } from "../../../src/pipeline/items/declared_outputs.ts";

const check = (outputs: string[], result: unknown) => () => requireOutputs("t", outputs, result);

test("one output is whatever comes, several are an object with each of them", () => {
  expect(check([], 5)).not.toThrow();
  expect(check(["a"], { b: 1 })).not.toThrow();
  expect(check(["a", "b"], { a: undefined, b: 2, c: 3 })).not.toThrow();
});

test.each<[unknown, string]>([
  [{ a: 1 }, "found an object with 'a'"],
  [{}, "found an object without any"],
  ["out/x.data", "found the text 'out/x.data'"],
  ["x".repeat(100), `found the text '${"x".repeat(60)}...'`],
  [[1, 2], "found a list of 2"],
  [5, "found 5"],
])("%j is refused for two outputs, and named", (result, found) => {
  expect(check(["a", "b"], result)).toThrow(OutputMismatch);
  expect(check(["a", "b"], result)).toThrow(found);
  expect(check(["a", "b"], result)).toThrow("Return { a, b }");
});
