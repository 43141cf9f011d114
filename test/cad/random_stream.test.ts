import { describe, expect, test } from "vitest";
import { createRandomStream } from "../../src/cad/random_stream.ts";

/** The first numbers of a stream. */
function draw(seed: number, ...stream: number[]): number[] {
  const random = createRandomStream(seed, ...stream);
  return Array.from({ length: 8 }, () => random.next());
}

describe("createRandomStream", () => {
  test("gives the same numbers for the same seed and stream", () => {
    expect(draw(1, 2, 3)).toEqual(draw(1, 2, 3));
  });

  test("gives other numbers for each seed and each stream", () => {
    const seeds = [0, 1, 2, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1];
    const firsts = seeds.flatMap((seed) => [draw(seed)[0], draw(seed, 0)[0], draw(seed, 1)[0]]);
    expect(new Set(firsts).size).toBe(firsts.length);
    expect(draw(1, 2)).not.toEqual(draw(2, 1));
  });

  test("is a fixed sequence: files of a seed must not change from one version to the next", () => {
    const random = createRandomStream(1, 0, 0);
    expect(Array.from({ length: 4 }, () => random.integer(0, 999))).toMatchInlineSnapshot(`
      [
        889,
        958,
        422,
        650,
      ]
    `);
  });

  test("spreads over its range", () => {
    const random = createRandomStream(5);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) counts[Math.floor(random.next() * 10)]++;
    // Ten standard deviations (30) of a fair draw.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(300);
  });

  test("keeps to bounds and steps", () => {
    const random = createRandomStream(7);
    const values = new Set(Array.from({ length: 500 }, () => random.between(0.1, 0.7, 0.2)));
    expect([...values].sort()).toEqual([0.1, 0.3, 0.5, 0.7]);
    const whole = new Set(Array.from({ length: 500 }, () => random.integer(-1, 2)));
    expect([...whole].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2]);
    const picked = new Set(Array.from({ length: 100 }, () => random.pick(["a", "b"])));
    expect([...picked].sort()).toEqual(["a", "b"]);
    const chances = Array.from({ length: 1000 }, () => random.chance(0.2)).filter(Boolean).length;
    expect(Math.abs(chances - 200)).toBeLessThan(130);
  });

  test("shuffles without loss", () => {
    const list = [1, 2, 3, 4, 5, 6, 7, 8];
    const shuffled = createRandomStream(3).shuffle(list);
    expect(shuffled).not.toEqual(list);
    expect(shuffled.toSorted()).toEqual(list);
    expect(list).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
