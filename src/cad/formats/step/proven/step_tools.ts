import type { Precision } from "../../../geometry/surface_image.ts";
import type { StepCursor } from "./step_cursor.ts";
import type { StepFrames } from "./step_frames.ts";
import type { StepGeometry } from "./step_geometry.ts";

/** What a file is read with. */
export interface StepTools {
  readonly cursor: StepCursor;
  readonly frames: StepFrames;
  readonly geometry: StepGeometry;
  /** The file's own names of faces, by their numbers. */
  readonly faceNames: ReadonlyMap<number, string>;
  /** How far what should be one place may be apart, in millimetres. */
  readonly precision: number;
  /** What the file says of that, which may be more. */
  readonly stated: Precision;
  /** Notes what the kernel is known to read wrong. */
  readonly kernelErrs: (what: string) => void;
}
