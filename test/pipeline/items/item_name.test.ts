import { expect, test } from "vitest";
import { itemName } from "../../../src/pipeline/items/item_name.ts";

test("is the base name and a hash of the whole path", () => {
  expect(itemName("parts/shaft.step")).toMatch(/^shaft-[0-9a-f]{12}$/);
  expect(itemName("parts/shaft.step")).toBe(itemName("./parts/../parts/shaft.step"));
  expect(itemName("a/shaft.step")).not.toBe(itemName("b/shaft.step"));
});

test("has nothing that a file system refuses, and is not too long", () => {
  expect(itemName("Zahnrad ö 齿轮 №5.step")).toMatch(/^Zahnrad_ö_齿轮_5-/);
  expect(itemName('a/..:*?"<>|.step')).toMatch(/^[\p{L}\p{N}_.-]+$/u);
  expect(itemName("../.hidden")).toMatch(/^[\p{L}\p{N}]/u);
  expect(itemName("x".repeat(500) + ".step").length).toBeLessThan(80);
});

test("tells equal items apart, and items that are no paths", () => {
  expect(itemName("a.step", 1)).toBe(`${itemName("a.step")}-2`);
  expect(itemName({ id: 1 })).not.toBe(itemName({ id: 2 }));
  expect(itemName(null)).toMatch(/^null-/);
});
