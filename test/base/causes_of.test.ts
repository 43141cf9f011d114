import { expect, test } from "vitest";
import { causesOf, MAX_CAUSES } from "../../src/base/causes_of.ts";

test("an error, its cause and so on, down to what is no error", () => {
  const inner = new Error("inner", { cause: "text" });
  const outer = new Error("outer", { cause: inner });
  expect(causesOf(outer)).toEqual([outer, inner, "text"]);
  expect(causesOf("text")).toEqual(["text"]);
});

test("a ring is gone round once, and a long chain is cut", () => {
  const [a, b] = [new Error("a"), new Error("b")];
  [a.cause, b.cause] = [b, a];
  expect(causesOf(a)).toEqual([a, b]);
  let long = new Error("0");
  for (let i = 0; i < 100; i++) long = new Error("more", { cause: long });
  expect(causesOf(long)).toHaveLength(MAX_CAUSES + 1);
});

test("a cause that cannot be read is none", () => {
  const error = new Error("x");
  Object.defineProperty(error, "cause", {
    get: () => {
      throw new Error("trap");
    },
  });
  expect(causesOf(error)).toEqual([error]);
});
