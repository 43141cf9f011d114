import type { Transform } from "../../brep.ts";
import { compose, invert } from "../../geometry/transform.ts";

/** A power of an elementary placement. */
interface Factor {
  readonly datum: number;
  readonly power: number;
}

/**
 * The locations of a B-Rep text, and those that arise when shapes are nested.
 *
 * A location is a product of powers of elementary placements, as in the kernel: two locations
 * are the same where their products are, after powers that meet have been joined. So a location
 * is known by its number here, however it came about; 0 is the identity.
 */
export class LocationTable {
  readonly #matrices: (Transform | null)[] = [null];
  /** The factors of each location, the one that is applied first in front. */
  readonly #products: (readonly Factor[])[] = [[]];
  readonly #byProduct = new Map<string, number>([["", 0]]);
  readonly #composed = new Map<number, number>();
  #datums = 0;

  /** The number of distinct locations. */
  get size(): number {
    return this.#matrices.length;
  }

  /** The matrix of a location; null for the identity. */
  matrix(location: number): Transform | null {
    return this.#matrices[location];
  }

  /** Adds an elementary placement and gives its number. */
  addDatum(matrix: Transform): number {
    return this.#intern([{ datum: this.#datums++, power: 1 }], matrix);
  }

  /** The location that applies `inner` first and `outer` then. */
  compose(outer: number, inner: number): number {
    if (outer === 0) return inner;
    if (inner === 0) return outer;
    // Two numbers in one key; a table has far fewer than 2^26 locations.
    const key = outer * 2 ** 26 + inner;
    let location = this.#composed.get(key);
    if (location === undefined) {
      location = this.#intern(
        join(this.#products[inner], this.#products[outer]),
        compose(this.#matrices[outer], this.#matrices[inner]),
      );
      this.#composed.set(key, location);
    }
    return location;
  }

  /** A location applied `exponent` times; backwards where that is negative. */
  power(location: number, exponent: number): number {
    const base = exponent < 0 ? this.#inverse(location) : location;
    let result = 0;
    for (let i = Math.abs(exponent); i > 0; i--) result = this.compose(base, result);
    return result;
  }

  #inverse(location: number): number {
    const product = this.#products[location].map(({ datum, power }) => ({ datum, power: -power }));
    return this.#intern(product.reverse(), invert(this.#matrices[location]));
  }

  #intern(product: readonly Factor[], matrix: Transform | null): number {
    const key = product.map(({ datum, power }) => `${datum}^${power}`).join(" ");
    const known = this.#byProduct.get(key);
    if (known !== undefined) return known;
    const location = this.#matrices.length;
    this.#byProduct.set(key, location);
    this.#products.push(product);
    this.#matrices.push(matrix);
    return location;
  }
}

/** Joins two products; powers of one datum that meet are added, and vanish at 0. */
function join(first: readonly Factor[], then: readonly Factor[]): readonly Factor[] {
  const out = [...first];
  for (const factor of then) {
    const last = out.at(-1);
    if (last?.datum !== factor.datum) {
      out.push(factor);
      continue;
    }
    out.pop();
    const power = last.power + factor.power;
    if (power !== 0) out.push({ datum: factor.datum, power });
  }
  return out;
}
