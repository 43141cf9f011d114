import { expect, test } from "vitest";
import { StepIndex } from "../../../../../src/cad/formats/step/text/step_index.ts";

test("entities are found by number and by type, the first where a number is given twice", () => {
  const index = new StepIndex();
  index.add({ id: 7, start: 10, end: 20 }, ["LINE"]);
  index.add({ id: 5, start: 30, end: 40 }, ["CURVE", "BOUNDED_CURVE"]);
  expect(index.range(7)).toEqual({ start: 10, end: 20 });
  index.add({ id: 7, start: 50, end: 60 }, ["LINE"]);
  expect(index.range(7)).toEqual({ start: 10, end: 20 });
  expect(index.range(8)).toBeNull();
  expect(index.ofType("LINE")).toEqual([7]);
  expect(index.ofType("BOUNDED_CURVE")).toEqual([5]);
  expect(index.ofType("CIRCLE")).toEqual([]);
  expect([...index.types()]).toEqual(["LINE", "CURVE", "BOUNDED_CURVE"]);
});
