import { expect, test } from "vitest";
import { FAMILIES } from "../../../src/cad/samples/part_labels.ts";
import { planParts } from "../../../src/cad/samples/sample_plan.ts";

test("families take turns, and file names sort in the order of the parts", () => {
  const parts = planParts(25, 4);
  expect(parts.slice(0, 10).map((part) => part.family)).toEqual(FAMILIES);
  expect(parts[10].family).toBe(FAMILIES[0]);
  expect(parts[0].file).toBe("part_0001_bracket.step");
  const files = parts.map((part) => part.file);
  expect(files.toSorted()).toEqual(files);
  expect(parts.every((part, i) => part.seed === 4 && part.index === i)).toBe(true);
});

test("one part in ten is a pair, one in a hundred an assembly", () => {
  const arrangements = planParts(200, 1).map((part) => part.arrangement);
  const count = (kind: string) => arrangements.filter((found) => found === kind).length;
  expect(count("pair")).toBe(20);
  expect(count("assembly")).toBe(2);
  const first = planParts(10, 1);
  expect(first.filter((part) => part.arrangement !== "single").map((part) => part.family))
    .toEqual(["fastener", "bearing"]);
});

test("a longer folder begins with the shorter one", () => {
  expect(planParts(30, 2).slice(0, 12)).toEqual(planParts(12, 2));
});
