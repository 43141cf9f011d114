/**
 * Gaskets: thin flat seals cut from a sheet: round ones with bolt holes, rectangular ones with
 * rounded corners, flat rings, ones for two bolts.
 *
 * @module
 */
import type { PartDesign } from "../design.ts";
import type { Kit } from "../kit.ts";
import { measurePrism } from "../measures.ts";
import { circle, obround, onCircle, type Outline, type Point2, rectangle } from "../outline.ts";
import type { RandomStream } from "../../random_stream.ts";

/** What is cut: the outside, and all that is inside it. */
interface Cut {
  readonly outer: Outline;
  readonly inner: readonly Outline[];
}

/** A flat ring; with bolt holes where `bolts` is more than 0. */
function round(random: RandomStream, bolts: number, bolt: number): Cut {
  const opening = random.between(10, 40, 1);
  const land = random.between(3, 6, 0.5);
  const outside = opening + (bolts > 0 ? 2 * (land + bolt) : land);
  const pitch = opening + land + bolt;
  const holes = Array.from(
    { length: bolts },
    (_, i) => circle(onCircle([0, 0], pitch, (2 * Math.PI * i) / bolts), bolt, "hole"),
  );
  return {
    outer: circle([0, 0], outside, "stock"),
    inner: [circle([0, 0], opening, "hole"), ...holes],
  };
}

/** A frame around a rectangular opening, a bolt hole in each corner and along the long sides. */
function frame(random: RandomStream, bolt: number): Cut {
  const width = random.between(60, 140, 2);
  const height = random.between(40, 90, 2);
  const land = 4 * bolt + 2;
  const radius = random.between(4, 8, 0.5);
  const outer = rectangle({
    width,
    height,
    radius: Math.min(radius, land / 2),
    feature: "stock",
    cornerFeature: "fillet",
  });
  const opening = rectangle({
    width: width - 2 * land,
    height: height - 2 * land,
    radius: 2,
    feature: "pocket",
  });
  const columns = random.integer(2, 4);
  const holes: Outline[] = [];
  for (let i = 0; i < columns; i++) {
    const x = (i / (columns - 1) - 0.5) * (width - land);
    for (const side of [1, -1]) {
      const at: Point2 = [x, side * (height - land) / 2];
      holes.push(circle(at, bolt, "hole"));
    }
  }
  return { outer, inner: [opening, ...holes] };
}

/** A gasket with round ends for two bolts, as under a pipe flange. */
function twoBolt(random: RandomStream, bolt: number): Cut {
  const opening = random.between(8, 16, 0.5);
  const width = 2 * opening + random.between(8, 12, 1);
  const length = width + 8 * bolt;
  const x = length / 2 - 2 * bolt - 1;
  return {
    outer: obround([0, 0], length, width, "x", "stock"),
    inner: [
      circle([0, 0], opening, "hole"),
      circle([x, 0], bolt, "hole"),
      circle([-x, 0], bolt, "hole"),
    ],
  };
}

/** Designs a gasket. */
export function gasket(kit: Kit, random: RandomStream): PartDesign {
  const kind = random.pick(["ring", "bolted_ring", "frame", "two_bolt"] as const);
  const thickness = random.pick([0.5, 0.8, 1, 1.5, 2, 3]);
  const bolt = random.pick([1.6, 2.2, 2.7, 3.3]);
  const bolts = random.integer(4, 10);
  const cuts: Record<typeof kind, () => Cut> = {
    ring: () => round(random, 0, bolt),
    bolted_ring: () => round(random, bolts, bolt),
    frame: () => frame(random, bolt),
    two_bolt: () => twoBolt(random, bolt),
  };
  const { outer, inner } = cuts[kind]();
  const solid = kit.prism({ outer, inner, height: thickness });
  return {
    parameters: {
      kind,
      thickness,
      bolt_hole_diameter: kind === "ring" ? 0 : 2 * bolt,
      bolt_hole_count: inner.length - 1,
    },
    bodies: [{ name: "gasket", solid, closedForm: measurePrism(outer, inner, thickness) }],
  };
}
