import { expect, test } from "vitest";
import { nameListOutputs, nameOutputs } from "../../../src/pipeline/stages/stage_output.ts";

test("one output is the result, several are taken apart where they are there by name", () => {
  expect(nameOutputs(["a"], { a: 1 })).toEqual({ a: { a: 1 } });
  expect(nameOutputs(["a", "b"], { a: 1, b: 2, c: 3 })).toEqual({ a: 1, b: 2 });
  expect(nameOutputs(["a", "b"], null)).toEqual({ a: null, b: null });
  expect(nameOutputs([], 5)).toEqual({});
});

test("so are the results of many items", () => {
  expect(nameListOutputs(["a"], [1, 2])).toEqual({ a: [1, 2] });
  expect(nameListOutputs(["a", "b"], [{ a: 1, b: 2 }, { a: 3, b: 4 }])).toEqual({
    a: [1, 3],
    b: [2, 4],
  });
  expect(nameListOutputs(["a", "b"], [])).toEqual({ a: [], b: [] });
});
