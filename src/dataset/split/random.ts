/**
 * A small random number generator with a seed, the same on every machine and in every language.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";

/** Random numbers from a seed. */
export interface Random {
  /** An integer of 0 to 2^32 - 1. */
  uint32(): number;
  /** An integer of 0 to `limit - 1`, every one equally likely. */
  below(limit: number): number;
  /** Puts the values in random order, in place, and returns them. */
  shuffle<T extends { length: number; [index: number]: unknown }>(values: T): T;
}

/**
 * Creates a generator: xoshiro128** 1.1 (Blackman and Vigna), its four words filled by splitmix32.
 *
 * So that other languages can reproduce a split, in terms of 32-bit unsigned integers:
 * - seeding, four times: `z = seed += 0x9e3779b9; z = (z ^ z >> 16) * 0x21f0aaad;
 *   z = (z ^ z >> 15) * 0x735a2d97; word = z ^ z >> 15`;
 * - `below(n)`: values of `2^32 - 2^32 % n` and above are drawn again; the result is `value % n`;
 * - `shuffle`: Fisher and Yates from the end: for i = n-1 down to 1, swap i and `below(i + 1)`.
 *
 * @param seed an integer of 0 to 2^32 - 1
 * @throws {UsageError} when the seed is not such an integer
 */
export function createRandom(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new UsageError(
      "Cannot seed the random numbers: the seed must be an integer of 0 to 4294967295, found " +
        `${seed}`,
      { data: { seed } },
    );
  }
  const state = Uint32Array.from(splitmix32(seed, 4));
  const uint32 = () => {
    const result = Math.imul(rotateLeft(Math.imul(state[1], 5), 7), 9) >>> 0;
    const t = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= t;
    state[3] = rotateLeft(state[3], 11);
    return result;
  };
  const below = (limit: number) => {
    const end = 2 ** 32 - (2 ** 32 % limit);
    for (;;) {
      const value = uint32();
      if (value < end) return value % limit;
    }
  };
  return {
    uint32,
    below,
    shuffle(values) {
      for (let i = values.length - 1; i > 0; i--) {
        const j = below(i + 1);
        const value = values[i];
        values[i] = values[j];
        values[j] = value;
      }
      return values;
    },
  };
}

function rotateLeft(x: number, k: number): number {
  return (x << k) | (x >>> (32 - k));
}

function splitmix32(seed: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    let z = (seed + Math.imul(i + 1, 0x9e3779b9)) >>> 0;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  });
}
