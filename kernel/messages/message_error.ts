import { TrunnionError } from "../../src/base/errors.ts";

/** A message that is not one of Jupyter's, or was not signed with this connection's key. */
export class MessageError extends TrunnionError {
  override name = "MessageError";
}
