import { expect, test } from "vitest";
import { scanStep } from "../../../../../src/cad/formats/step/text/step_scan.ts";
import { bytesOf, stepText } from "../../step_text.ts";

const indexOf = (data: string) => scanStep(bytesOf(stepText(data))).index;

test("entities are found by number and by type, the first where a number is given twice", () => {
  const index = indexOf("#7=LINE(1);#5=(CURVE()BOUNDED_CURVE());#7=LINE(2);#9=LINE();");
  expect([index.find(7), index.find(5), index.find(9), index.find(8)]).toEqual([0, 1, 3, -1]);
  expect(index.ofType("LINE")).toEqual([7, 9]);
  expect(index.ofType("BOUNDED_CURVE")).toEqual([5]);
  expect(index.ofType("CIRCLE")).toEqual([]);
  expect([...index.positionsOf("BOUNDED_CURVE", "LINE")]).toEqual([0, 1, 2, 3]);
  expect(index.types(1)).toEqual(["CURVE", "BOUNDED_CURVE"]);
  expect(Object.fromEntries(index.typeCounts())).toEqual({ LINE: 3, CURVE: 1, BOUNDED_CURVE: 1 });
  expect([index.has("PLANE", "CURVE"), index.has("PLANE", "CURVES")]).toEqual([true, false]);
  expect(index.greatest()).toBe(9);
});

test("numbers that lie far apart are found as well", () => {
  const ids = Array.from({ length: 3000 }, (_, i) => (i * 715_827) % 2_000_000_011);
  const index = indexOf(ids.map((id) => `#${id}=A();`).join(""));
  expect(ids.map((id) => index.find(id))).toEqual(ids.map((_, i) => i));
  expect([index.find(1), index.find(2 ** 31 - 1)]).toEqual([-1, -1]);
});

test("types come in the order of the file, however usual they are", () => {
  const index = indexOf("#1=RARE();#2=LINE();#3=(ODD()CIRCLE());#4=line();#5=CIRCLE();");
  expect([...index.typeCounts()]).toEqual([["RARE", 1], ["LINE", 2], ["ODD", 1], ["CIRCLE", 2]]);
  expect([...index.positionsOf("CIRCLE")]).toEqual([2, 4]);
});
