/**
 * Housings: open boxes with rounded edges, screw bosses inside and openings in the walls.
 *
 * @module
 */
import type { PartDesign } from "../design.ts";
import { alongX, alongY, alongZ } from "../frame.ts";
import type { Kit, Solid } from "../kit.ts";
import { type Point2, rectangle } from "../outline.ts";
import type { RandomStream } from "../../random_stream.ts";

/** Designs a housing. */
export function housing(kit: Kit, random: RandomStream): PartDesign {
  const width = random.between(60, 120, 2);
  const depth = random.between(40, 80, 2);
  const height = random.between(20, 45, 1);
  const wall = random.between(2, 4, 0.5);
  const corner = random.between(5, 10, 0.5);
  const bottom = random.between(1, 3, 0.5);
  const bossRadius = random.between(3.5, 5, 0.5);
  const bossHole = random.pick([1.25, 1.6, 2]);
  const ports = random.integer(1, 3);
  const port = random.between(3, 6, 0.5);
  const windowed = random.chance(0.5);

  const outer = rectangle({
    width,
    height: depth,
    radius: corner,
    feature: "stock",
    cornerFeature: "fillet",
  });
  let solid = kit.prism({ outer, height });
  solid = kit.fillet(solid, bottom, ({ middle }) => middle[2] === 0);
  const cavity = rectangle({
    width: width - 2 * wall,
    height: depth - 2 * wall,
    radius: corner - wall / 2,
    feature: "pocket",
  });
  const floor = wall + bottom / 2;
  const cavityFrame = alongZ([0, 0, floor]);
  solid = kit.cut(solid, [
    kit.prism({ outer: cavity, height, frame: cavityFrame, caps: "pocket" }),
  ]);

  // The bosses stand free of the walls, and end below the rim.
  const inset = wall + bossRadius + 2;
  const bossTop = height - random.between(3, 8, 0.5);
  const corners: Point2[] = [[1, 1], [-1, 1], [-1, -1], [1, -1]].map((
    [sx, sy],
  ) => [sx * (width / 2 - inset), sy * (depth / 2 - inset)]);
  const bosses = corners.map(([x, y]) =>
    kit.cylinder(alongZ([x, y, floor - wall / 2]), bossRadius, bossTop - floor + wall / 2, "boss")
  );
  solid = kit.fuse(solid, bosses);

  const tools: Solid[] = corners.map(([x, y]) =>
    kit.cylinder(alongZ([x, y, floor + 2]), bossHole, height, "hole")
  );
  // Openings start in the gap between walls and bosses, which is 2 mm wide.
  const through = wall + 2;
  const middle = (floor + height) / 2;
  for (let i = 0; i < ports; i++) {
    const y = ((i + 1) / (ports + 1) - 0.5) * (depth - 2 * corner);
    const radius = Math.min(port, (depth - 2 * corner) / (ports + 1) / 2 - 0.5);
    tools.push(kit.cylinder(alongX([width / 2 - wall - 1, y, middle]), radius, through, "hole"));
  }
  if (windowed) {
    const frame = alongY([0, depth / 2 - wall - 1, middle]);
    const window = rectangle({
      width: (height - floor) / 2,
      height: width / 3,
      radius: 1.5,
      feature: "pocket",
    });
    tools.push(kit.prism({ outer: window, height: through, frame }));
  }
  const vents = random.integer(0, 4);
  for (let i = 0; i < vents; i++) {
    const center: Point2 = [(i - (vents - 1) / 2) * 4, 0];
    const outer = rectangle({ center, width: 2, height: depth / 4, feature: "slot" });
    tools.push(kit.prism({ outer, height: floor + 2, frame: alongZ([0, 0, -1]) }));
  }
  solid = kit.cut(solid, tools);
  return {
    parameters: {
      width,
      depth,
      height,
      wall,
      corner_radius: corner,
      bottom_radius: bottom,
      boss_diameter: 2 * bossRadius,
      boss_hole_diameter: 2 * bossHole,
      port_count: ports,
      window: windowed,
      vent_count: vents,
    },
    bodies: [{ name: "housing", solid, closedForm: null }],
  };
}
