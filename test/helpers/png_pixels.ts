/** Reads PNG files of 8 bits a channel, without interlacing. @module */
import { Buffer } from "node:buffer";
import { inflateSync } from "node:zlib";

/** The pixels of a picture. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel, row by row. */
  readonly data: Uint8Array;
}

/** The pixels of a PNG. */
export function pixelsOf(png: Uint8Array): Pixels {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const [width, height, channels] = [view.getUint32(16), view.getUint32(20), png[25] === 6 ? 4 : 3];
  const parts: Uint8Array[] = [];
  for (let at = 8; at < png.length; at += view.getUint32(at) + 12) {
    if (view.getUint32(at + 4) !== 0x49444154) continue; // IDAT
    parts.push(png.subarray(at + 8, at + 8 + view.getUint32(at)));
  }
  const raw = inflateSync(new Uint8Array(Buffer.concat(parts)));
  const rows = unfilter(raw, width * channels, height, channels);
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < channels; c++) data[i * 4 + c] = rows[i * channels + c];
  }
  return { width, height, data };
}

/** Undoes the filters of rows: https://www.w3.org/TR/png-3/#9Filters */
function unfilter(raw: Uint8Array, bytes: number, height: number, step: number): Uint8Array {
  const rows = new Uint8Array(bytes * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (bytes + 1)];
    for (let x = 0; x < bytes; x++) {
      const left = x < step ? 0 : rows[y * bytes + x - step];
      const up = y === 0 ? 0 : rows[(y - 1) * bytes + x];
      const corner = x < step || y === 0 ? 0 : rows[(y - 1) * bytes + x - step];
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      rows[y * bytes + x] = raw[y * (bytes + 1) + 1 + x] + guess;
    }
  }
  return rows;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(guess - value));
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
