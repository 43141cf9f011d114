/**
 * A small source of random numbers that gives the same ones on every machine.
 *
 * @module
 */

/** Draws numbers in the ways that designing a part needs. */
export interface RandomStream {
  /** A number in [0, 1). */
  next(): number;
  /** A number from `min` to `max`, both included, rounded to a multiple of `step` above `min`. */
  between(min: number, max: number, step: number): number;
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** One of the choices, each equally likely. */
  pick<T>(choices: readonly T[]): T;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** A copy of the list in random order. */
  shuffle<T>(list: readonly T[]): T[];
}

/** Spreads the bits of a 32-bit integer: the finaliser of MurmurHash3. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** One 32-bit state from a seed and the numbers that name a stream of it. */
function stateOf(seed: number, stream: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const word of [seed, ...stream]) {
    state = mix(state ^ mix(word));
    // The upper half too: seeds up to 2^53 must not repeat every 2^32.
    state = mix(state + mix(Math.floor(word / 2 ** 32)) + 0x6d2b79f5);
  }
  return state;
}

/**
 * Creates a generator (mulberry32, by Tommy Ettinger) from a seed.
 *
 * The further numbers name an independent stream of the seed: part 7 of a folder draws the same
 * numbers however many parts are made before it.
 */
export function createRandomStream(seed: number, ...stream: number[]): RandomStream {
  let state = stateOf(seed, stream);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    integer,
    between(min, max, step) {
      const steps = Math.floor((max - min) / step + 1e-9);
      // Rounded to a nanometre: 0.1 * 3 is not a size that anyone would draw.
      return Math.round((min + step * integer(0, steps)) * 1e6) / 1e6;
    },
    pick: (choices) => choices[integer(0, choices.length - 1)],
    chance: (probability) => next() < probability,
    shuffle(list) {
      const copy = [...list];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = integer(0, i);
        [copy[i], copy[j]] = [copy[j], copy[i]];
      }
      return copy;
    },
  };
}
