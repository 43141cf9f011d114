import { expect, test } from "vitest";
import { encodePng } from "../../src/page/png.ts";
import { pngPixels, shrinkPixels } from "../../src/page/png_pixels.ts";

const [RED, CLEAR] = [[255, 0, 0, 255], [0, 0, 0, 0]];

test("what was written is read", () => {
  const data = new Uint8ClampedArray([...RED, ...CLEAR, 1, 2, 3, 128, ...RED]);
  expect(pngPixels(encodePng({ width: 2, height: 2, data }))).toEqual({
    width: 2,
    height: 2,
    data,
  });
});

test("what another program has written is left alone", () => {
  const png = encodePng({ width: 1, height: 1, data: new Uint8Array(RED) });
  const other = png.slice();
  other[25] = 6; // four channels
  expect(pngPixels(other)).toBeNull();
  expect(pngPixels(new Uint8Array(5))).toBeNull();
});

test("a smaller picture has the mean of each part, to which what is clear gives no colour", () => {
  const data = new Uint8ClampedArray([RED, CLEAR, RED, CLEAR].flat());
  expect([...shrinkPixels({ width: 2, height: 2, data }, 1).data]).toEqual([255, 0, 0, 128]);
  const rows = new Uint8ClampedArray(
    Array.from({ length: 9 }, (_, i) => i < 3 ? RED : CLEAR).flat(),
  );
  const { data: small } = shrinkPixels({ width: 3, height: 3, data: rows }, 2);
  expect([...small.subarray(0, 4)]).toEqual([255, 0, 0, 170]);
  expect(small[11]).toBe(0);
});
