import { TrunnionError } from "../../src/base/errors.ts";

/** A cell's or a module's import that nothing is found for. */
export class ImportError extends TrunnionError {
  override name = "ImportError";
}
