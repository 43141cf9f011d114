/**
 * Few colours for many.
 *
 * @module
 */

/** A picture in at most 256 colours. */
interface PalettePixels {
  /** The colour of each pixel, by its row in `colours`. */
  readonly indices: Uint8Array;
  /** Red, green, blue and opacity of each colour, 0 to 255; those that are not opaque first. */
  readonly colours: Uint8Array;
}

/** Colours of a palette. */
const MOST = 256;
/** Bits of the opacity that are told apart: it only softens borders. */
const OPACITY_BITS = 3;

/**
 * Takes pixels that look alike for the same, as finely as 256 colours allow: each becomes the mean
 * of those that share its colour's first bits. A shaded part has few hues, so that little is lost.
 *
 * @param data red, green, blue and opacity of each pixel, 0 to 255
 */
export function toPalette(data: ArrayLike<number>): PalettePixels {
  const count = data.length / 4;
  for (let bits = 8;; bits--) {
    const places = new Map<number, number>();
    const sums: number[] = [];
    const indices = new Uint8Array(count);
    let pixel = 0;
    for (; pixel < count; pixel++) {
      const key = keyOf(data, 4 * pixel, bits);
      let place = places.get(key);
      if (place === undefined) {
        if (places.size === MOST) break;
        place = places.size;
        places.set(key, place);
        sums.push(0, 0, 0, 0, 0);
      }
      indices[pixel] = place;
      for (let part = 0; part < 4; part++) sums[5 * place + part] += data[4 * pixel + part];
      sums[5 * place + 4]++;
    }
    // With one bit a channel there are 64 colours, so this ends.
    if (pixel === count) return byOpacity(indices, sums);
  }
}

function keyOf(data: ArrayLike<number>, at: number, bits: number): number {
  const opacity = data[at + 3];
  if (opacity === 0) return -1; // whatever its colour, which nobody sees
  const drop = 8 - bits;
  return ((((data[at] >> drop) << 8 | data[at + 1] >> drop) << 8 | data[at + 2] >> drop) <<
    OPACITY_BITS) | (opacity === 255 ? 7 : Math.min(6, opacity >> (8 - OPACITY_BITS)));
}

/** Puts what is not opaque first: the file then says no more about opacity than it must. */
function byOpacity(indices: Uint8Array, sums: readonly number[]): PalettePixels {
  const means = Array.from({ length: sums.length / 5 }, (_, place) => {
    const count = sums[5 * place + 4];
    return [0, 1, 2, 3].map((part) => Math.round(sums[5 * place + part] / count));
  });
  const order = means.map((_, place) => place)
    .sort((a, b) => Number(means[a][3] === 255) - Number(means[b][3] === 255) || a - b);
  const colours = new Uint8Array(4 * order.length);
  const places = new Uint8Array(order.length);
  order.forEach((place, to) => {
    colours.set(means[place], 4 * to);
    places[place] = to;
  });
  return { indices: indices.map((place) => places[place]), colours };
}
