import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { encodePng } from "../../src/page/png.ts";
import { readPng } from "../helpers/read_png.ts";

test("a picture of few colours is read back as it was", () => {
  const data = new Uint8Array([
    ...[255, 0, 0, 255],
    ...[0, 255, 0, 128],
    ...[0, 0, 255, 255],
    ...[9, 8, 7, 255],
    ...[255, 0, 0, 255],
    ...[0, 0, 0, 0],
  ]);
  expect(readPng(encodePng({ width: 3, height: 2, data }))).toEqual({ width: 3, height: 2, data });
});

test("each chunk has its length and its checksum", () => {
  const png = encodePng({ width: 1, height: 1, data: new Uint8Array([1, 2, 3, 255]) });
  const view = new DataView(png.buffer);
  const names: string[] = [];
  let at = 8;
  while (at < png.length) {
    const length = view.getUint32(at);
    names.push(String.fromCharCode(...png.subarray(at + 4, at + 8)));
    const end = at + 8 + length;
    expect(view.getUint32(end)).toBe(crc32(png.subarray(at + 4, end)));
    at = end + 4;
  }
  expect(at).toBe(png.length);
  expect(names).toEqual(["IHDR", "PLTE", "IDAT", "IEND"]);
});

test("of many colours 256 are left, near to what they were", () => {
  const data = new Uint8Array(4 * 4096);
  for (let p = 0; p < 4096; p++) {
    data.set([(p & 15) * 17, (p >> 4 & 15) * 17, (p >> 8) * 17, 255], 4 * p);
  }
  const read = readPng(encodePng({ width: 64, height: 64, data }));
  const colours = new Set(new Uint32Array(read.data.buffer));
  expect(colours.size).toBeLessThanOrEqual(256);
  expect(colours.size).toBeGreaterThan(32);
  const apart = read.data.reduce((most, value, i) => Math.max(most, Math.abs(value - data[i])), 0);
  expect(apart).toBeLessThan(64);
});
