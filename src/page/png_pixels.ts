/**
 * The pixels of pictures that {@linkcode encodePng} has written, and smaller ones of them.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { inflateSync } from "node:zlib";

/** A picture: red, green, blue and opacity, 0 to 255, by rows from the top. */
interface PixelsOfPng {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

const CHANNELS = 4;
/** Where the header has the width, the height, and what the pixels are. */
const [WIDTH, HEIGHT, DEPTH] = [16, 20, 24];
/** 8 bits of a palette. */
const PALETTE = 0x0803;

/** The pixels of a PNG; null where another program has written it, in a way that we do not. */
export function pngPixels(png: Uint8Array): PixelsOfPng | null {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  if (png.length < 33 || view.getUint16(DEPTH) !== PALETTE) return null;
  const [width, height] = [view.getUint32(WIDTH), view.getUint32(HEIGHT)];
  const chunks = new Map<string, Uint8Array[]>();
  for (let at = 8; at + 12 <= png.length; at += view.getUint32(at) + 12) {
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    const content = png.subarray(at + 8, at + 8 + view.getUint32(at));
    chunks.set(type, [...chunks.get(type) ?? [], content]);
  }
  const rows = inflateSync(Buffer.concat(chunks.get("IDAT") ?? []));
  const [colours] = chunks.get("PLTE") ?? [], [opacities = []] = chunks.get("tRNS") ?? [];
  if (colours === undefined || rows.length !== (width + 1) * height) return null;
  const data = new Uint8ClampedArray(CHANNELS * width * height);
  for (let y = 0; y < height; y++) {
    if (rows[y * (width + 1)] !== 0) return null; // a filtered row
    for (let x = 0; x < width; x++) {
      const colour = rows[y * (width + 1) + 1 + x], to = CHANNELS * (y * width + x);
      for (let part = 0; part < 3; part++) data[to + part] = colours[3 * colour + part];
      data[to + 3] = opacities[colour] ?? 255;
    }
  }
  return { width, height, data };
}

/** A square picture made smaller: each pixel is the mean of what it covers. */
export function shrinkPixels({ width, data }: PixelsOfPng, size: number): PixelsOfPng {
  const out = new Uint8ClampedArray(CHANNELS * size * size);
  const scale = width / size;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let red = 0, green = 0, blue = 0, cover = 0, area = 0;
      for (let j = Math.floor(y * scale); j < (y + 1) * scale; j++) {
        const high = Math.min(j + 1, (y + 1) * scale) - Math.max(j, y * scale);
        for (let i = Math.floor(x * scale); i < (x + 1) * scale; i++) {
          const part = high * (Math.min(i + 1, (x + 1) * scale) - Math.max(i, x * scale));
          const from = CHANNELS * (j * width + i);
          const opaque = part * data[from + 3]; // what is transparent has no colour
          red += opaque * data[from];
          green += opaque * data[from + 1];
          blue += opaque * data[from + 2];
          cover += opaque;
          area += part;
        }
      }
      const to = CHANNELS * (y * size + x);
      if (cover > 0) {
        out[to] = red / cover;
        out[to + 1] = green / cover;
        out[to + 2] = blue / cover;
      }
      out[to + 3] = cover / area;
    }
  }
  return { width: size, height: size, data: out };
}
