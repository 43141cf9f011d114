/**
 * Stepped shafts: cylinders on one axis, chamfered ends, rounded shoulders, a groove for a
 * retaining ring, centre holes, sometimes a keyway.
 *
 * @module
 */
import type { PartDesign } from "../design.ts";
import { alongX, profileAroundZ } from "../frame.ts";
import type { Kit } from "../kit.ts";
import { measureRevolved } from "../measures.ts";
import { obround, type Path, Pen } from "../outline.ts";
import type { RandomStream } from "../../random_stream.ts";

/** One cylinder of a shaft. */
interface Step {
  readonly radius: number;
  readonly length: number;
}

/** The sizes of what is added to the plain steps. */
interface Details {
  readonly chamfer: number;
  readonly shoulder: number;
  /** Width and depth of the groove near the far end; 0 for none. */
  readonly groove: number;
  /** Radius of the centre holes; 0 for none. */
  readonly center: number;
}

/** Half of the shaft's section: x is the radius, y goes along the axis. */
function profile(steps: readonly Step[], details: Details): Path {
  const { chamfer, shoulder, groove, center } = details;
  const total = steps.reduce((sum, step) => sum + step.length, 0);
  const last = steps[steps.length - 1].radius;
  // A centre drill leaves a cylinder with a 120 degree point.
  const depth = 3 * center;
  const tip = depth + center / Math.sqrt(3);
  const pen = new Pen([0, center > 0 ? tip : 0]);
  if (center > 0) pen.line([center, depth], "hole").line([center, 0], "hole");
  pen.line([steps[0].radius - chamfer, 0], "stock").line([steps[0].radius, chamfer], "chamfer");
  let y = 0;
  steps.slice(0, -1).forEach(({ radius, length }, i) => {
    y += length;
    const next = steps[i + 1].radius;
    if (next > radius) {
      pen.line([radius, y - shoulder], "stock");
      pen.arc([radius + shoulder, y - shoulder], shoulder, 180, 90, "fillet");
      pen.line([next, y], "stock");
    } else {
      pen.line([radius, y], "stock").line([next + shoulder, y], "stock");
      pen.arc([next + shoulder, y + shoulder], shoulder, 270, 180, "fillet");
    }
  });
  if (groove > 0) {
    const at = total - chamfer - 2 * groove;
    pen.line([last, at - groove], "stock").line([last - groove / 2, at - groove], "slot");
    pen.line([last - groove / 2, at], "slot").line([last, at], "slot");
  }
  pen.line([last, total - chamfer], "stock").line([last - chamfer, total], "chamfer");
  if (center > 0) {
    pen.line([center, total], "stock");
    pen.line([center, total - depth], "hole").line([0, total - tip], "hole");
  } else pen.line([0, total], "stock");
  return pen.close("stock");
}

/** The keyway of a step: longer than wide, or no straight sides were left between its ends. */
function keyway({ radius, length }: Step): { width: number; length: number } {
  const room = length - 6;
  return { width: Math.min(Math.round(radius / 2), room - 1), length: room };
}

/** Designs a stepped shaft. */
export function shaft(kit: Kit, random: RandomStream): PartDesign {
  const rising = random.integer(1, 2);
  const falling = random.integer(1, 2);
  const shoulder = random.between(0.5, 1.5, 0.25);
  const up: number[] = [random.between(6, 12, 0.5)];
  for (let i = 0; i < rising; i++) up.push(up[up.length - 1] + random.between(2, 5, 0.5));
  const down: number[] = [];
  for (let i = 0; i < falling; i++) {
    down.push((down[i - 1] ?? up[up.length - 1]) - random.between(2, 3.5, 0.5));
  }
  const steps = [...up, ...down].map((radius) => ({ radius, length: random.between(14, 40, 1) }));
  const thinnest = Math.min(...steps.map((step) => step.radius));
  const details = {
    chamfer: random.pick([0.5, 1, 1.5]),
    shoulder,
    groove: random.chance(0.6) ? random.pick([1.1, 1.3, 1.6]) : 0,
    center: random.chance(0.5) ? Math.min(2.5, Math.floor(thinnest) / 4) : 0,
  };
  const keyed = random.chance(0.4);

  const outline = profile(steps, details);
  let solid = kit.revolve(outline, profileAroundZ());
  const widest = steps[rising];
  const key = keyway(widest);
  if (keyed) {
    const before = steps.slice(0, rising).reduce((sum, step) => sum + step.length, 0);
    const depth = key.width / 2;
    const outer = obround([0, before + widest.length / 2], key.length, key.width, "y", "slot");
    const frame = alongX([widest.radius - depth, 0, 0]);
    solid = kit.cut(solid, [kit.prism({ outer, height: depth + 1, frame, caps: "slot" })]);
  }
  return {
    parameters: {
      steps: steps.length,
      diameters: steps.map((step) => 2 * step.radius).join(" "),
      lengths: steps.map((step) => step.length).join(" "),
      chamfer: details.chamfer,
      shoulder_radius: shoulder,
      groove_width: details.groove,
      center_hole_diameter: 2 * details.center,
      keyway_width: keyed ? key.width : 0,
      keyway_length: keyed ? key.length : 0,
    },
    bodies: [{ name: "shaft", solid, closedForm: keyed ? null : measureRevolved(outline) }],
  };
}
