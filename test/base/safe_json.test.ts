import { expect, test } from "vitest";
import { safeJson } from "../../src/base/safe_json.ts";

test("says the same, without characters that nobody sees", () => {
  const value = { name: "a\u202egpj\n\x1b\x9b\u2028", rest: "é — 歯車" };
  const json = safeJson(value, 2);
  expect(JSON.parse(json)).toEqual(value);
  // deno-lint-ignore no-control-regex -- these are what is looked for
  expect(json).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/);
  expect(json).toContain("é — 歯車");
});
