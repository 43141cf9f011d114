/**
 * Bearings: rings with a raceway; as an assembly, a ball bearing with its two rings and its
 * balls, every ball the same body.
 *
 * @module
 */
import type { Arrangement, DesignBody, PartDesign } from "../design.ts";
import { profileAroundZ, type Vector3 } from "../frame.ts";
import type { Kit } from "../kit.ts";
import { measureRevolved, type PartMeasures } from "../measures.ts";
import { type Path, Pen } from "../outline.ts";
import type { RandomStream } from "../../random_stream.ts";

/** The sizes of a bearing. */
interface Sizes {
  readonly bore: number;
  readonly outside: number;
  readonly width: number;
  /** The circle on which the balls' centres lie. */
  readonly pitch: number;
  readonly ball: number;
  /** Radius of the raceway's section, a little more than the ball's. */
  readonly groove: number;
  readonly rounding: number;
  /** How far the outer ring's flange stands out; 0 for none. */
  readonly flange: number;
}

/** How far below and above the middle a raceway meets a shoulder at a radius. */
function halfChord({ pitch, groove }: Sizes, radius: number): number {
  return Math.sqrt(groove * groove - (radius - pitch) * (radius - pitch));
}

/** Where the raceway ends on a shoulder, as an angle in degrees seen from its centre. */
function chordAngle(size: Sizes, radius: number): number {
  return (Math.atan2(halfChord(size, radius), radius - size.pitch) * 180) / Math.PI;
}

/** Section of the inner ring: the bore on the left, the raceway on the right. */
function innerRing(size: Sizes): Path {
  const { bore, width, pitch, groove, ball, rounding: r } = size;
  const shoulder = pitch - ball / 2;
  const middle = width / 2;
  const half = halfChord(size, shoulder);
  const angle = chordAngle(size, shoulder);
  return new Pen([bore + r, 0])
    .line([shoulder, 0], "stock")
    .line([shoulder, middle - half], "stock")
    .arc([pitch, middle], groove, 360 - angle, angle, "slot")
    .line([shoulder, width], "stock")
    .line([bore + r, width], "stock")
    .arc([bore + r, width - r], r, 90, 180, "fillet")
    .line([bore, r], "hole")
    .arc([bore + r, r], r, 180, 270, "fillet")
    .end();
}

/** Section of the outer ring: the raceway on the left. */
function outerRing(size: Sizes): Path {
  const { outside, width, pitch, groove, ball, rounding: r, flange } = size;
  const shoulder = pitch + ball / 2;
  const middle = width / 2;
  const half = halfChord(size, shoulder);
  const angle = chordAngle(size, shoulder);
  const pen = new Pen([shoulder, 0]);
  if (flange > 0) {
    pen.line([outside + flange, 0], "boss").line([outside + flange, flange], "boss");
    pen.line([outside, flange], "boss");
  } else {
    pen.line([outside - r, 0], "stock").arc([outside - r, r], r, 270, 360, "fillet");
  }
  return pen
    .line([outside, width - r], "stock")
    .arc([outside - r, width - r], r, 0, 90, "fillet")
    .line([shoulder, width], "stock")
    .line([shoulder, middle + half], "stock")
    .arc([pitch, middle], groove, angle, -angle, "slot")
    .close("stock");
}

function ring(kit: Kit, name: string, section: Path): DesignBody {
  const solid = kit.revolve(section, profileAroundZ());
  return { name, solid, closedForm: measureRevolved(section) };
}

/** The balls: one body at several places. */
function balls(kit: Kit, size: Sizes, count: number): DesignBody {
  const radius = size.ball;
  const places = Array.from({ length: count }, (_, i): Vector3 => {
    const angle = (2 * Math.PI * i) / count;
    return [size.pitch * Math.cos(angle), size.pitch * Math.sin(angle), size.width / 2];
  });
  const closedForm: PartMeasures = {
    volume: (4 / 3) * Math.PI * radius ** 3,
    area: 4 * Math.PI * radius * radius,
  };
  return { name: "ball", solid: kit.sphere([0, 0, 0], radius, "stock"), places, closedForm };
}

/** Designs a bearing ring; as an assembly, a ball bearing. */
export function bearing(kit: Kit, random: RandomStream, arrangement: Arrangement): PartDesign {
  const ball = random.between(3, 7, 0.25);
  const count = random.integer(7, 10);
  const width = Math.ceil(2 * ball + random.between(2, 4, 0.5));
  // Wide enough for the balls not to touch.
  const least = (1.1 * ball) / Math.sin(Math.PI / count);
  const pitch = Math.ceil(least + random.between(0, 8, 0.5));
  const web = random.between(1.5, 3, 0.5);
  const kind = arrangement === "assembly"
    ? "ball_bearing"
    : random.pick(["inner_ring", "outer_ring", "flanged_outer_ring"] as const);
  const size: Sizes = {
    bore: pitch - 1.04 * ball - web,
    outside: pitch + 1.04 * ball + web,
    width,
    pitch,
    ball,
    groove: 1.04 * ball,
    rounding: random.pick([0.3, 0.6]),
    flange: kind === "flanged_outer_ring" ? random.between(1.5, 3, 0.5) : 0,
  };
  const bodies: Record<typeof kind, () => DesignBody[]> = {
    inner_ring: () => [ring(kit, "inner_ring", innerRing(size))],
    outer_ring: () => [ring(kit, "outer_ring", outerRing(size))],
    flanged_outer_ring: () => [ring(kit, "outer_ring", outerRing(size))],
    ball_bearing: () => [
      ring(kit, "inner_ring", innerRing(size)),
      ring(kit, "outer_ring", outerRing(size)),
      balls(kit, size, count),
    ],
  };
  return {
    parameters: {
      kind,
      bore_diameter: 2 * size.bore,
      outside_diameter: 2 * size.outside,
      width,
      pitch_diameter: 2 * pitch,
      ball_diameter: 2 * ball,
      ball_count: kind === "ball_bearing" ? count : 0,
      rounding: size.rounding,
      flange_width: size.flange,
    },
    bodies: bodies[kind](),
  };
}
