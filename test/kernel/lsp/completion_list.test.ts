import { expect, test } from "vitest";
import { completionList } from "../../../kernel/lsp/completion_list.ts";

const items = ["filter", "Fill", "map", "fill", "find?"].map((label) => ({ label, kind: 2 }));

test("what fits to the typed letters replaces the name, in the right case first", () => {
  const { matches, start, end } = completionList("xs.fiXy + 1", 5, items);
  expect([start, end]).toEqual([3, 7]);
  expect(matches.map(({ text }) => text)).toEqual(["fill", "filter", "find", "Fill"]);
  expect(matches[0].type).toBe("method");
});

test("behind a dot everything fits", () => {
  expect(completionList("xs.", 3, items).matches.length).toBe(5);
});
