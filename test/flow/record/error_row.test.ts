import { expect, test } from "vitest";
import { RemoteError, toErrorRow } from "../../../src/flow/record/error_row.ts";
import { TrunnionError, UsageError } from "../../../src/base/errors.ts";

test("an error keeps its class, message, stack, data and chain of causes", () => {
  const cause = new TypeError("no such method");
  const row = toErrorRow(new UsageError("Cannot open", { data: { size: 3 }, cause }));
  expect(row).toMatchObject({
    error_class: "UsageError",
    message: "Cannot open",
    data: { size: 3 },
    cause: { error_class: "TypeError", message: "no such method", cause: null },
  });
  expect(row.stack).toContain("error_row.test");
});

test("thrown values that are no errors become rows with their text", () => {
  expect(toErrorRow("boom")).toEqual({
    error_class: "Error",
    message: "boom",
    message_template: "boom",
    stack: null,
    data: {},
    cause: null,
  });
  expect(toErrorRow({ code: 5 }).message).toBe('{"code":5}');
  expect(toErrorRow(undefined).message).toBe("undefined");
  const ring: Record<string, unknown> = {};
  ring.self = ring;
  expect(toErrorRow(ring).message).toBe("[object Object]");
});

test("a system error keeps its own fields", () => {
  const error = Object.assign(new Error("cannot read"), { code: "ENOENT", path: "/x" });
  expect(toErrorRow(error).data).toEqual({ code: "ENOENT", path: "/x" });
});

test("rows survive a structured clone and JSON, whatever the data", () => {
  const ring: Record<string, unknown> = {};
  ring.self = ring;
  const row = toErrorRow(
    new TrunnionError("x", { data: { big: 3n, call: () => 1, ring, list: [1, 2] } }),
  );
  expect(structuredClone(row)).toEqual(row);
  expect(JSON.parse(JSON.stringify(row))).toEqual(row);
  expect(row.data).toEqual({ big: "3", ring: "[object Object]", list: [1, 2] });
});

test("a ring of causes ends", () => {
  const error = new Error("round");
  error.cause = error;
  let depth = 0;
  for (let row = toErrorRow(error).cause; row !== null; row = row.cause) depth++;
  expect(depth).toBe(8);
});

test("a row comes back as an error with the first one's name, and as the same row", () => {
  const row = toErrorRow(new UsageError("Cannot open", { cause: new TypeError("inner") }));
  const error = new RemoteError(row);
  expect(error).toBeInstanceOf(TrunnionError);
  expect([error.name, error.message, error.stack]).toEqual(["UsageError", row.message, row.stack]);
  expect(error.cause).toMatchObject({ name: "TypeError", message: "inner" });
  expect(toErrorRow(error)).toBe(row);
});
