import { describe, expect, test } from "vitest";
import {
  addMeasures,
  measureBlind,
  measureOutline,
  measurePrism,
  measureRevolved,
  measureThrough,
} from "../../../src/cad/samples/measures.ts";
import {
  circle,
  hexagon,
  obround,
  Pen,
  polygon,
  rectangle,
} from "../../../src/cad/samples/outline.ts";

describe("measureOutline", () => {
  test("of a circle away from the axis", () => {
    const { area, length, areaMoment, lengthMoment } = measureOutline(circle([5, 1], 2, "hole"));
    expect(area).toBeCloseTo(4 * Math.PI, 12);
    expect(length).toBeCloseTo(4 * Math.PI, 12);
    expect(areaMoment).toBeCloseTo(5 * 4 * Math.PI, 12);
    expect(lengthMoment).toBeCloseTo(5 * 4 * Math.PI, 12);
  });

  test("of a rectangle, sharp and rounded", () => {
    const sharp = measureOutline(rectangle({ width: 6, height: 4, feature: "stock" }));
    expect(sharp.area).toBeCloseTo(24, 12);
    expect(sharp.length).toBeCloseTo(20, 12);
    expect(sharp.areaMoment).toBeCloseTo(0, 12);
    const round = measureOutline(rectangle({
      center: [10, 0],
      width: 6,
      height: 4,
      radius: 1,
      feature: "stock",
    }));
    expect(round.area).toBeCloseTo(24 - (4 - Math.PI), 12);
    expect(round.length).toBeCloseTo(20 - 8 + 2 * Math.PI, 12);
    expect(round.areaMoment).toBeCloseTo(10 * (20 + Math.PI), 10);
  });

  test("of a slot along either axis, and of a hexagon", () => {
    for (const along of ["x", "y"] as const) {
      const slot = measureOutline(obround([1, 2], 10, 4, along, "slot"));
      expect(slot.area).toBeCloseTo(6 * 4 + 4 * Math.PI, 12);
      expect(slot.length).toBeCloseTo(12 + 4 * Math.PI, 12);
    }
    const { area, length } = measureOutline(hexagon(10, "boss"));
    expect(area).toBeCloseTo(50 * Math.sqrt(3), 12);
    expect(length).toBeCloseTo(6 * 10 / Math.sqrt(3), 12);
  });

  test("of arcs that bend inwards", () => {
    // A square of side 4 with a half circle of radius 1 cut out of its right side.
    const notched = new Pen([2, -2])
      .line([2, -1], "stock")
      .arc([2, 0], 1, 270, 90, "slot")
      .line([2, 2], "stock")
      .line([-2, 2], "stock")
      .line([-2, -2], "stock")
      .close("stock");
    const { area, length } = measureOutline(notched);
    expect(area).toBeCloseTo(16 - Math.PI / 2, 12);
    expect(length).toBeCloseTo(14 + Math.PI, 12);
  });

  test("refuses what has no formula", () => {
    const free = new Pen([0, 0]).line([1, 0], "stock").curve([[1, 1]], [0, 1], "stock")
      .close("stock");
    expect(() => measureOutline(free)).toThrow(/curve through points/);
  });
});

describe("solids", () => {
  test("a tube is the same extruded and revolved", () => {
    const [R, r, h] = [10, 6, 25];
    const volume = Math.PI * (R * R - r * r) * h;
    const area = 2 * Math.PI * (R + r) * h + 2 * Math.PI * (R * R - r * r);
    const prism = measurePrism(circle([0, 0], R, "stock"), [circle([0, 0], r, "hole")], h);
    expect(prism.volume).toBeCloseTo(volume, 9);
    expect(prism.area).toBeCloseTo(area, 9);
    const section = polygon([[r, 0], [R, 0], [R, h], [r, h]], "stock");
    expect(measureRevolved(section).volume).toBeCloseTo(volume, 9);
    expect(measureRevolved(section).area).toBeCloseTo(area, 9);
  });

  test("a revolved circle is a torus, a revolved half circle a ball", () => {
    const torus = measureRevolved(circle([7, 3], 2, "stock"));
    expect(torus.volume).toBeCloseTo(2 * Math.PI ** 2 * 7 * 4, 9);
    expect(torus.area).toBeCloseTo(4 * Math.PI ** 2 * 7 * 2, 9);
    const half = new Pen([0, -3]).arc([0, 0], 3, 270, 450, "stock").close("stock");
    const ball = measureRevolved(half);
    expect(ball.volume).toBeCloseTo(36 * Math.PI, 9);
    expect(ball.area).toBeCloseTo(36 * Math.PI, 9);
  });

  test("cuts change volume and area", () => {
    const block = measurePrism(rectangle({ width: 10, height: 10, feature: "stock" }), [], 5);
    expect(block).toEqual({ volume: 500, area: 400 });
    const hole = rectangle({ width: 2, height: 2, feature: "pocket" });
    expect(addMeasures(block, measureThrough(hole, 5))).toEqual({ volume: 480, area: 432 });
    expect(addMeasures(block, measureBlind(hole, 3), 2)).toEqual({ volume: 476, area: 448 });
  });
});
