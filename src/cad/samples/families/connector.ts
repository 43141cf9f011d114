/**
 * Connectors: electrical receptacles with rows of contacts, pin headers, pipe tees.
 *
 * @module
 */
import type { DesignBody, PartDesign } from "../design.ts";
import { alongX, alongZ, profileAroundX, profileAroundZ } from "../frame.ts";
import type { Kit } from "../kit.ts";
import type { PartParameter } from "../part_labels.ts";
import { circle, Pen, polygon, rectangle } from "../outline.ts";
import type { RandomStream } from "../../random_stream.ts";

/** The body of a connector and its sizes. */
interface Variant {
  readonly parameters: Record<string, PartParameter>;
  readonly body: DesignBody;
}

/** A flange with a shell on it, blind contact holes in rows, a slot against turning. */
function receptacle(kit: Kit, random: RandomStream): Variant {
  const rows = random.integer(1, 3);
  const columns = random.integer(4, 7);
  const pitch = random.pick([2.54, 3.5, 5.08]);
  const contact = Math.round(pitch * 30) / 100;
  const shellHeight = random.between(6, 12, 0.5);
  const thickness = random.between(2, 4, 0.5);
  const shell = { width: (columns + 1) * pitch, height: (rows + 1) * pitch };
  const flange = { width: shell.width + 20, height: shell.height + 6 };
  const mounting = random.pick([1.6, 2.2, 2.7]);

  const outer = rectangle({ ...flange, radius: 3, feature: "stock", cornerFeature: "fillet" });
  const x = shell.width / 2 + 5;
  const inner = [circle([x, 0], mounting, "hole"), circle([-x, 0], mounting, "hole")];
  let solid = kit.prism({ outer, inner, height: thickness });
  const onFlange = rectangle({
    ...shell,
    radius: pitch / 2,
    feature: "boss",
    cornerFeature: "fillet",
  });
  solid = kit.fuse(solid, [
    kit.prism({
      outer: onFlange,
      height: thickness / 2 + shellHeight,
      frame: alongZ([0, 0, thickness / 2]),
      caps: "boss",
    }),
  ]);
  const tools = [];
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < rows; j++) {
      const at = [(i - (columns - 1) / 2) * pitch, (j - (rows - 1) / 2) * pitch] as const;
      const frame = alongZ([...at, thickness]);
      tools.push(kit.cylinder(frame, contact, shellHeight + 1, "hole"));
    }
  }
  const slot = rectangle({
    center: [0, shell.height / 2],
    width: pitch,
    height: pitch / 2,
    feature: "slot",
  });
  const top = alongZ([0, 0, thickness + shellHeight / 3]);
  tools.push(kit.prism({ outer: slot, height: shellHeight, frame: top, caps: "slot" }));
  solid = kit.cut(solid, tools);
  return {
    parameters: {
      rows,
      columns,
      pitch,
      contact_diameter: 2 * contact,
      shell_height: shellHeight,
      flange_thickness: thickness,
      mounting_hole_diameter: 2 * mounting,
    },
    body: { name: "receptacle", solid, closedForm: null },
  };
}

/** A bar with notched sides and square pins through it. */
function pinHeader(kit: Kit, random: RandomStream): Variant {
  const pins = random.integer(3, 8);
  const pitch = random.pick([2, 2.54]);
  const side = random.pick([0.5, 0.64]);
  const above = random.between(5, 8, 0.5);
  const below = random.between(2.5, 4, 0.5);
  const half = pitch / 2;
  const notch = pitch / 5;
  // The long sides are notched between the pins, as on bars that are snapped to length.
  const points: [number, number][] = [];
  for (let i = 0; i <= pins; i++) {
    const x = i * pitch - half;
    if (i > 0) points.push([x - notch, -half]);
    points.push([x, notch - half]);
    if (i < pins) points.push([x + notch, -half]);
  }
  const back = points.map(([x, y]): [number, number] => [x, -y]).reverse();
  const bar = kit.prism({ outer: polygon([...points, ...back], "stock"), height: pitch });
  const solid = kit.fuse(
    bar,
    Array.from({ length: pins }, (_, i) =>
      kit.prism({
        outer: rectangle({ center: [i * pitch, 0], width: side, height: side, feature: "boss" }),
        height: below + pitch + above,
        frame: alongZ([0, 0, -below]),
        caps: "boss",
      })),
  );
  return {
    parameters: { pins, pitch, pin_side: side, pin_above: above, pin_below: below },
    body: { name: "pin_header", solid, closedForm: null },
  };
}

/** Three pipe ends on one body. */
function pipeTee(kit: Kit, random: RandomStream): Variant {
  const radius = random.between(10, 20, 0.5);
  const wall = random.between(2, 4, 0.5);
  const branch = radius - random.between(2, 5, 0.5);
  const length = Math.ceil(random.between(4 * radius, 6 * radius, 1));
  const reach = Math.ceil(random.between(1.8 * radius, 3 * radius, 1));
  const bevel = 1;
  const half = length / 2;
  const run = new Pen([0, -half])
    .line([radius - bevel, -half], "stock")
    .line([radius, bevel - half], "chamfer")
    .line([radius, half - bevel], "stock")
    .line([radius - bevel, half], "chamfer")
    .line([0, half], "stock")
    .close("stock");
  const arm = new Pen([0, 0])
    .line([branch, 0], "boss")
    .line([branch, reach - bevel], "boss")
    .line([branch - bevel, reach], "chamfer")
    .line([0, reach], "boss")
    .close("boss");
  const body = kit.fuse(kit.revolve(run, profileAroundX()), [
    kit.revolve(arm, profileAroundZ()),
  ]);
  const bore = kit.cylinder(alongX([-half - 1, 0, 0]), radius - wall, length + 2, "hole");
  const armBore = kit.cylinder(alongZ([0, 0, 0]), branch - wall, reach + 1, "hole");
  return {
    parameters: {
      outer_diameter: 2 * radius,
      branch_diameter: 2 * branch,
      wall,
      length,
      branch_reach: reach,
    },
    body: { name: "pipe_tee", solid: kit.cut(body, [bore, armBore]), closedForm: null },
  };
}

const VARIANTS = { receptacle, pin_header: pinHeader, pipe_tee: pipeTee } as const;

/** Designs a connector. */
export function connector(kit: Kit, random: RandomStream): PartDesign {
  const kind = random.pick(["receptacle", "pin_header", "pipe_tee"] as const);
  const { parameters, body } = VARIANTS[kind](kit, random);
  return { parameters: { kind, ...parameters }, bodies: [body] };
}
