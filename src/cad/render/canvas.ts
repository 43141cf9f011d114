/**
 * What is drawn on before it becomes a picture: more pixels than that has, with their depth.
 *
 * @module
 */

/** Pixels with depth; all arrays run by rows from the top. */
export interface Canvas {
  /** Pixels of its side. */
  readonly side: number;
  /** How far away from the eye each is, in pixels; infinite where there is nothing. */
  readonly depth: Float32Array;
  /** Red, green and blue of what is there, 0 to 255. */
  readonly colour: Uint8ClampedArray;
  /** How much of a line covers each, 0 to 255. */
  readonly ink: Uint8Array;
}

/** An empty one. */
export function createCanvas(side: number): Canvas {
  const count = side * side;
  return {
    side,
    depth: new Float32Array(count).fill(Infinity),
    colour: new Uint8ClampedArray(3 * count),
    ink: new Uint8Array(count),
  };
}
