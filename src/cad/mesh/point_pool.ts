/**
 * The points of a mesh that is being made.
 *
 * @module
 */

/** Points in space, told apart by their number. */
export class PointPool {
  /** Three numbers a point; longer than what is in use. */
  places = new Float64Array(3 * 256);
  /** How many points there are. */
  count = 0;

  /** Adds the point at `p[at..at + 3)`; returns its number. */
  add(p: ArrayLike<number>, at = 0): number {
    if (3 * this.count === this.places.length) {
      const larger = new Float64Array(2 * this.places.length);
      larger.set(this.places);
      this.places = larger;
    }
    for (let k = 0; k < 3; k++) this.places[3 * this.count + k] = p[at + k];
    return this.count++;
  }

  /** The distance of a point from the place `p[0..3)`. */
  distance(point: number, p: ArrayLike<number>): number {
    const { places } = this, at = 3 * point;
    return Math.hypot(places[at] - p[0], places[at + 1] - p[1], places[at + 2] - p[2]);
  }
}
