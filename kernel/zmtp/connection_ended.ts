import { ZmtpError } from "./zmtp_error.ts";

/** The other end has closed the connection, as it may at any time. */
export class ConnectionEnded extends ZmtpError {
  override name = "ConnectionEnded";

  constructor() {
    super("the connection was closed by its other end");
  }
}
