/** Caps of tori that meet themselves, without a seam, in STEP texts of our own. */
import { StepWriter, type Triple } from "../../../../helpers/step_writer.ts";

/** Radii: the tube is the wider one. */
const [MAJOR, MINOR] = [2, 5];
/** Where the surface meets its axis, in v and in height. */
const POLE = Math.acos(-MAJOR / MINOR), HEIGHT = Math.sqrt(MINOR ** 2 - MAJOR ** 2);

/** A cap from one v on: of the outer part or the inner one, to the pole above or below. */
export interface Cap {
  readonly isOuter: boolean;
  readonly v: number;
  readonly isUp: boolean;
  /** Where its ring begins. */
  readonly start?: number;
  /** Whether the pole is a bound, and one that the cap does not go to. */
  readonly bound?: "pole" | "other pole";
}

/** The solid between a cap and the plane of its ring. */
export function torusCap({ isOuter, v, isUp, start = 0, bound }: Cap): string {
  const w = new StepWriter(),
    z = MINOR * Math.sin(v),
    radius = Math.abs(MAJOR + MINOR * Math.cos(v));
  const from: Triple = [radius * Math.cos(start), radius * Math.sin(start), z];
  const ring = w.edge(from, from, w.circle(w.frame([0, 0, z]), radius));
  const surface = w.add(
    `DEGENERATE_TOROIDAL_SURFACE('',#${w.frame([0, 0, 0])},${MAJOR}.,${MINOR}.,` +
      `${isOuter ? ".T." : ".F."})`,
  );
  const bounds = [w.bound([isUp ? ring : -ring])];
  if (bound !== undefined) {
    const isAbove = isUp === (bound === "pole");
    bounds.push(w.vertexBound([0, 0, isAbove ? HEIGHT : -HEIGHT]));
  }
  const plane = w.add(`PLANE('',#${w.frame([0, 0, z], [0, 0, isUp ? -1 : 1])})`);
  return w.file([
    w.solid([w.face(surface, bounds, isOuter), w.face(plane, [w.bound([isUp ? -ring : ring])])]),
  ]);
}

/** The area of the cap and the volume below it. */
export function capMeasures({ isOuter, v, isUp }: Cap): { area: number; volume: number } {
  const end = isOuter ? (isUp ? POLE : -POLE) : isUp ? POLE : 2 * Math.PI - POLE;
  const lengthwise = (at: number) => MAJOR * at + MINOR * Math.sin(at);
  const filled = (at: number) => {
    const s = Math.sin(at);
    return MAJOR ** 2 * s + 2 * MAJOR * MINOR * (at / 2 + Math.sin(2 * at) / 4) +
      MINOR ** 2 * (s - s ** 3 / 3);
  };
  return {
    area: 2 * Math.PI * MINOR * Math.abs(lengthwise(end) - lengthwise(v)),
    volume: Math.PI * MINOR * Math.abs(filled(end) - filled(v)),
  };
}

/** Caps by what they are. */
export const ODD_CAPS: Readonly<Record<string, Cap>> = {
  "of the outer part, up": { isOuter: true, v: 0.5, isUp: true },
  "of the outer part, down": { isOuter: true, v: 0.5, isUp: false },
  "of the outer part, up from below": { isOuter: true, v: -0.5, isUp: true, start: 1 },
  "of the outer part, with its pole": { isOuter: true, v: 0.5, isUp: true, bound: "pole" },
  "of the inner part, up": { isOuter: false, v: 2.5, isUp: true },
  "of the inner part, down": { isOuter: false, v: 2.5, isUp: false, start: 2 },
  "of the inner part, up from below": { isOuter: false, v: 3.6, isUp: true, start: 1 },
  "of the inner part, with its pole": { isOuter: false, v: 3.6, isUp: false, bound: "pole" },
};
