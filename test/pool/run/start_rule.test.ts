import { describe, expect, test } from "vitest";
import { LONG_PATIENCE_MS, PATIENCE_MS, StartRule } from "../../../src/pool/run/start_rule.ts";

/** A rule that has seen items end after so many milliseconds. */
function after(cores: number, ...durations: number[]): StartRule {
  const rule = new StartRule(cores);
  for (const ms of durations) rule.record(ms);
  return rule;
}

/** So many durations, of the first ten times as long as of the last, as while code is compiled. */
const warming = (count: number, ms: number) =>
  Array.from({ length: count }, (_, i) => ms * (1 + 9 / (1 + i / 4)));

test.each([1, 2, 8])("of %i processors, the first worker is for any item, none for none", (n) => {
  expect(after(n).isWorth(1, 0, 0)).toBe(true);
  expect(after(n).isWorth(0, 0, 0)).toBe(false);
  expect(after(n).isWorth(0, 1, 10 * LONG_PATIENCE_MS)).toBe(false);
});

describe("where a processor is free for another one", () => {
  test("it is started for many items only, as long as nothing is known of the pace", () => {
    expect(after(8).isWorth(20, 1, 0)).toBe(false);
    expect(after(8).isWorth(200, 1, 0)).toBe(true);
    expect(after(8, 900, 90).isWorth(20, 1, 0)).toBe(false); // the first are slow
  });

  test("then for as much work as makes up for its start", () => {
    expect(after(8, 90, 30, 8).isWorth(17, 1, 0)).toBe(false);
    expect(after(8, 90, 30, 8).isWorth(90, 1, 0)).toBe(true);
    expect(after(8, 90, 30, 8).isWorth(90, 2, 0)).toBe(false);
    expect(after(8, 900, 700, 800).isWorth(1, 1, 0)).toBe(true);
  });

  test("and where a worker takes long over what it has", () => {
    expect(after(8).isWorth(1, 1, PATIENCE_MS)).toBe(true);
    expect(after(8, 8, 8, 8).isWorth(1, 1, PATIENCE_MS)).toBe(true);
  });
});

describe("where all processors have work", () => {
  test("it is started for very many items only, as long as nothing is known of the pace", () => {
    expect(after(2).isWorth(400, 1, 0)).toBe(false);
    expect(after(2, 60, 30).isWorth(400, 1, PATIENCE_MS)).toBe(false); // the first are slow
    expect(after(2).isWorth(1000, 1, 0)).toBe(true);
    expect(after(4).isWorth(1000, 3, 0)).toBe(false);
  });

  test("a second worker of two is for what makes up for the processor it takes", () => {
    // The first items are slow, which says little about the last.
    for (const ended of [3, 12, 24, 100]) {
      expect(after(2, ...warming(ended, 3)).isWorth(200 - ended, 1, 0)).toBe(false);
      expect(after(2, ...warming(ended, 3)).isWorth(1000 - ended, 1, 0)).toBe(true);
      expect(after(8, ...warming(ended, 3)).isWorth(1000 - ended, 1, 0)).toBe(true);
    }
    expect(after(2, 900, 700, 800).isWorth(30, 1, 0)).toBe(true);
  });

  test("the last of several takes more work than the second", () => {
    const rule = (cores: number) => after(cores, ...warming(100, 3));
    expect(rule(4).isWorth(800, 1, 0)).toBe(true);
    expect(rule(4).isWorth(800, 3, 0)).toBe(false);
    expect(rule(4).isWorth(3000, 3, 0)).toBe(true);
  });

  test("it takes no less work than where a processor is free", () => {
    for (let cores = 1; cores <= 64; cores *= 2) {
      for (let inUse = 1; inUse < 2 * cores; inUse++) {
        for (let left = 1; left < 1e5; left *= 3) {
          if (!after(cores, 9, 9, 9, 9).isWorth(left, inUse, 0)) continue;
          expect(after(1000, 9, 9, 9, 9).isWorth(left, inUse, 0)).toBe(true);
        }
      }
    }
  });

  test("a worker may take longer over what it has", () => {
    expect(after(2, 8, 8, 8).isWorth(1, 1, PATIENCE_MS)).toBe(false);
    expect(after(2, 8, 8, 8).isWorth(1, 1, LONG_PATIENCE_MS)).toBe(true);
    expect(after(2).isWorth(1, 1, LONG_PATIENCE_MS)).toBe(true);
  });
});
