/**
 * Entities by their numbers.
 *
 * @module
 */

/** Numbers that a table may have for each entity; where they lie farther apart they are hashed. */
const SPREAD = 8;

/** Finds entities by their numbers. Where a number is given twice, the first counts. */
export class EntityNumbers {
  readonly #entities: Int32Array;
  /** Positions and 1: by number, or by a hash of it. */
  readonly #places: Int32Array;
  /** Bits of a hash that say the place; 0 where the number itself does. */
  readonly #bits: number;
  /** Another one for each table, so that no file can be made whose numbers all meet. */
  readonly #factor = (Math.random() * 2 ** 32) | 1;

  /** @param entities four integers for each of `count` entities, the first its number */
  constructor(entities: Int32Array, count: number) {
    this.#entities = entities;
    let greatest = 0, least = 0;
    for (let i = 0; i < count; i++) {
      const id = entities[4 * i];
      if (id > greatest) greatest = id;
      if (id < least) least = id;
    }
    // A number that does not fit has become one below zero. Such a text is written anew.
    if (least === 0 && greatest <= SPREAD * count + 1024) {
      this.#bits = 0;
      const places = this.#places = new Int32Array(greatest + 1);
      // Backwards, so that the first of several remains.
      for (let i = count - 1; i >= 0; i--) places[entities[4 * i]] = i + 1;
      return;
    }
    let bits = 10;
    while (2 ** bits < 2 * count) bits++;
    this.#bits = bits;
    const places = this.#places = new Int32Array(2 ** bits);
    for (let i = count - 1; i >= 0; i--) places[this.#place(entities[4 * i])] = i + 1;
  }

  /** The position of the entity with a number, from 0; -1 where there is none. */
  find(id: number): number {
    const places = this.#places;
    if (this.#bits === 0) return id >= 0 && id < places.length ? places[id] - 1 : -1;
    return places[this.#place(id)] - 1;
  }

  /** The place of a number, or the free one where it belongs. */
  #place(id: number): number {
    const places = this.#places, entities = this.#entities;
    let place = Math.imul(id, this.#factor) >>> (32 - this.#bits);
    while (places[place] !== 0 && entities[4 * (places[place] - 1)] !== id) {
      place = (place + 1) & (places.length - 1);
    }
    return place;
  }
}
