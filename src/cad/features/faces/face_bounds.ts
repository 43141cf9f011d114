/**
 * The regions of parameters that a body's faces cover, each found once.
 *
 * @module
 */
import type { Brep } from "../../brep.ts";
import { trimFace, type Trimming } from "../../geometry/trimming/trimming.ts";
import { TrimmingError } from "../../geometry/trimming/trimming_error.ts";
import { faceError, FeatureError } from "../feature_error.ts";

/** The trimmed regions of a body's faces, kept once they are found. */
export class FaceBounds {
  readonly #brep: Brep;
  readonly #trimmings: (Trimming | undefined)[];

  /** @param skipsBad whether faces without a region are left out, where others can do without */
  constructor(brep: Brep, readonly skipsBad = false) {
    this.#brep = brep;
    this.#trimmings = new Array(brep.faces.length);
  }

  /** Whether a face is to be left out. */
  skips(index: number): boolean {
    if (!this.skipsBad) return false;
    try {
      this.of(index);
      return false;
    } catch (error) {
      if (error instanceof FeatureError) return true;
      throw error;
    }
  }

  /**
   * The region of one face.
   *
   * @throws FeatureError where the face's loops do not bound one
   */
  of(index: number): Trimming {
    const known = this.#trimmings[index];
    if (known !== undefined) return known;
    const face = this.#brep.faces[index];
    try {
      return this.#trimmings[index] = trimFace(face, this.#brep.edges);
    } catch (error) {
      if (!(error instanceof TrimmingError)) throw error;
      throw faceError("bounds", face, index, error.message, error);
    }
  }
}
