/**
 * The arrays of whole bodies.
 *
 * @module
 */
import { type NewArrays, rowsOf } from "../array_pusher.ts";
import type { ArrayKey } from "../arrays.ts";
import type { BodyGeometry } from "./body_geometry.ts";
import { FeatureError } from "../feature_error.ts";
import { type BodyFingerprint, FINGERPRINT_SIZE } from "./fingerprint.ts";
import { orientedBox } from "./oriented_box.ts";

/** Measures of the body's surface, its boxes, and what it weighs where it is closed. */
export function bodyArrays(
  geometry: BodyGeometry,
): { arrays: NewArrays<ArrayKey>; open: string | null } {
  if (!geometry.isValid) return withoutTotals();
  const { brep } = geometry;
  let area = 0;
  const centre = [0, 0, 0];
  brep.faces.forEach((_, index) => {
    const own = geometry.area(index);
    area += own.area;
    own.centroid.forEach((x, k) => centre[k] += own.area * x);
  });
  const { low, high } = geometry.box;
  const empty = !Number.isFinite(low[0]);
  const box = empty ? new Float64Array(6) : Float64Array.of(...low, ...high);
  const { centre: middle, axes, halves } = empty
    ? { centre: new Float64Array(3), axes: new Float64Array(9), halves: new Float64Array(3) }
    : orientedBox(geometry);
  const { open, arrays } = solidArrays(geometry);
  return {
    open,
    arrays: {
      "bodies/body_areas": Float64Array.of(area),
      "bodies/body_centroids": rowsOf(
        Float64Array.from(centre, (x) => area > 0 ? x / area : 0),
        3,
      ),
      "bodies/body_boxes": rowsOf(box, 6),
      "bodies/body_diagonals": Float64Array.of(geometry.diagonal),
      "bodies/body_oriented_boxes": rowsOf(Float64Array.of(...middle, ...axes, ...halves), 15),
      "bodies/body_closed": Int32Array.of(open === null ? 1 : 0),
      ...arrays,
    },
  };
}

/** A body with a bad face: it has a row, since every body has one, and no values. */
function withoutTotals(): { arrays: NewArrays<ArrayKey>; open: string } {
  const missing = (size: number) => new Float64Array(size).fill(NaN);
  return {
    open: "a face of it is not valid",
    arrays: {
      "bodies/body_areas": missing(1),
      "bodies/body_centroids": rowsOf(missing(3), 3),
      "bodies/body_boxes": rowsOf(missing(6), 6),
      "bodies/body_diagonals": missing(1),
      "bodies/body_oriented_boxes": rowsOf(missing(15), 15),
      "bodies/body_closed": Int32Array.of(0),
      "solids/solid_volumes": new Float64Array(0),
      "solids/solid_centers_of_mass": rowsOf(new Float64Array(0), 3),
      "solids/solid_inertia": rowsOf(new Float64Array(0), 3, 3),
    },
  };
}

/** One row of a body that holds a volume, none of any other, with the reason. */
function solidArrays(
  geometry: BodyGeometry,
): { arrays: NewArrays<ArrayKey>; open: string | null } {
  try {
    const { volume, centre, inertia } = geometry.mass;
    return {
      open: null,
      arrays: {
        "solids/solid_volumes": Float64Array.of(volume),
        "solids/solid_centers_of_mass": rowsOf(Float64Array.from(centre), 3),
        "solids/solid_inertia": rowsOf(inertia, 3, 3),
      },
    };
  } catch (error) {
    if (!(error instanceof FeatureError) || error.data.feature !== "mass") throw error;
    return {
      open: String(error.data.reason),
      arrays: {
        "solids/solid_volumes": new Float64Array(0),
        "solids/solid_centers_of_mass": rowsOf(new Float64Array(0), 3),
        "solids/solid_inertia": rowsOf(new Float64Array(0), 3, 3),
      },
    };
  }
}

/** The fingerprint of a body with a bad face: a row without values. */
export function missingFingerprint(): NewArrays<ArrayKey> {
  const vector = new Float32Array(FINGERPRINT_SIZE).fill(NaN);
  return { "bodies/body_fingerprints": rowsOf(vector, vector.length) };
}

/** A fingerprint as an array. */
export function fingerprintArrays({ vector }: BodyFingerprint): NewArrays<ArrayKey> {
  return { "bodies/body_fingerprints": rowsOf(vector, vector.length) };
}
