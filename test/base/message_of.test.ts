import { expect, test } from "vitest";
import { messageOf } from "../../src/base/message_of.ts";

test.each([
  ["an error", new TypeError("no such file"), "no such file"],
  ["a text", "boom", "boom"],
  ["nothing", undefined, "undefined"],
  ["a number as message", Object.assign(new Error(), { message: 7 }), "7"],
  ["an object", { code: 5 }, '{"code":5}'],
  ["an object that has no prototype", Object.create(null), "{}"],
  ["a long text", "m".repeat(20_000), `${"m".repeat(10_000)}... (20000 characters)`],
])("%s has a message", (_, thrown, message) => {
  expect(messageOf(thrown)).toBe(message);
});

test("an error whose message throws has one too", () => {
  const error = new Error();
  Object.defineProperty(error, "message", {
    get: () => {
      throw new TypeError();
    },
  });
  expect(messageOf(error)).toBe("[object Error]");
});
