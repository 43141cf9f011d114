/**
 * How grids over faces and along edges are made.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { requireKnownOptions } from "../../base/known_options.ts";
import type { ArraySpec } from "../../storage/array.ts";
import { ARRAYS } from "./arrays.ts";
import type { GridBounds } from "./faces/parameter_bounds.ts";

/**
 * From where the points of a grid are counted: the origin of the body's coordinates in the file, or
 * the middle of the body's box, so that parts far from the origin keep their digits in float32.
 */
export type GridOrigin = "file" | "body";

/** How grids are made. What is not the default stands in the attributes of the dataset's array. */
export interface GridOptions {
  /**
   * Which box of parameters a face's grid covers ({@linkcode GridBounds}).
   *
   * @default {"tight"}
   */
  readonly bounds?: GridBounds;
  /**
   * From where points are counted. With `"body"`, `bodies/body_grid_origins` says where that is.
   *
   * @default {"file"}
   */
  readonly origin?: GridOrigin;
}

const CHOICES = { bounds: ["tight", "occwl"], origin: ["file", "body"] } as const;

/**
 * The options with their defaults.
 *
 * @throws {UsageError} for an option that grids do not have, or a value that it cannot have
 */
export function gridOptions(options: GridOptions): Required<GridOptions> {
  requireKnownOptions("make a grid", options, { bounds: true, origin: true });
  for (const [name, choices] of Object.entries(CHOICES)) {
    const value = options[name as keyof GridOptions];
    if (value === undefined || choices.some((choice) => choice === value)) continue;
    const rule = choices.map((choice) => `"${choice}"`).join(" or ");
    throw new UsageError(
      `Cannot make a grid: '${name}' must be ${rule}; found ${JSON.stringify(value)}`,
      { data: { option: name } },
    );
  }
  return { bounds: options.bounds ?? "tight", origin: options.origin ?? "file" };
}

/** The specification of a grid's array, with what is not the default as attributes. */
export function gridSpec(
  key: "faces/face_uv_grids" | "edges/edge_u_grids",
  { bounds, origin }: Required<GridOptions>,
): ArraySpec {
  const attributes = {
    ...(key === "faces/face_uv_grids" && bounds !== "tight" ? { bounds } : {}),
    ...(origin === "file" ? {} : { origin }),
  };
  return Object.keys(attributes).length === 0 ? ARRAYS[key] : { ...ARRAYS[key], attributes };
}
