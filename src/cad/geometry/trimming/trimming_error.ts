import { TrunnionError } from "../../../base/errors.ts";

/** The loops of a face do not bound a region of its surface's parameters; the message says why. */
export class TrimmingError extends TrunnionError {
  override name = "TrimmingError";
}
