import { expect, test } from "vitest";
import { besideText, countBeside, noneBeside } from "../../../src/pipeline/stages/kept_beside.ts";

const KEPT = { same: 3, otherCode: 2, otherSchema: 1 };

test("items beside the inputs stay, but for those of another schema, or all are pruned", () => {
  expect(countBeside(KEPT, false)).toEqual({ kept: 5, otherCode: 2, leftOut: 1, pruned: 0 });
  expect(countBeside(KEPT, true)).toEqual({ kept: 0, otherCode: 0, leftOut: 0, pruned: 6 });
});

test("each number of them has its sentence", () => {
  expect(besideText(noneBeside())).toBe(null);
  const kept = besideText(countBeside(KEPT, false))!;
  expect(kept).toMatch(/^5 items are kept in the dataset, not among the inputs; `prune` /);
  expect(kept).toMatch(/2 of them were made by other code: .* 1 items .* another schema/);
  expect(besideText(countBeside(KEPT, true))).toBe(
    "6 items that are not among the inputs are left out.",
  );
});
