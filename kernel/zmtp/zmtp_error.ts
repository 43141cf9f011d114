/** A peer that does not keep to ZMTP, or a connection that ended. Only that connection is lost. */
export class ZmtpError extends Error {
  override readonly name = "ZmtpError";
}
