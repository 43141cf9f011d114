import { expect, test } from "vitest";
import { PATIENCE_MS, StartRule } from "../../../src/pool/run/start_rule.ts";

/** A rule that has seen items end after so many milliseconds. */
function after(...durations: number[]): StartRule {
  const rule = new StartRule();
  for (const ms of durations) rule.record(ms);
  return rule;
}

test("the first worker is started for any item, and none for no item", () => {
  expect(after().isWorth(1, 0, 0)).toBe(true);
  expect(after().isWorth(0, 0, 0)).toBe(false);
  expect(after().isWorth(0, 1, 10 * PATIENCE_MS)).toBe(false);
});

test("as long as nothing is known of the pace, another one is started for many items only", () => {
  expect(after().isWorth(20, 1, 0)).toBe(false);
  expect(after().isWorth(200, 1, 0)).toBe(true);
  expect(after(900, 90).isWorth(20, 1, 0)).toBe(false); // the first are slow
});

test("then for as much work as makes up for its start", () => {
  expect(after(90, 30, 8).isWorth(17, 1, 0)).toBe(false);
  expect(after(90, 30, 8).isWorth(90, 1, 0)).toBe(true);
  expect(after(90, 30, 8).isWorth(90, 2, 0)).toBe(false);
  expect(after(900, 700, 800).isWorth(1, 1, 0)).toBe(true);
});

test("and where a worker takes long over what it has", () => {
  expect(after().isWorth(1, 1, PATIENCE_MS)).toBe(true);
  expect(after(8, 8, 8).isWorth(1, 1, PATIENCE_MS)).toBe(true);
});
