/**
 * Spur gears: involute teeth as smooth curves, a bore with or without a keyway, a hub,
 * lightening holes.
 *
 * @module
 */
import type { PartDesign } from "../design.ts";
import { alongZ } from "../frame.ts";
import type { Kit } from "../kit.ts";
import { circle, onCircle, type Path, Pen, type Point2, type Segment } from "../outline.ts";
import type { RandomStream } from "../../random_stream.ts";

/** The angle between the sides of the basic rack's tooth and its axis. */
const PRESSURE_ANGLE = (20 * Math.PI) / 180;
/** Points on each flank between its ends. */
const FLANK_POINTS = 5;

/** How far an involute has turned at a radius, from where it leaves its base circle. */
function involute(radius: number, base: number): number {
  const angle = Math.acos(Math.min(1, base / radius));
  return Math.tan(angle) - angle;
}

/** The radii of a gear with standard teeth. */
function radiiOf(teeth: number, module: number) {
  const pitch = (teeth * module) / 2;
  return {
    pitch,
    base: pitch * Math.cos(PRESSURE_ANGLE),
    tip: pitch + module,
    root: pitch - 1.25 * module,
  };
}

/** The outline of all teeth: for each a flank, the tip, a flank, and the gap to the next. */
function toothed(teeth: number, module: number): Path {
  const { pitch, base, tip, root } = radiiOf(teeth, module);
  // Below the base circle there is no involute; the gap's arc takes over.
  const foot = Math.max(base, root) * 1.002;
  const half = Math.PI / (2 * teeth) + involute(pitch, base);
  const step = (2 * Math.PI) / teeth;
  const flank = (i: number, side: 1 | -1, middle: number) => {
    const radius = foot + ((tip - foot) * i) / (FLANK_POINTS + 1);
    return onCircle([0, 0], radius, middle + side * (half - involute(radius, base)));
  };
  const inner = Array.from({ length: FLANK_POINTS }, (_, i) => i + 1);
  const segments: Segment[] = [];
  for (let k = 0; k < teeth; k++) {
    const middle = k * step;
    const rising = inner.map((i) => flank(i, -1, middle));
    const falling = inner.map((i) => flank(i, 1, middle)).reverse();
    const end = FLANK_POINTS + 1;
    // The last gap ends at the very numbers that the first tooth started at.
    const next = flank(0, -1, ((k + 1) % teeth) * step);
    segments.push(
      { through: rising, to: flank(end, -1, middle), feature: "slot" },
      { via: onCircle([0, 0], tip, middle), to: flank(end, 1, middle), feature: "stock" },
      { through: falling, to: flank(0, 1, middle), feature: "slot" },
      { via: onCircle([0, 0], root, middle + step / 2), to: next, feature: "slot" },
    );
  }
  return { start: flank(0, -1, 0), segments };
}

/** The outline of a bore, with a keyway at its top where `key` is more than 0. */
function boreOutline(radius: number, key: number) {
  if (key === 0) return circle([0, 0], radius, "hole");
  const half = key / 2;
  const side = Math.sqrt(radius * radius - half * half);
  const top = radius + key / 2;
  const angle = (Math.atan2(side, half) * 180) / Math.PI;
  return new Pen([half, side])
    .line([half, top], "slot")
    .line([-half, top], "slot")
    .line([-half, side], "slot")
    .arc([0, 0], radius, 180 - angle, 360 + angle, "hole")
    .end();
}

/** Designs a spur gear. */
export function gear(kit: Kit, random: RandomStream): PartDesign {
  const teeth = random.integer(12, 20);
  const module = random.pick([1, 1.25, 1.5, 2, 2.5, 3]);
  const width = random.between(6, 20, 1);
  const { root } = radiiOf(teeth, module);
  const bore = Math.max(1.5, Math.round(root * random.between(0.2, 0.4, 0.05) * 2) / 2);
  const key = bore >= 4 && random.chance(0.6) ? Math.round(bore / 2) : 0;
  const hub = random.chance(0.5) ? random.between(4, 12, 1) : 0;
  const hubRadius = bore + (root - bore) * 0.4;
  const room = root - hubRadius;
  const lightening = room > 8 ? random.pick([0, 4, 5, 6]) : 0;

  const holes = Array.from({ length: lightening }, (_, i) => {
    const at: Point2 = onCircle([0, 0], hubRadius + room / 2, (2 * Math.PI * i) / lightening);
    return circle(at, room / 4, "hole");
  });
  let solid = kit.prism({ outer: toothed(teeth, module), inner: holes, height: width });
  if (hub > 0) {
    const frame = alongZ([0, 0, width / 2]);
    solid = kit.fuse(solid, [kit.cylinder(frame, hubRadius, width / 2 + hub, "boss")]);
  }
  const outer = boreOutline(bore, key);
  const tool = kit.prism({ outer, height: width + hub + 2, frame: alongZ([0, 0, -1]) });
  solid = kit.cut(solid, [tool]);
  return {
    parameters: {
      teeth,
      module,
      width,
      pressure_angle: 20,
      bore_diameter: 2 * bore,
      keyway_width: key,
      hub_height: hub,
      lightening_holes: lightening,
    },
    bodies: [{ name: "gear", solid, closedForm: null }],
  };
}
