import { expect, test } from "vitest";
import { flow } from "../../../functions.ts";
import { jsonValue, valueText, withoutColours } from "../../../src/flow/functions/text.ts";

test("values as text are one line, and cut when they are long", () => {
  expect([valueText("a"), valueText(null), valueText(undefined), valueText(0), valueText(1n)])
    .toEqual(["a", "null", "null", "0", "1"]);
  expect(valueText({ a: { b: [1, 2] } })).toBe("{ a: { b: [ 1, 2 ] } }");
  expect(valueText(Array.from({ length: 50 }, (_, i) => i))).toContain("30 more items");
  expect(valueText({ text: "x".repeat(5000) }).length).toBeLessThan(1100);
  expect(valueText(Array.from({ length: 50 }, (_, i) => i))).not.toContain("\n");
});

test("a value that cannot be shown, or is too long, harms nobody", async () => {
  const unshowable = {
    [Symbol.for("nodejs.util.inspect.custom")]() {
      throw new Error("no");
    },
  };
  expect(valueText(unshowable)).toBe("[object Object]");
  expect(valueText("x".repeat(20_000))).toBe(`${"x".repeat(10_000)}... (20000 characters)`);
  const run = await flow(() => unshowable)().execute();
  expect(run.flowReturnValue).toBe(unshowable);
  expect(run.status).toBe("completed");
});

test("colour codes are taken away", () => {
  expect(withoutColours("\u001b[1m\u001b[31mred\u001b[0m bold")).toBe("red bold");
});

test("values for records survive JSON unchanged", () => {
  const throws = {
    toJSON() {
      throw new Error("no");
    },
  };
  const values = [
    ...[1, "a", true, null, undefined, NaN, Infinity, 2n, Symbol("s"), () => 1, new Map([[1, 2]])],
    ...[{ a: undefined, b: [undefined, NaN, 3n], f() {} }, new Date(0), new Error("e"), throws],
    new Float32Array([1, 2]),
  ];
  for (const value of values) {
    const plain = jsonValue(value);
    expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
  }
  expect(jsonValue({ grid: new Float32Array([1, 2]) })).toEqual({
    grid: "Float32Array(2) [ 1, 2 ]",
  });
  expect(jsonValue({ a: 1, b: { c: [null, "x"] } })).toEqual({ a: 1, b: { c: [null, "x"] } });
});
