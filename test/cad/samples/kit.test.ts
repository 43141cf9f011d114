import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadOcct, type OpenCascade } from "../../../src/cad/occt/load_occt.ts";
import { alongX, alongY, alongZ, profileAroundZ } from "../../../src/cad/samples/frame.ts";
import { Kit, PartError, type Solid } from "../../../src/cad/samples/kit.ts";
import { circle, Pen, polygon, rectangle } from "../../../src/cad/samples/outline.ts";

let oc: OpenCascade;
let kit: Kit;
beforeAll(async () => {
  oc = await loadOcct();
});
beforeEach(() => {
  kit = new Kit(oc);
});
afterEach(() => kit.dispose());

/** How many faces have each feature. */
function features({ features }: Solid): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [, feature] of features.entries()) counts[feature] = (counts[feature] ?? 0) + 1;
  return counts;
}

function volume({ shape }: Solid): number {
  const props = kit.keep(new oc.GProp_GProps());
  oc.BRepGProp.VolumeProperties(shape, props, false, false, false);
  return props.Mass();
}

const block = () =>
  kit.prism({ outer: rectangle({ width: 20, height: 20, feature: "stock" }), height: 10 });

describe("sweeps", () => {
  test("a prism has a face a segment and two ends, in every direction", () => {
    for (const frame of [alongX([1, 2, 3]), alongY([1, 2, 3]), alongZ([1, 2, 3])]) {
      const solid = kit.prism({
        outer: rectangle({ width: 4, height: 2, feature: "pocket" }),
        inner: [circle([0, 0], 0.5, "hole")],
        height: 5,
        frame,
        caps: "boss",
      });
      expect(features(solid)).toEqual({ pocket: 4, hole: 1, boss: 2 });
      expect(volume(solid)).toBeCloseTo(40 - 5 * Math.PI / 4, 9);
    }
  });

  test("a revolved profile has its features on flat faces too", () => {
    const profile = new Pen([0, 0])
      .line([5, 0], "boss")
      .line([5, 2], "slot")
      .line([3, 2], "pocket")
      .line([3, 6], "stock")
      .line([2, 7], "chamfer")
      .line([0, 7], "hole")
      .close("fillet");
    const solid = kit.revolve(profile, profileAroundZ());
    // The line on the axis makes no face.
    expect(features(solid)).toEqual({ boss: 1, slot: 1, pocket: 1, stock: 1, chamfer: 1, hole: 1 });
    expect(volume(solid)).toBeGreaterThan(0);
  });

  test("a ball is one face", () => {
    const ball = kit.sphere([1, 2, 3], 2, "boss");
    expect(features(ball)).toEqual({ boss: 1 });
    expect(volume(ball)).toBeCloseTo(32 * Math.PI / 3, 9);
  });
});

describe("booleans", () => {
  test("a cut leaves the tool's features on what it made", () => {
    const solid = kit.cut(block(), [
      kit.cylinder(alongZ([0, 0, -1]), 2, 12, "hole"),
      kit.prism({
        outer: rectangle({ center: [6, 6], width: 3, height: 3, feature: "pocket" }),
        height: 6,
        frame: alongZ([0, 0, 5]),
        caps: "pocket",
      }),
    ]);
    expect(features(solid)).toEqual({ stock: 6, hole: 1, pocket: 5 });
    expect(volume(solid)).toBeCloseTo(4000 - 40 * Math.PI - 45, 9);
  });

  test("features stay through one operation after the other", () => {
    let solid = kit.fuse(block(), [kit.cylinder(alongZ([0, 0, 5]), 4, 10, "boss")]);
    expect(features(solid)).toEqual({ stock: 6, boss: 2 });
    solid = kit.cut(solid, [kit.cylinder(alongZ([0, 0, -1]), 2, 20, "hole")]);
    solid = kit.cut(solid, [kit.cylinder(alongX([-11, 0, 5]), 1, 22, "slot")]);
    // The slot through the bore is two faces, one on each side.
    expect(features(solid)).toEqual({ stock: 6, boss: 2, hole: 1, slot: 2 });
  });

  test("a result in two pieces is refused", () => {
    const wall = rectangle({ width: 2, height: 30, feature: "slot" });
    const tool = kit.prism({ outer: wall, height: 20, frame: alongZ([0, 0, -5]) });
    expect(() => kit.cut(block(), [tool])).toThrow(PartError);
    expect(() => kit.cut(block(), [tool])).toThrow(/one solid, found 2/);
  });
});

describe("edges", () => {
  test("fillets and chamfers label what they make, and keep the rest", () => {
    const upright = ({ start, end }: { start: readonly number[]; end: readonly number[] }) =>
      start[2] !== end[2];
    const round = kit.fillet(block(), 3, upright);
    expect(features(round)).toEqual({ stock: 6, fillet: 4 });
    expect(volume(round)).toBeCloseTo(4000 - (4 - Math.PI) * 90, 9);
    const bevelled = kit.chamfer(
      block(),
      2,
      ({ kind, middle }) => kind === "line" && middle[2] === 10,
    );
    expect(features(bevelled)).toEqual({ stock: 6, chamfer: 4 });
  });

  test("circles are found by their radius", () => {
    const drilled = kit.cut(block(), [kit.cylinder(alongZ([0, 0, -1]), 2, 12, "hole")]);
    const seen: number[] = [];
    const solid = kit.chamfer(drilled, 0.5, ({ kind, radius, middle }) => {
      if (kind === "circle") seen.push(radius);
      return kind === "circle" && middle[2] > 9;
    });
    expect(seen).toEqual([2, 2]);
    expect(features(solid)).toEqual({ stock: 6, hole: 1, chamfer: 1 });
  });

  test("choosing no edge is refused", () => {
    expect(() => kit.fillet(block(), 1, () => false)).toThrow(/no edge is chosen/);
  });

  test("an edge that cannot be rounded is an exception of the kernel or of ours", () => {
    const thin = kit.prism({
      outer: polygon([[0, 0], [9, 0], [9, 1], [0, 1]], "stock"),
      height: 9,
    });
    expect(() => kit.fillet(thin, 5, () => true)).toThrow();
  });
});

test("what a kit made is freed once", () => {
  const solid = block();
  expect(solid.shape.IsNull()).toBe(false);
  kit.dispose();
  expect(() => solid.shape.IsNull()).toThrow();
  kit.dispose();
});
