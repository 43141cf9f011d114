import { expect, test } from "vitest";
import { History } from "../../../kernel/front/history.ts";

function history() {
  const made = new History();
  ["a = 1", "b = 2", "a = 1", "f(a)"].forEach((code, i) => made.add(i + 1, code));
  return (request: Record<string, unknown>) =>
    (made.answer(request).history as [number, number, unknown][]).map(([, line, code]) => [
      line,
      code,
    ]);
}

test("history is answered by its end, by a range and by a pattern", () => {
  const ask = history();
  expect(ask({ hist_access_type: "tail", n: 2 })).toEqual([[3, "a = 1"], [4, "f(a)"]]);
  expect(ask({ hist_access_type: "range", start: 2, stop: 4 })).toEqual([[2, "b = 2"], [
    3,
    "a = 1",
  ]]);
  const search = { hist_access_type: "search", pattern: "? = *" };
  expect(ask(search)).toEqual([[1, "a = 1"], [2, "b = 2"], [3, "a = 1"]]);
  expect(ask({ ...search, unique: true })).toEqual([[2, "b = 2"], [3, "a = 1"]]);
  expect(ask({ ...search, n: 1 })).toEqual([[3, "a = 1"]]);
  expect(ask({ hist_access_type: "search", pattern: "f(a)" })).toEqual([[4, "f(a)"]]);
});

test("with output, each entry is a pair", () => {
  expect(history()({ hist_access_type: "tail", n: 1, output: true })).toEqual([[4, [
    "f(a)",
    null,
  ]]]);
});
