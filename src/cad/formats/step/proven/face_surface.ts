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
  /** What it is trimmed to; null for a surface as a whole. */
  readonly window: Window | null;
  /** The pieces of the curves that it ends at, where it says that it does. */
  readonly boundaries: readonly BoundedCurve[];
}

/** The surface of a face: that of an entity, or that which it trims. */
export function faceSurface(id: number, tools: StepTools): FaceSurface {
  const { cursor, geometry } = tools, type = cursor.type(id);
  if (type === "RECTANGULAR_TRIMMED_SURFACE") return trimmedSurface(id, tools);
  if (type === "CURVE_BOUNDED_SURFACE") return boundedSurface(id, tools);
  if (type !== "SURFACE_REPLICA") {
    return { surface: geometry.surface(id), turned: false, window: null, boundaries: [] };
  }
  cursor.open(id);
  cursor.skipText();
  const [parent, operator] = [cursor.reference(), cursor.reference()];
  const copy = geometry.replicas(operator).surface(geometry.surface(parent));
  if (copy === null) throw new Unproven("a copy of such a surface", id);
  return { ...copy, window: null, boundaries: [] };
}

function boundedSurface(id: number, { cursor, geometry, kernelErrs }: StepTools): FaceSurface {
  cursor.open(id);
  cursor.skipText();
  const basis = cursor.reference(), bounds = cursor.references();
  if (bounds.length === 0) throw new Unproven("a bounded surface without bounds", id);
  kernelErrs("curve-bounded surfaces");
  const boundaries = bounds.flatMap((bound) => geometry.pieces(bound));
  return { surface: geometry.surface(basis), turned: false, window: null, boundaries };
}

function trimmedSurface(id: number, tools: StepTools): FaceSurface {
  const { cursor, geometry } = tools;
  cursor.open(id);
  cursor.skipText();
  const basis = cursor.reference();
  const [u1, u2, v1, v2] = [cursor.real(), cursor.real(), cursor.real(), cursor.real()];
  const alongU = cursor.flag(), alongV = cursor.flag();
  const surface = geometry.surface(basis),
    [unitU, unitV] = parameterUnits(basis, tools);
  const window = {
    u: spanOf(u1 * unitU, u2 * unitU, alongU, surface.periodU, id),
    v: spanOf(v1 * unitV, v2 * unitV, alongV, surface.periodV, id),
    slack: 2 * tools.precision,
  };
  if (!alongU || !alongV) tools.kernelErrs("surfaces that are trimmed against their parameters");
  // By ISO 10303-42 parameters that run the other way are the surface's own.
  return { surface, turned: alongU !== alongV, window, boundaries: [] };
}

/** What lies between two parameters, from the one on, along the surface's own or against it. */
function spanOf(
  from: number,
  to: number,
  along: boolean,
  period: number,
  id: number,
): readonly [number, number] {
  const [low, high] = along ? [from, to] : [to, from];
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
