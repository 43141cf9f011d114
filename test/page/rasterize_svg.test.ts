import { expect, test } from "vitest";
import { outlineSvg, svgToPng } from "../../src/page/rasterize_svg.ts";
import { pixelsOf } from "../helpers/png_pixels.ts";

const svg = (text: string, size = 20) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="30"><text x="4" y="24" ` +
  `font-size="${size}" font-family="Inter, sans-serif" fill="#000">${text}</text></svg>`;

/** How many pixels are not white. */
async function ink(text: string): Promise<number> {
  const png = await svgToPng(svg(text), { scale: 1, background: "#ffffff" });
  const { data } = pixelsOf(png);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) if (data[i] < 128) count++;
  return count;
}

test("texts are drawn with the font that comes along, in several scripts", async () => {
  expect(await ink("")).toBe(0);
  for (const text of ["gear", "Gehäuse", "Řada", "μέγεθος", "корпус"]) {
    expect.soft(await ink(text), text).toBeGreaterThan(80);
  }
  // Letters are told apart: they are no boxes that stand for what is missing.
  expect(await ink("ii")).toBeLessThan(await ink("mm") / 2);
  expect(await ink("кк")).not.toBe(await ink("лл"));
});

test("the scale is that of the pixels, and no background leaves it clear", async () => {
  const { width, height, data } = pixelsOf(
    await svgToPng(svg("a"), { scale: 3, background: null }),
  );
  expect([width, height]).toEqual([360, 90]);
  expect(data[3]).toBe(0);
});

test("outlines are no text", async () => {
  const outlined = await outlineSvg(svg("gear"));
  expect(outlined).not.toContain("<text");
  expect(outlined).toContain("<path");
});
