/**
 * Angle brackets: two legs bent from a plate, with bolt holes, sometimes a slot or a rib.
 *
 * @module
 */
import type { PartDesign } from "../design.ts";
import { alongX, alongY, alongZ } from "../frame.ts";
import type { EdgeFacts, Kit, Solid } from "../kit.ts";
import { addMeasures, measurePrism, measureThrough, type PartMeasures } from "../measures.ts";
import { circle, obround, type Outline, type Path, Pen, polygon } from "../outline.ts";
import type { RandomStream } from "../../random_stream.ts";

/** The section of the bent plate, drawn with z to the right and x up. */
function bentPlate(base: number, upright: number, t: number, bend: number): Path {
  const outside = t + bend;
  return new Pen([outside, 0])
    .line([upright, 0], "stock")
    .line([upright, t], "stock")
    .line([outside, t], "stock")
    .arc([outside, outside], bend, 270, 180, "fillet")
    .line([t, base], "stock")
    .line([0, base], "stock")
    .line([0, outside], "stock")
    .arc([outside, outside], outside, 180, 270, "fillet")
    .end();
}

/** What rounding a corner of a plate takes away. */
function roundedCorner(radius: number, thickness: number): PartMeasures {
  const gone = (1 - Math.PI / 4) * radius * radius;
  return {
    volume: -gone * thickness,
    area: -2 * gone + (Math.PI / 2 - 2) * radius * thickness,
  };
}

/** Designs an angle bracket. */
export function bracket(kit: Kit, random: RandomStream): PartDesign {
  const thickness = random.between(3, 8, 0.5);
  const bend = random.between(2, 6, 0.5);
  const hole = random.pick([4.5, 5.5, 6.6, 9]);
  const width = random.between(40, 70, 1);
  const base = Math.ceil(thickness + bend + random.between(4 * hole, 8 * hole, 1));
  const upright = Math.ceil(thickness + bend + random.between(3 * hole, 6 * hole, 1));
  const corner = random.between(3, 8, 0.5);
  const twoHoles = random.chance(0.6);
  const slotted = random.chance(0.4);
  const ribbed = twoHoles && random.chance(0.5);

  const section = bentPlate(base, upright, thickness, bend);
  let solid = kit.prism({ outer: section, height: width, frame: alongY([0, 0, 0]) });
  const isLegEnd = ({ kind, start, end }: EdgeFacts) =>
    kind === "line" && start[1] === end[1] &&
    ((start[0] === base && end[0] === base) || (start[2] === upright && end[2] === upright));
  solid = kit.fillet(solid, corner, isLegEnd);

  if (ribbed) {
    // Its inner corner lies in the plate, so that the rib grows out of both legs.
    const inside = thickness / 2;
    const reach = thickness + Math.min(base, upright) - thickness - bend - corner;
    const rib = polygon(
      [[inside, inside], [reach, inside], [reach, thickness], [thickness, reach], [inside, reach]],
      "boss",
    );
    const frame = alongY([0, (width - thickness) / 2, 0]);
    solid = kit.fuse(solid, [kit.prism({ outer: rib, height: thickness, frame, caps: "boss" })]);
  }

  const flat = thickness + bend;
  const across = twoHoles ? [width / 4, (3 * width) / 4] : [width / 2];
  const tools: Solid[] = [];
  const cuts: Outline[] = [];
  for (const y of across) {
    const length = Math.min(2.5 * hole, base - flat - hole);
    const onBase: Outline = slotted
      ? obround([(flat + base) / 2, y], length, hole, "x", "slot")
      : circle([(flat + base) / 2, y], hole / 2, "hole");
    const onUpright = circle([y, (flat + upright) / 2], hole / 2, "hole");
    const height = thickness + 2;
    tools.push(kit.prism({ outer: onBase, height, frame: alongZ([0, 0, -1]) }));
    tools.push(kit.prism({ outer: onUpright, height, frame: alongX([-1, 0, 0]) }));
    cuts.push(onBase, onUpright);
  }
  solid = kit.cut(solid, tools);

  let measures = measurePrism(section, [], width);
  measures = addMeasures(measures, roundedCorner(corner, thickness), 4);
  for (const cut of cuts) measures = addMeasures(measures, measureThrough(cut, thickness));
  return {
    parameters: {
      thickness,
      bend_radius: bend,
      width,
      base_length: base,
      upright_length: upright,
      corner_radius: corner,
      hole_diameter: hole,
      hole_count: slotted ? across.length : 2 * across.length,
      slot_count: slotted ? across.length : 0,
      rib: ribbed,
    },
    bodies: [{ name: "bracket", solid, closedForm: ribbed ? null : measures }],
  };
}
