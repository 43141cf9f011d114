/**
 * PNG files of pictures with few colours.
 *
 * Written here because the libraries at hand write four bytes a pixel: with a palette a shaded part
 * takes a third of that, and a dozen of them must find room in one output of a notebook.
 *
 * @module
 */
import { crc32, deflateSync } from "node:zlib";
import { toPalette } from "./palette.ts";

/** A picture: red, green, blue and opacity, 0 to 255, by rows from the top. */
interface PngPixels {
  /** Pixels of a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** 4 bytes a pixel; colours are not multiplied by the opacity. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const BITS = 8;
const WITH_PALETTE = 3;

/** Writes a picture as a PNG file of at most 256 colours. The same pixels give the same bytes. */
export function encodePng({ width, height, data }: PngPixels): Uint8Array<ArrayBuffer> {
  const { indices, colours } = toPalette(data);
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, BITS);
  header.setUint8(9, WITH_PALETTE);
  const rows = new Uint8Array((width + 1) * height); // each begins with its filter: none
  for (let y = 0; y < height; y++) {
    rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  }
  const palette = colours.filter((_, i) => i % 4 !== 3);
  const opacities = colours.filter((opacity, i) => i % 4 === 3 && opacity < 255);
  return concat([
    Uint8Array.from(SIGNATURE),
    chunk("IHDR", new Uint8Array(header.buffer)),
    chunk("PLTE", palette),
    ...opacities.length === 0 ? [] : [chunk("tRNS", opacities)],
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", new Uint8Array()),
  ]);
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
  return bytes;
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
