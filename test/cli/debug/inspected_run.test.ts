import { expect, test } from "vitest";
import { inspectedWords } from "../../../src/cli/debug/inspected_run.ts";

test("the flag goes from the command to Deno, and the command stays as it was typed", () => {
  const words = inspectedWords(
    ["debug", "out", "a b.step", "--inspect-brk"],
    ["-A"],
    "/p/deno.json",
  );
  expect(words.slice(0, 5)).toEqual(["run", "--inspect-brk", "-A", "--config", "/p/deno.json"]);
  expect(words[5]).toMatch(/src\/cli\/main\.ts$/);
  expect(words.slice(6)).toEqual(["debug", "out", "a b.step"]);
});
