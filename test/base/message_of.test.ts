import { expect, test } from "vitest";
import { messageOf } from "../../src/base/message_of.ts";

test.each([
  ["an error", new TypeError("no such file"), "no such file"],
  ["a text", "boom", "boom"],
  ["nothing", undefined, "undefined"],
  ["a number as message", Object.assign(new Error(), { message: 7 }), "7"],
  ["an object that has no text", Object.create(null), "[object Object]"],
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
