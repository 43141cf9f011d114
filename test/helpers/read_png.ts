import { Buffer } from "node:buffer";
import { inflateSync } from "node:zlib";

/** A PNG of one palette, or of three or four channels without interlacing, as its pixels. */
export function readPng(png: Uint8Array): { width: number; height: number; data: Uint8Array } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const channels = { 2: 3, 3: 1, 6: 4 }[png[25]]!;
  const chunks = new Map<string, Uint8Array[]>();
  for (let at = 8; at < png.length; at += view.getUint32(at) + 12) {
    const type = new TextDecoder().decode(png.subarray(at + 4, at + 8));
    const content = png.subarray(at + 8, at + 8 + view.getUint32(at));
    chunks.set(type, [...chunks.get(type) ?? [], content]);
  }
  const rows = inflateSync(Buffer.concat(chunks.get("IDAT")!));
  const bytes = width * channels;
  const raw = new Uint8Array(height * bytes);
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < bytes; i++) {
      const left = i < channels ? 0 : raw[y * bytes + i - channels];
      const above = y === 0 ? 0 : raw[(y - 1) * bytes + i];
      const corner = y === 0 || i < channels ? 0 : raw[(y - 1) * bytes + i - channels];
      const guess = left + above - corner;
      const [a, b, c] = [left, above, corner].map((one) => Math.abs(guess - one));
      const paeth = a <= b && a <= c ? left : b <= c ? above : corner;
      const filter = rows[y * (bytes + 1)];
      const before = [0, left, above, (left + above) >> 1, paeth][filter];
      raw[y * bytes + i] = rows[y * (bytes + 1) + 1 + i] + before;
    }
  }
  const data = new Uint8Array(4 * width * height);
  const [palette] = chunks.get("PLTE") ?? [], [opacity = []] = chunks.get("tRNS") ?? [];
  for (let p = 0; p < width * height; p++) {
    if (channels === 1) {
      data.set([...palette.subarray(3 * raw[p], 3 * raw[p] + 3), opacity[raw[p]] ?? 255], 4 * p);
    } else {
      for (let c = 0; c < 4; c++) data[4 * p + c] = c < channels ? raw[p * channels + c] : 255;
    }
  }
  return { width, height, data };
}
