/**
 * The surfaces that STEP faces lie on, which may be trimmed.
 *
 * @module
 */
import type { Surface } from "../../../geometry/surface.ts";
import type { BoundedCurve } from "./bounded_curve.ts";
import { parameterUnits } from "./parameter_units.ts";
import type { StepTools } from "./step_tools.ts";
import { Unproven } from "./unproven.ts";

/** The parameters that a surface is trimmed to: what spans a period is all of it. */
export interface Window {
  readonly u: readonly [low: number, high: number];
  readonly v: readonly [low: number, high: number];
  /** How far a face may go beyond, in millimetres. */
  readonly slack: number;
}

/** What a face lies on. */
interface FaceSurface {
  readonly surface: Surface;
  /** Whether its normal is the other one. */
  readonly turned: boolean;
  /** What it is trimmed to, each of them; none for a surface as a whole. */
  readonly windows: readonly Window[];
  /** The pieces of the curves that it ends at, where it says that it does. */
  readonly boundaries: readonly BoundedCurve[];
}

/** A parameter of ISO 10303-42 as one of the surface: this much, and so much for each. */
type Scale = readonly [start: number, each: number];

/** A surface that others may be trimmed of, or copies. */
interface Basis extends FaceSurface {
  /** The same of u and of v, which is looked up where it is asked for. */
  readonly scales: () => readonly [u: Scale, v: Scale];
}

/** How deep surfaces may be nested in one another. */
const MAX_NESTING = 4;

/** The surface of a face: that of an entity, or what is left of one that it trims or copies. */
export function faceSurface(id: number, tools: StepTools): FaceSurface {
  return basisOf(id, tools, 0);
}

function basisOf(id: number, tools: StepTools, depth: number): Basis {
  const { cursor, geometry } = tools, type = cursor.type(id);
  if (depth > MAX_NESTING) throw new Unproven("surfaces that are nested too deep", id);
  if (type === "RECTANGULAR_TRIMMED_SURFACE") return trimmedSurface(id, tools, depth);
  if (type === "CURVE_BOUNDED_SURFACE") return boundedSurface(id, tools, depth);
  if (type === "SURFACE_REPLICA") return copiedSurface(id, tools, depth);
  return {
    surface: geometry.surface(id),
    turned: false,
    windows: [],
    boundaries: [],
    scales: () => {
      const [u, v] = parameterUnits(id, tools);
      return [[0, u], [0, v]];
    },
  };
}

function boundedSurface(id: number, tools: StepTools, depth: number): Basis {
  const { cursor, geometry, kernelErrs } = tools;
  cursor.open(id);
  cursor.skipText();
  const basis = cursor.reference(), bounds = cursor.references();
  if (bounds.length === 0) throw new Unproven("a bounded surface without bounds", id);
  kernelErrs("curve-bounded surfaces");
  const own = basisOf(basis, tools, depth + 1);
  const boundaries = bounds.flatMap((bound) => geometry.pieces(bound));
  return { ...own, boundaries: [...own.boundaries, ...boundaries] };
}

/** A copy has the parameters of what it is a copy of, and ends where that does. */
function copiedSurface(id: number, tools: StepTools, depth: number): Basis {
  const { cursor, geometry } = tools;
  cursor.open(id);
  cursor.skipText();
  const [parent, operator] = [cursor.reference(), cursor.reference()];
  const own = basisOf(parent, tools, depth + 1), replicas = geometry.replicas(operator);
  const copy = replicas.surface(own.surface);
  if (copy === null) throw new Unproven("a copy of such a surface", id);
  const { surface, turned, stretch: [u, v] } = copy;
  return {
    surface,
    turned: turned !== own.turned,
    windows: own.windows.map((window) => ({
      ...window,
      u: stretched(window.u, u),
      v: stretched(window.v, v),
    })),
    boundaries: own.boundaries.map((piece) => {
      const found = replicas.piece(piece);
      if (found === null) throw new Unproven("a copy of such a boundary", id);
      return found;
    }),
    scales: () => {
      const [[startU, eachU], [startV, eachV]] = own.scales();
      return [[startU * u, eachU * u], [startV * v, eachV * v]];
    },
  };
}

function stretched([a, b]: readonly [number, number], by: number): readonly [number, number] {
  return by > 0 ? [a * by, b * by] : [b * by, a * by];
}

function trimmedSurface(id: number, tools: StepTools, depth: number): Basis {
  const { cursor } = tools;
  cursor.open(id);
  cursor.skipText();
  const basis = cursor.reference();
  const [u1, u2, v1, v2] = [cursor.real(), cursor.real(), cursor.real(), cursor.real()];
  const alongU = cursor.flag(), alongV = cursor.flag();
  const own = basisOf(basis, tools, depth + 1), { surface } = own, [scaleU, scaleV] = own.scales();
  const window = {
    u: spanOf(u1, u2, alongU, scaleU, surface.periodU, id),
    v: spanOf(v1, v2, alongV, scaleV, surface.periodV, id),
    slack: 2 * tools.precision,
  };
  if (!alongU || !alongV) tools.kernelErrs("surfaces that are trimmed against their parameters");
  return {
    ...own,
    // By ISO 10303-42 parameters that run the other way are the surface's own, and begin at 0.
    turned: own.turned !== (alongU !== alongV),
    windows: [...own.windows, window],
    scales: () => [trimmedScale(scaleU, u1, alongU), trimmedScale(scaleV, v1, alongV)],
  };
}

function trimmedScale([start, each]: Scale, from: number, along: boolean): Scale {
  return [start + each * from, along ? each : -each];
}

/** What lies between two parameters, from the one on, along the surface's own or against it. */
function spanOf(
  first: number,
  second: number,
  isAlong: boolean,
  [start, each]: Scale,
  period: number,
  id: number,
): readonly [number, number] {
  const [from, to] = [start + each * first, start + each * second];
  const [low, high] = isAlong === each > 0 ? [from, to] : [to, from];
  if (low === high) throw new Unproven("a surface that is trimmed to nothing", id);
  if (low < high) return [low, high];
  if (period === 0) throw new Unproven("a surface that is trimmed against its sense", id);
  return [low, high + period * Math.ceil((low - high) / period)];
}

/**
 * Proves that a face lies within its window.
 *
 * @param box the least and the greatest of the face's parameters
 * @throws {Unproven} where it does not
 */
export function proveWithin(
  { u, v, slack }: Window,
  surface: Surface,
  box: { readonly u0: number; readonly u1: number; readonly v0: number; readonly v1: number },
  id: number | null,
): void {
  const at = new Float64Array(9);
  surface.d1((box.u0 + box.u1) / 2, (box.v0 + box.v1) / 2, at);
  const share = (i: number) => slack / Math.hypot(at[i], at[i + 1], at[i + 2]);
  const isWithin = isInside(box.u0, box.u1, u, surface.periodU, share(3)) &&
    isInside(box.v0, box.v1, v, surface.periodV, share(6));
  if (!isWithin) throw new Unproven("a face beyond what its surface is trimmed to", id);
}

function isInside(
  first: number,
  last: number,
  [low, high]: readonly [number, number],
  period: number,
  slack: number,
): boolean {
  if (period === 0) return first >= low - slack && last <= high + slack;
  if (high - low >= period - slack) return true;
  const shift = period * Math.ceil((low - slack - first) / period);
  return last + shift <= high + slack;
}
