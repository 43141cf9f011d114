import { expect, test } from "vitest";
import { findItem } from "../../../src/cli/debug/find_item.ts";
import type { JournalReader } from "../../../src/journal/journal_reader.ts";

const lists: Record<string, [string, string][]> = {
  label: [["/p/x/gear.step", "done"], ["/p/y/gear.step", "done"], ["/p/nut.step", "done"]],
  encode: [["/p/x/gear.step", "failed"], ['{"file":"/p/nut.step"}', "failed"]],
};
// What is read of a journal here.
const reader = {
  runs: () => [{ id: 1 }],
  stages: () => Object.keys(lists).map((name) => ({ name })),
  endedItems: (stage: string) =>
    lists[stage].map(([item, state], position) => ({ item, state, position })),
} as unknown as JournalReader;

test.each([
  ["/p/y/gear.step", "label", "/p/y/gear.step"],
  ["y/gear.step", "label", "/p/y/gear.step"],
  ["./y/gear.step", "label", "/p/y/gear.step"],
  ["gear", "label", "/p/x/gear.step"], // the one that failed, from where it is first
  ["0", "label", "/p/x/gear.step"],
  ["nut.step", "encode", '{"file":"/p/nut.step"}'],
])("%s is found", (typed, stage, item) => {
  expect(findItem(reader, typed)).toMatchObject({ stage, item });
});

test("a position is that of a file, not of the folder that it was found in", () => {
  const { label, encode } = lists;
  Object.assign(lists, { label: [["/p", "done"]], encode: label });
  expect(findItem(reader, "0")).toEqual({ stage: "encode", item: "/p/x/gear.step" });
  Object.assign(lists, { label, encode });
});

test("a near name is suggested", () => {
  expect(() => findItem(reader, "geer.step")).toThrow("Did you mean 'gear.step'?");
});

test("what names several is refused", () => {
  lists.encode = [];
  expect(() => findItem(reader, "gear.step")).toThrow("and 2 are meant: '/p/x/gear.step', ");
});
