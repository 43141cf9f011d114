/**
 * The distinct faces of a shape.
 *
 * @module
 */

/** What is needed of a face, whichever build of the kernel it is of. */
interface KernelFace<F, Location> {
  Located(location: Location, scaling: boolean): F;
  IsPartner(other: F): boolean;
  delete(): void;
}

/** The distinct faces met so far: the same face elsewhere, or turned round, is the same. */
export class FaceIndex<F extends KernelFace<F, Location>, Location extends { delete(): void }> {
  readonly #origin: Location;
  readonly #hash: (face: F) => number;
  readonly #buckets = new Map<number, { face: F; index: number }[]>();
  size = 0;

  /**
   * @param origin a location that moves nothing; it is deleted with the index
   * @param hash the same number for the same face
   */
  constructor(origin: Location, hash: (face: F) => number) {
    this.#origin = origin;
    this.#hash = hash;
  }

  add(face: F): void {
    // The hash takes in where a face stands, so that it has to be the same for all.
    const moved = face.Located(this.#origin, false);
    const bucket = this.#bucket(moved);
    if (bucket.some((entry) => entry.face.IsPartner(moved))) moved.delete();
    else bucket.push({ face: moved, index: this.size++ });
  }

  /** Position of `face` among the distinct ones, or -1. */
  find(face: F): number {
    const moved = face.Located(this.#origin, false);
    const found = this.#bucket(moved).find((entry) => entry.face.IsPartner(moved))?.index ?? -1;
    moved.delete();
    return found;
  }

  #bucket(face: F): { face: F; index: number }[] {
    const hash = this.#hash(face);
    const bucket = this.#buckets.get(hash) ?? [];
    if (bucket.length === 0) this.#buckets.set(hash, bucket);
    return bucket;
  }

  [Symbol.dispose](): void {
    for (const bucket of this.#buckets.values()) bucket.forEach(({ face }) => face.delete());
    this.#origin.delete();
  }
}
