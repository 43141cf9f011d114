/**
 * How fine a mesh is.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { foundText } from "../../base/option_rules.ts";
import { requireKnownOptions } from "../../base/known_options.ts";

/** How fine a mesh is. */
export interface MeshOptions {
  /**
   * How far triangles may lie from the surface, and their sides on edges from the curve: in the
   * model's length unit, above 0.
   *
   * The default is half a pixel where the body fills a picture 500 pixels wide.
   *
   * @default {a thousandth of the diagonal of the body's box}
   */
  readonly chordal?: number;
  /**
   * By how much the surface, or a curve, may turn from one point to the next, in radians: above 0,
   * to pi / 2. So circles stay round however small they are: by default they have 18 sides.
   *
   * @default {pi / 9}
   */
  readonly angular?: number;
}

/** {@linkcode MeshOptions} with their defaults. */
export type MeshTolerance = Required<MeshOptions>;

const CHORDAL = 1e-3;
const ANGULAR = Math.PI / 9;

/**
 * The options with their defaults.
 *
 * @param diagonal of the body's box
 * @throws UsageError for an option that there is not, or a value that it cannot have
 */
export function meshTolerance(options: MeshOptions, diagonal: number): MeshTolerance {
  requireKnownOptions("mesh the body", options, { chordal: true, angular: true });
  const { chordal = CHORDAL * diagonal || CHORDAL, angular = ANGULAR } = options;
  requireAbove(chordal, Infinity, "chordal", "a length above 0");
  requireAbove(angular, Math.PI / 2, "angular", "an angle above 0, to pi / 2, in radians");
  return { chordal, angular };
}

function requireAbove(value: number, most: number, option: string, rule: string): void {
  if (value > 0 && value <= most && Number.isFinite(value)) return;
  throw new UsageError(
    `Cannot mesh the body: '${option}' must be ${rule}; found ${foundText(value)}`,
    {
      data: { option, value },
    },
  );
}
