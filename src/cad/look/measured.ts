/** Measures for pages, which have no number where none can be trusted. @module */
import type { BodyGeometry } from "../features/bodies/body_geometry.ts";
import type { Mass } from "../features/bodies/mass.ts";
import { FeatureError } from "../features/feature_error.ts";

/** The area of a face; NaN where it cannot be trusted. */
export function measuredArea(geometry: BodyGeometry, face: number): number {
  return trusted(() => geometry.area(face).area) ?? NaN;
}

/** Volume and centre of a body; null where it is open, or they cannot be trusted. */
export function measuredMass(geometry: BodyGeometry): Mass | null {
  return trusted(() => geometry.mass);
}

function trusted<T>(measure: () => T): T | null {
  try {
    return measure();
  } catch (error) {
    if (error instanceof FeatureError) return null;
    throw error;
  }
}

/** At most five significant digits, and no rounding error in place of zero. */
export function numberText(value: number): string {
  return String(Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(5)));
}
