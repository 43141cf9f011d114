/** What samples are made of, and what is done to them on the way. @module */
import type { OptionNames } from "../../base/known_options.ts";
import type { ArrayGeometry } from "./array_geometry.ts";
import type { Scaler } from "./scaler.ts";

/** Which arrays to read, and what is done to each sample after reading. */
export interface SampleOptions {
  /**
   * The groups, e.g. `["faces", "labels"]`.
   *
   * @default {all groups}
   */
  groups?: readonly string[];
  /**
   * The columns of the infoset that samples have as metadata. What is read once is kept for all
   * samples; of a large dataset all columns take a second.
   *
   * @default {all columns}
   */
  columns?: readonly string[];
  /**
   * Moves the middle of each body's box to the origin. The box is `bodies/body_boxes`, else that of
   * the points of grids, on the faces, and of vertices.
   *
   * @default {false}
   */
  center?: boolean;
  /**
   * Scales each body so that the longest side of its box is 2: centred, it fits into [-1, 1]^3.
   * Lengths, areas and volumes are scaled with it.
   *
   * @default {false}
   */
  scale?: boolean;
  /**
   * Turns each body by a rotation of its own, every one equally likely, about the origin: points,
   * normals and axes, always from the stored values. Boxes along the axes are left out.
   *
   * @default {false}
   */
  rotate?: boolean;
  /** What arrays of the user's own are in space; nothing is known of those that are not named. */
  geometry?: Readonly<Record<string, ArrayGeometry>>;
  /** Brings features to mean 0 and deviation 1 by what `fitScaler` found. It comes last. */
  scaler?: Scaler;
  /**
   * What rotations are drawn by, together with the epoch and the sample.
   *
   * @default {other rotations each time}
   */
  seed?: number;
}

/** The names of {@linkcode SampleOptions}. */
export const SAMPLE_OPTIONS: OptionNames<SampleOptions> = {
  groups: true,
  columns: true,
  center: true,
  scale: true,
  rotate: true,
  geometry: true,
  scaler: true,
  seed: true,
};
