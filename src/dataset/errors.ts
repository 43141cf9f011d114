/**
 * What can go wrong with a dataset.
 *
 * @module
 */
import { TrunnionError } from "../base/errors.ts";

/** A dataset, or a file beside it, that is missing, damaged, or not what it was taken for. */
export class DatasetError extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "DatasetError";
}
