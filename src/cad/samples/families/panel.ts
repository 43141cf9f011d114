/**
 * Panels: plates with rounded corners, bolt holes, vent slots and a window; some countersunk,
 * some with a bevelled rim.
 *
 * @module
 */
import type { PartDesign } from "../design.ts";
import { profileAroundZ } from "../frame.ts";
import type { Kit } from "../kit.ts";
import { measurePrism } from "../measures.ts";
import { circle, obround, type Outline, Pen, type Point2, rectangle } from "../outline.ts";
import type { RandomStream } from "../../random_stream.ts";

/** Designs a panel. */
export function panel(kit: Kit, random: RandomStream): PartDesign {
  const width = random.between(100, 200, 5);
  const height = random.between(60, 120, 5);
  const thickness = random.between(2, 5, 0.5);
  const corner = random.between(4, 10, 1);
  const bolt = random.pick([1.6, 2.2, 2.7, 3.3]);
  const vents = random.integer(2, 6);
  const windowed = random.chance(0.6);
  const lamps = random.integer(1, 5);
  const countersunk = random.chance(0.25);
  const bevelled = !countersunk && random.chance(0.3);

  const outer = rectangle({
    width,
    height,
    radius: corner,
    feature: "stock",
    cornerFeature: "fillet",
  });
  // Heads twice as wide as the bolt holes have to fit.
  const inset = 2 * bolt + 4;
  const corners = [[1, 1], [-1, 1], [-1, -1], [1, -1]].map((
    [sx, sy],
  ): Point2 => [sx * (width / 2 - inset), sy * (height / 2 - inset)]);
  const inner: Outline[] = corners.map((at) => circle(at, bolt, "hole"));
  const ventWidth = random.between(2, 4, 0.5);
  for (let i = 0; i < vents; i++) {
    const y = ((i + 0.5) / vents - 0.5) * (height - 4 * inset);
    const narrow = Math.min(ventWidth, (height - 4 * inset) / vents - 1);
    if (narrow > 1) inner.push(obround([-width / 4, y], width / 3, narrow, "x", "slot"));
  }
  if (windowed) {
    const center: Point2 = [width / 4, height / 10];
    const size = { width: width / 3, height: height / 3 };
    inner.push(rectangle({ center, ...size, radius: 2, feature: "pocket" }));
  }
  const lamp = random.between(2, 4, 0.5);
  for (let i = 0; i < lamps; i++) {
    const x = width / 4 + ((i + 0.5) / lamps - 0.5) * (width / 3);
    inner.push(circle([x, -height / 5], Math.min(lamp, width / 3 / lamps / 2 - 1), "hole"));
  }

  let solid = kit.prism({ outer, inner, height: thickness });
  if (countersunk) {
    const tools = corners.map(([x, y]) => {
      // A 90 degree cone: as deep as the head is wider than the hole.
      const depth = Math.min(bolt, thickness / 2);
      const profile = new Pen([0, thickness - depth - bolt])
        .line([bolt + depth + 1, thickness + 1], "hole")
        .line([0, thickness + 1], "hole")
        .close("hole");
      return kit.revolve(profile, profileAroundZ([x, y, 0]));
    });
    solid = kit.cut(solid, tools);
  }
  if (bevelled) {
    const outermost = (
      { start, middle }: { start: readonly number[]; middle: readonly number[] },
    ) =>
      start[2] === thickness && middle[2] === thickness &&
      (Math.abs(middle[0]) > width / 2 - corner || Math.abs(middle[1]) > height / 2 - corner);
    solid = kit.chamfer(solid, thickness / 4, outermost);
  }
  const plain = !countersunk && !bevelled;
  return {
    parameters: {
      width,
      height,
      thickness,
      corner_radius: corner,
      hole_diameter: 2 * bolt,
      hole_count: 4 + lamps,
      slot_count: inner.length - 4 - lamps - (windowed ? 1 : 0),
      window: windowed,
      countersunk,
      bevelled,
    },
    bodies: [{
      name: "panel",
      solid,
      closedForm: plain ? measurePrism(outer, inner, thickness) : null,
    }],
  };
}
