import { expect, test } from "vitest";
import { sparkSvg, sparkText } from "../../src/page/sparkline.ts";

test("the largest count is a full block, the smallest is seen, none is nothing", () => {
  expect(sparkText([0, 1, 50, 100])).toBe(" ▁▄█");
});

test("as SVG each count that is not none has a bar in the colour of the text", () => {
  const svg = sparkSvg([0, 1, 100]);
  expect(svg.match(/M/g)).toHaveLength(2);
  expect(svg).toContain('fill="currentColor"');
  expect(svg).toContain("v-18.0");
});
