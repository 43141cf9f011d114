import { expect, test } from "vitest";
import { isPromise } from "../../src/base/is_promise.ts";

test("a promise of any make can be awaited", () => {
  expect(isPromise(Promise.resolve())).toBe(true);
  expect(isPromise({ then() {} })).toBe(true);
});

test.each([[null], [undefined], ["then"], [{ then: true }], [{}]])("%j cannot", (value) => {
  expect(isPromise(value)).toBe(false);
});
