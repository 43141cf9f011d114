/**
 * Fasteners: hexagon bolts, socket screws and nuts, without threads; as a pair, a bolt with its
 * nut.
 *
 * @module
 */
import type { Arrangement, DesignBody, PartDesign } from "../design.ts";
import { alongZ, profileAroundZ } from "../frame.ts";
import type { Kit, Solid } from "../kit.ts";
import { addMeasures, measureBlind, measureRevolved } from "../measures.ts";
import { hexagon, Pen, polygon } from "../outline.ts";
import type { RandomStream } from "../../random_stream.ts";

/** Sizes of metric fasteners, mm: ISO 4014 and 4032 (bolt, nut), ISO 4762 (socket screw). */
const SIZES = [
  { diameter: 5, flats: 8, head: 3.5, nut: 4.7, socket: 4 },
  { diameter: 6, flats: 10, head: 4, nut: 5.2, socket: 5 },
  { diameter: 8, flats: 13, head: 5.3, nut: 6.8, socket: 6 },
  { diameter: 10, flats: 16, head: 6.4, nut: 8.4, socket: 8 },
  { diameter: 12, flats: 18, head: 7.5, nut: 10.8, socket: 10 },
] as const;
type Size = typeof SIZES[number];

/** A ring that bevels the corners of a hexagon whose face is at `z`, by 30 degrees. */
function bevelRing(kit: Kit, flats: number, z: number, side: 1 | -1): Solid {
  const inner = 0.475 * flats;
  const outer = flats / Math.sqrt(3) + 1;
  const drop = (outer - inner) * Math.tan(Math.PI / 6);
  // One millimetre beyond the face, so that the ring leaves nothing behind.
  const points = [[inner, z], [outer, z - side * drop], [outer, z + side], [inner, z + side]];
  const path = polygon(
    (side === 1 ? points : points.reverse()).map(([x, y]) => [x, y]),
    "chamfer",
  );
  return kit.revolve(path, profileAroundZ());
}

/** A bolt: the head from z = 0 up, the shank down. */
function hexBolt(kit: Kit, size: Size, length: number): DesignBody {
  const radius = size.diameter / 2;
  const chamfer = size.diameter / 10;
  const head = kit.cut(
    kit.prism({ outer: hexagon(size.flats, "boss"), height: size.head, caps: "boss" }),
    [bevelRing(kit, size.flats, size.head, 1)],
  );
  const shank = new Pen([0, -length])
    .line([radius - chamfer, -length], "stock")
    .line([radius, chamfer - length], "chamfer")
    .line([radius, size.head / 2], "stock")
    .line([0, size.head / 2], "stock")
    .close("stock");
  const joined = kit.fuse(head, [kit.revolve(shank, profileAroundZ())]);
  const solid = kit.fillet(
    joined,
    size.diameter / 20,
    ({ kind, radius: r, middle }) =>
      kind === "circle" && Math.abs(r - radius) < 1e-6 && Math.abs(middle[2]) < 1e-6,
  );
  return { name: "bolt", solid, closedForm: null };
}

/** A nut, its lower face at `z`, its hole as wide as `radius`. */
function hexNut(kit: Kit, size: Size, radius: number, z: number): DesignBody {
  const height = size.nut;
  const chamfer = size.diameter / 12;
  const blank = kit.prism({
    outer: hexagon(size.flats, "stock"),
    height,
    frame: alongZ([0, 0, z]),
  });
  // The tool runs one millimetre out at both ends, along the cones of the countersinks.
  const wide = radius + chamfer + 1;
  const hole = new Pen([0, z - 1])
    .line([wide, z - 1], "hole")
    .line([radius, z + chamfer], "chamfer")
    .line([radius, z + height - chamfer], "hole")
    .line([wide, z + height + 1], "chamfer")
    .line([0, z + height + 1], "hole")
    .close("hole");
  const solid = kit.cut(blank, [
    kit.revolve(hole, profileAroundZ()),
    bevelRing(kit, size.flats, z + height, 1),
    bevelRing(kit, size.flats, z, -1),
  ]);
  return { name: "nut", solid, closedForm: null };
}

/** A screw with a round head and a hexagonal socket. */
function socketScrew(kit: Kit, size: Size, length: number): DesignBody {
  const radius = size.diameter / 2;
  const head = 0.75 * size.diameter;
  const bevel = size.diameter / 10;
  const neck = size.diameter / 20;
  const profile = new Pen([0, -length])
    .line([radius - bevel, -length], "stock")
    .line([radius, bevel - length], "chamfer")
    .line([radius, -neck], "stock")
    .arc([radius + neck, -neck], neck, 180, 90, "fillet")
    .line([head, 0], "boss")
    .line([head, size.diameter - bevel], "boss")
    .line([head - bevel, size.diameter], "chamfer")
    .line([0, size.diameter], "boss")
    .close("stock");
  const socket = hexagon(size.socket, "pocket");
  const depth = size.diameter / 2;
  const frame = alongZ([0, 0, size.diameter - depth]);
  const solid = kit.cut(kit.revolve(profile, profileAroundZ()), [
    kit.prism({ outer: socket, height: depth + 1, frame, caps: "pocket" }),
  ]);
  const closedForm = addMeasures(measureRevolved(profile), measureBlind(socket, depth));
  return { name: "socket_screw", solid, closedForm };
}

/** Designs a bolt, a screw or a nut; as a pair, a bolt with a nut on its shank. */
export function fastener(kit: Kit, random: RandomStream, arrangement: Arrangement): PartDesign {
  const size = random.pick(SIZES);
  const length = random.between(3 * size.diameter, 7 * size.diameter, 1);
  const kind = arrangement === "pair"
    ? "bolt_and_nut"
    : random.pick(["hex_bolt", "socket_screw", "hex_nut"] as const);
  const clearance = random.between(0.1, 0.3, 0.05);
  const nutAt = -length + random.between(2, size.diameter, 0.5);
  const radius = size.diameter / 2;
  const bodies: Record<typeof kind, () => DesignBody[]> = {
    hex_bolt: () => [hexBolt(kit, size, length)],
    socket_screw: () => [socketScrew(kit, size, length)],
    hex_nut: () => [hexNut(kit, size, radius, 0)],
    bolt_and_nut: () => [
      hexBolt(kit, size, length),
      hexNut(kit, size, radius + clearance, nutAt),
    ],
  };
  return {
    parameters: {
      kind,
      diameter: size.diameter,
      length: kind === "hex_nut" ? size.nut : length,
      across_flats: kind === "socket_screw" ? size.socket : size.flats,
    },
    bodies: bodies[kind](),
  };
}
