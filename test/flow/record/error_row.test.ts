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

test("a chain of causes ends, be it a ring or long", () => {
  const depthOf = (error: unknown) => {
    let depth = 0;
    for (let row = toErrorRow(error).cause; row !== null; row = row.cause) depth++;
    return depth;
  };
  const own = new Error("own");
  own.cause = own;
  const [a, b] = [new Error("a"), new Error("b")];
  [a.cause, b.cause] = [b, a];
  let long = new Error("0");
  for (let i = 1; i < 10_000; i++) long = new Error(`${i}`, { cause: long });
  expect([own, a, long].map(depthOf)).toEqual([0, 1, 8]);
});

test("whatever is thrown becomes a row, and so does what throws when it is read", () => {
  const refuse = () => {
    throw new Error("trap");
  };
  const traps = { get: refuse, getPrototypeOf: refuse, ownKeys: refuse };
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const getters = new Error("x");
  for (const key of ["message", "stack", "name", "cause"]) {
    Object.defineProperty(getters, key, { get: refuse });
  }
  const odd = Object.assign(new Error(), { message: { a: 1 }, name: Symbol("s"), stack: 5 });
  const data = Object.assign(new Error("d"), { data: new Proxy({}, traps), code: 7 });
  const rows = [new Proxy({}, traps), new Proxy(new Error("x"), traps), revoked, getters, odd, data]
    .map(toErrorRow);
  expect(rows.map((row) => [row.error_class, row.message])).toEqual([
    ["Error", "[object Object]"],
    ["Error", "[object Object]"],
    ["Error", "[object Object]"],
    ["Error", "[object Error]"],
    ["Error", '{"a":1}'],
    ["Error", "d"],
  ]);
  expect(rows[4].stack).toBeNull();
  expect(rows[5].data).toEqual({ data: "[object Object]", code: 7 });
  expect(structuredClone(rows)).toEqual(rows);
});

test("texts are cut", () => {
  const long = "m".repeat(2_000_000);
  const row = toErrorRow(
    new TrunnionError(long, { data: { long, list: [long], all: Array(1e6).fill(1) } }),
  );
  expect(row.message).toBe(`${"m".repeat(10_000)}... (2000000 characters)`);
  expect(row.stack!.length).toBeLessThan(21_000);
  expect(JSON.stringify(row).length).toBeLessThan(100_000);
  expect(toErrorRow(long).message.length).toBeLessThan(11_000);
});

test("a row comes back as an error with the first one's name, and as the same row", () => {
  const row = toErrorRow(new UsageError("Cannot open", { cause: new TypeError("inner") }));
  const error = new RemoteError(row);
  expect(error).toBeInstanceOf(TrunnionError);
  expect([error.name, error.message, error.stack]).toEqual(["UsageError", row.message, row.stack]);
  expect(error.cause).toMatchObject({ name: "TypeError", message: "inner" });
  expect(toErrorRow(error)).toBe(row);
});
