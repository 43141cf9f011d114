/**
 * Bushings: plain tubes, flanged ones, ones with oil grooves and an oil hole; as a pair, an outer
 * and an inner sleeve.
 *
 * @module
 */
import type { Arrangement, DesignBody, PartDesign } from "../design.ts";
import { alongX, profileAroundZ } from "../frame.ts";
import type { Kit } from "../kit.ts";
import { measurePrism, measureRevolved } from "../measures.ts";
import { circle, Pen } from "../outline.ts";
import type { RandomStream } from "../../random_stream.ts";

/** The sizes of one sleeve. */
interface Sleeve {
  readonly inner: number;
  readonly outer: number;
  readonly length: number;
  /** Of both ends, outside; 0 for none. */
  readonly chamfer: number;
  /** How far the flange at the lower end stands out; 0 for none. */
  readonly flange: number;
  /** Depth of the groove around the bore; 0 for none. */
  readonly groove: number;
}

/** A tube without anything: the plainest of parts. */
function tube(kit: Kit, name: string, size: Sleeve): DesignBody {
  const outer = circle([0, 0], size.outer, "stock");
  const inner = [circle([0, 0], size.inner, "hole")];
  const solid = kit.prism({ outer, inner, height: size.length });
  return { name, solid, closedForm: measurePrism(outer, inner, size.length) };
}

/** A sleeve by its section. */
function sleeve(kit: Kit, name: string, size: Sleeve): DesignBody {
  const { inner, outer, length, chamfer, flange, groove } = size;
  const pen = new Pen([inner, 0]);
  if (flange > 0) {
    const thick = flange;
    pen.line([outer + flange, 0], "boss").line([outer + flange, thick], "boss");
    pen.line([outer, thick], "boss");
  } else {
    pen.line([outer - chamfer, 0], "stock");
    if (chamfer > 0) pen.line([outer, chamfer], "chamfer");
  }
  pen.line([outer, length - chamfer], "stock");
  if (chamfer > 0) pen.line([outer - chamfer, length], "chamfer");
  pen.line([inner, length], "stock");
  if (groove > 0) {
    const middle = length / 2;
    pen.line([inner, middle + groove], "hole").line([inner + groove, middle + groove], "slot");
    pen.line([inner + groove, middle - groove], "slot").line([inner, middle - groove], "slot");
  }
  const profile = pen.close("hole");
  const solid = kit.revolve(profile, profileAroundZ());
  return { name, solid, closedForm: measureRevolved(profile) };
}

/** Designs a bushing; as a pair, an inner sleeve in an outer one. */
export function bushing(kit: Kit, random: RandomStream, arrangement: Arrangement): PartDesign {
  const inner = random.between(4, 15, 0.5);
  const wall = random.between(2, 5, 0.5);
  const length = random.between(12, 40, 1);
  const outer = inner + wall;
  const plain = { inner, outer, length, chamfer: 0, flange: 0, groove: 0 };
  const kind = arrangement === "pair"
    ? "double"
    : random.pick(["plain", "chamfered", "flanged", "grooved"] as const);
  const chamfer = kind === "plain" ? 0 : random.pick([0.5, 0.75, 1]);
  const flange = kind === "flanged" || kind === "double" ? random.between(2, 4, 0.5) : 0;
  const groove = kind === "grooved" ? random.pick([0.5, 1]) : 0;
  const oil = kind === "grooved" && random.chance(0.6) ? random.pick([0.5, 0.75, 1]) : 0;
  const size = { ...plain, chamfer, flange, groove };

  const bodies: DesignBody[] = [];
  if (kind === "plain") bodies.push(tube(kit, "bushing", size));
  else bodies.push(sleeve(kit, kind === "double" ? "outer_sleeve" : "bushing", size));
  if (kind === "double") {
    const within = inner - random.between(0.25, 0.75, 0.25);
    bodies.push(tube(kit, "inner_sleeve", {
      ...plain,
      outer: within,
      inner: within - Math.min(2, within / 2),
    }));
  }
  if (oil > 0) {
    const drill = kit.cylinder(alongX([0, 0, length / 4]), oil, outer + 1, "hole");
    const [{ name, solid }] = bodies;
    bodies[0] = { name, solid: kit.cut(solid, [drill]), closedForm: null };
  }
  return {
    parameters: {
      kind,
      inner_diameter: 2 * inner,
      outer_diameter: 2 * outer,
      length,
      chamfer,
      flange_width: flange,
      groove_depth: groove,
      oil_hole_diameter: 2 * oil,
    },
    bodies,
  };
}
