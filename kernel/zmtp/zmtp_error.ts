import { TrunnionError } from "../../src/base/errors.ts";

/** A peer that does not keep to ZMTP, or a connection that ended. Only that connection is lost. */
export class ZmtpError extends TrunnionError {
  override name = "ZmtpError";
}
