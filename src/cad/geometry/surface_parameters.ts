/**
 * The parameters of a point on a surface.
 *
 * @module
 */
import { Cone } from "./cone.ts";
import { Cylinder } from "./cylinder.ts";
import { Plane } from "./plane.ts";
import type { Surface } from "./surface.ts";
import { Sphere } from "./sphere.ts";
import { Torus } from "./torus.ts";

/** Below this share of its size, a distance from an axis is none. */
const ON_AXIS = 1e-9;

/**
 * Finds the parameters of points that lie on a plane, cylinder, cone, sphere or torus, by closed
 * forms: u from -pi to pi, and v of a torus too, of its inner part from 0 to 2 pi. Where the point
 * lies on the axis, at a pole, every u is right and NaN is given.
 */
export interface SurfaceParameters {
  /** Writes u and v of the point `p[0..3)` to `out[0..2)`. */
  of(p: ArrayLike<number>, out: Float64Array): void;
}

/** The finder for a surface; null where there is no closed form. */
export function surfaceParameters(surface: Surface): SurfaceParameters | null {
  if (surface instanceof Plane) return new OnPlane(surface.frame);
  if (surface instanceof Cylinder) return new OnAxial(surface.frame, cylinder(surface));
  if (surface instanceof Cone) return new OnAxial(surface.frame, cone(surface));
  if (surface instanceof Sphere) return new OnAxial(surface.frame, sphere(surface));
  if (surface instanceof Torus) return new OnAxial(surface.frame, torus(surface));
  return null;
}

class OnPlane implements SurfaceParameters {
  constructor(readonly frame: Float64Array) {}

  of(p: ArrayLike<number>, out: Float64Array): void {
    const f = this.frame, x = p[0] - f[0], y = p[1] - f[1], z = p[2] - f[2];
    out[0] = x * f[3] + y * f[4] + z * f[5];
    out[1] = x * f[6] + y * f[7] + z * f[8];
  }
}

/** What is particular to a profile: given the distance from the axis and the height along it. */
interface Profile {
  /** The length that a distance is nothing beside. */
  readonly size: number;
  v(distance: number, height: number): number;
  /** Whether the point lies across the axis, beyond a cone's apex. */
  isAcross?(height: number): boolean;
}

class OnAxial implements SurfaceParameters {
  constructor(readonly frame: Float64Array, readonly profile: Profile) {}

  of(p: ArrayLike<number>, out: Float64Array): void {
    const f = this.frame, profile = this.profile;
    const x = p[0] - f[0], y = p[1] - f[1], z = p[2] - f[2];
    const a = x * f[3] + y * f[4] + z * f[5];
    const b = x * f[6] + y * f[7] + z * f[8];
    const height = x * f[9] + y * f[10] + z * f[11];
    const distance = Math.hypot(a, b);
    const across = profile.isAcross?.(height) ?? false;
    out[0] = distance <= ON_AXIS * profile.size
      ? NaN
      : across
      ? Math.atan2(-b, -a)
      : Math.atan2(b, a);
    out[1] = profile.v(across ? -distance : distance, height);
  }
}

function cylinder({ radius }: Cylinder): Profile {
  return { size: radius, v: (_distance, height) => height };
}

function cone({ radius, semiAngle }: Cone): Profile {
  const sine = Math.sin(semiAngle), cosine = Math.cos(semiAngle);
  const size = Math.max(radius, 1);
  return {
    size,
    // The foot of the point on the generating line, so that what is off the cone errs least.
    v: (distance, height) => (distance - radius) * sine + height * cosine,
    isAcross: (height) => radius + height / cosine * sine < -ON_AXIS * size,
  };
}

function sphere({ radius }: Sphere): Profile {
  return { size: radius, v: (distance, height) => Math.atan2(height, distance) };
}

function torus({ majorRadius, minorRadius, inner }: Torus): Profile {
  const v = (distance: number, height: number) => Math.atan2(height, distance - majorRadius);
  if (!inner) return { size: minorRadius, v };
  // The part within the axis is all across it, about half a turn of v.
  return {
    size: minorRadius,
    v: (distance, height) => {
      const own = v(distance, height);
      return own < 0 ? own + 2 * Math.PI : own;
    },
    isAcross: () => true,
  };
}
