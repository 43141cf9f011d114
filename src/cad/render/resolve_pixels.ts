/**
 * From many pixels to a picture.
 *
 * @module
 */
import type { Canvas } from "./canvas.ts";
import type { Rgb } from "./face_colours.ts";

/** A picture: red, green, blue and opacity of each pixel, 0 to 255, by rows from the top. */
export interface Pixels {
  /** Pixels of a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** 4 bytes a pixel; colours are not multiplied by the opacity. */
  readonly data: Uint8ClampedArray;
}

/** What lies over and behind the body. */
interface Looks {
  /** The colour of lines. */
  readonly line: Rgb;
  /** What is behind the body; null leaves it transparent. */
  readonly background: Rgb | null;
}

/**
 * Makes one pixel of each `many` x `many` of the canvas: their mean.
 */
export function resolvePixels(
  { side, depth, colour, ink }: Canvas,
  many: number,
  { line, background }: Looks,
): Pixels {
  const size = side / many;
  const data = new Uint8ClampedArray(4 * size * size);
  const parts = many * many;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let red = 0, green = 0, blue = 0, cover = 0;
      for (let j = 0; j < many; j++) {
        let at = (y * many + j) * side + x * many;
        for (let i = 0; i < many; i++, at++) {
          const drawn = ink[at] / 255, there = depth[at] === Infinity ? 0 : 1;
          const opaque = drawn + (1 - drawn) * there;
          const under = (1 - drawn) * there;
          red += drawn * line[0] + under * colour[3 * at];
          green += drawn * line[1] + under * colour[3 * at + 1];
          blue += drawn * line[2] + under * colour[3 * at + 2];
          cover += opaque;
        }
      }
      const to = 4 * (y * size + x);
      if (background !== null) {
        const rest = parts - cover;
        data[to] = (red + rest * background[0]) / parts;
        data[to + 1] = (green + rest * background[1]) / parts;
        data[to + 2] = (blue + rest * background[2]) / parts;
        data[to + 3] = 255;
      } else if (cover > 0) {
        data[to] = red / cover;
        data[to + 1] = green / cover;
        data[to + 2] = blue / cover;
        data[to + 3] = 255 * cover / parts;
      }
    }
  }
  return { width: size, height: size, data };
}
