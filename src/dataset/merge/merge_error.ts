/**
 * What can go wrong while encoded files are merged.
 *
 * @module
 */
import { TrunnionError } from "../../base/errors.ts";

/** Encoded files that cannot become one dataset; `data.file` or `data.files` say which. */
export class MergeError extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "MergeError";
}
