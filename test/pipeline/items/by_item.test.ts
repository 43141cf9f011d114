import { expect, test } from "vitest";
import { besideItem, BY_ITEM, byItem } from "../../../src/pipeline/items/by_item.ts";

const labels = { [BY_ITEM]: { shared: 1, of: (item: unknown) => item === "a" ? "gear" : "" } };

test("a parameter that says nothing of items is as it is", () => {
  expect([5, "text", null, undefined, {}, () => 1].map(byItem)).toEqual(Array(6).fill(null));
  expect(byItem(labels)!.shared).toBe(1);
});

test("what all parameters say of an item stands together", () => {
  const value = { kind: "value", value: labels };
  expect(besideItem([{ kind: "item" }, { kind: "value", value: 3 }])("a")).toBe("");
  expect(["a", "b"].map(besideItem([value, { kind: "item" }, value]))).toEqual(["gear gear", ""]);
});
