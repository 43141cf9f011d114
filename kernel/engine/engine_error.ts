import { TrunnionError } from "../../src/base/errors.ts";

/** An engine that does not start, or not as it should. */
export class EngineError extends TrunnionError {
  override name = "EngineError";
}
