/** Parts whose faces lie on windows of windows, of copies, and on copies of those, as STEP text. */
import { boundedSide } from "./odd_composites.ts";
import {
  circle,
  cone,
  cylinder,
  extruded,
  MIRRORED,
  MOVED,
  type Operator,
  SCALED,
  surfaceCopy,
  TURNED,
} from "./odd_replicas.ts";
import { CONE, trimmed, TUBE, wedge } from "./odd_windows.ts";

const QUARTER = Math.PI / 2;
const SPUN: Operator = { ...TURNED, origin: [0, 0, 0] };
const LARGER: Operator = { ...MOVED, origin: [0, 0, 0], scale: 2 };
const UPWARDS = { ...TUBE, angles: [QUARTER, 2 * QUARTER] } as const;
const WIDE = { ...TUBE, radii: [4, 4] } as const;

/** A face on a window of a window, which is counted from where the larger one begins. */
const twice = (up: number) =>
  trimmed(
    trimmed(cylinder(0, 0, 2), { u: [5.5, 2], v: [-1, 9] }),
    { u: [4 * QUARTER - 5.5, 5 * QUARTER - 5.5], v: [1, 1 + up] },
  );
const against = trimmed(cylinder(0, 0, 2), { u: [QUARTER, 0], v: [0, 6], along: [false, true] });

/** Parts by what their sides are, by a height that is 6, or 4 of cones. */
export const NESTED: Readonly<Record<string, (height?: number) => string>> = {
  "a window of a window": (height = 6) => wedge(TUBE, twice(height)),
  "a window of one that runs against u": (height = 6) =>
    wedge(TUBE, trimmed(against, { u: [0, QUARTER], v: [0, height] }), false),
  "a window against u of such a one": (height = 6) =>
    wedge(TUBE, trimmed(against, { u: [QUARTER, 0], v: [0, height], along: [false, true] })),
  "a window of a copy that is scaled": (height = 6) =>
    wedge(
      TUBE,
      trimmed(surfaceCopy(cylinder(5, 2, 1), SCALED), { u: [0, QUARTER], v: [0, height / 2] }),
    ),
  "a window of a copy that is mirrored": (height = 6) =>
    wedge(
      TUBE,
      trimmed(surfaceCopy(cylinder(5, 1, 2), MIRRORED), {
        u: [3 * QUARTER, 4 * QUARTER],
        v: [0, height],
      }),
      false,
    ),
  "a window of an extrusion that is scaled": (height = 6) =>
    wedge(
      TUBE,
      trimmed(surfaceCopy(extruded(circle(5, 2, 1)), SCALED), {
        u: [0, QUARTER],
        v: [0, height / 2],
      }),
    ),
  "a window of a cone that is scaled": (height = 4) =>
    wedge(
      CONE,
      trimmed(surfaceCopy(cone(5, 2, 1), SCALED), { u: [0, QUARTER], v: [0, height / 2] }),
    ),
  "a copy of a window": (height = 6) =>
    wedge(
      TUBE,
      surfaceCopy(trimmed(cylinder(5, 2, 1), { u: [0, QUARTER], v: [0, height / 2] }), SCALED),
    ),
  "a mirrored copy of a window": (height = 6) =>
    wedge(
      TUBE,
      surfaceCopy(
        trimmed(cylinder(5, 1, 2), { u: [3 * QUARTER, 4 * QUARTER], v: [0, height] }),
        MIRRORED,
      ),
      false,
    ),
  "a copy of a window against u": (height = 6) =>
    wedge(
      TUBE,
      surfaceCopy(
        trimmed(cylinder(5, 0, 2), { u: [QUARTER, 0], v: [0, height], along: [false, true] }),
        MOVED,
      ),
      false,
    ),
  "a copy of a copy of a window": (height = 6) =>
    wedge(
      UPWARDS,
      surfaceCopy(
        surfaceCopy(trimmed(cylinder(0, 0, 1), { u: [0, QUARTER], v: [0, height / 2] }), LARGER),
        SPUN,
      ),
    ),
  "a window of a surface that ends at curves": (height = 6) =>
    wedge(TUBE, trimmed(boundedSide(6), { u: [0, QUARTER], v: [0, height] })),
};

/** Those that end at curves of a height of 6, which a face must end at. */
export const NESTED_BOUNDS: Readonly<Record<string, (height?: number) => string>> = {
  "a copy of a surface that ends at curves": (height = 6) =>
    wedge(UPWARDS, surfaceCopy(boundedSide(height), SPUN)),
  "one of one that ends at curves": (height = 6) =>
    wedge(TUBE, boundedSide(6, true, boundedSide(height))),
  "such a one, the outer one": (height = 6) =>
    wedge(TUBE, boundedSide(height, true, boundedSide(6))),
  "one that is scaled": (height = 6) => wedge(WIDE, surfaceCopy(boundedSide(height / 2), LARGER)),
};
