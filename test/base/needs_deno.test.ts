import { expect, test } from "vitest";
import { UsageError } from "../../src/base/errors.ts";
import { needsDeno } from "../../src/base/needs_deno.ts";

test("what needs Deno can be named and says so when it is used", () => {
  const createFlow = needsDeno("createFlow") as unknown as
    & (() => void)
    & (new () => unknown)
    & { open(): void };
  expect(typeof createFlow).toBe("function");
  expect(() => createFlow()).toThrow(UsageError);
  expect(() => new createFlow()).toThrow("Cannot use 'createFlow' here: it needs Deno");
  expect(() => createFlow.open()).toThrow("npx trunnion");
  expect({} instanceof createFlow).toBe(false);
});
