import { expect, test } from "vitest";
import { TypeCheck, typeModeOf } from "../../../kernel/front/type_check.ts";

const finding = { code: "TS1", message: "wrong", line: 1, column: 1 };

test("warnings come before a cell is done where types are loaded", async () => {
  const shown: string[] = [];
  const found = Promise.withResolvers<typeof finding[]>();
  const check = new TypeCheck(found.promise, "a", "[1]");
  const warned = check.warn((text) => shown.push(text), true);
  found.resolve([finding]);
  await warned;
  expect(shown).toEqual(["TS1 [1]:1:1: wrong\n[1]:1 | a\n        ^\n"]);
});

test("no cell waits for types to be loaded; its warnings come later", async () => {
  const shown: string[] = [];
  const found = Promise.withResolvers<typeof finding[]>();
  const check = new TypeCheck(found.promise, "a", "[1]");
  await check.warn((text) => shown.push(text), false);
  expect(shown).toEqual([]);
  found.resolve([finding]);
  await check.errors();
  expect(shown.length).toBe(1);
});

test("a check that fails finds nothing", async () => {
  const check = new TypeCheck(Promise.reject(new Error("no server")), "a", "[1]");
  expect(await check.errors()).toEqual([]);
});

test("modes have words", () => {
  expect(["error", "off", "warn", "x", undefined].map(typeModeOf)).toEqual([
    "error",
    "off",
    "warn",
    "warn",
    "warn",
  ]);
});
