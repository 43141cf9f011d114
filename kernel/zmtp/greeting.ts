import { ZmtpError } from "./zmtp_error.ts";

/** The length of a greeting in bytes. */
export const GREETING_BYTES = 64;

const SIGNATURE_START = 0xff;
const SIGNATURE_END = 0x7f;
const VERSION_AT = 10;
const MECHANISM_AT = 12;
const MECHANISM_BYTES = 20;
const MECHANISM = "NULL";

/** Our greeting: ZMTP 3.0, mechanism NULL. Messages are signed one level above, by Jupyter. */
export function greeting(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(GREETING_BYTES);
  bytes[0] = SIGNATURE_START;
  bytes[9] = SIGNATURE_END;
  bytes[VERSION_AT] = 3;
  bytes.set(new TextEncoder().encode(MECHANISM), MECHANISM_AT);
  return bytes;
}

/**
 * Checks what the other end greets with.
 *
 * @throws {ZmtpError} where it is not ZMTP 3 with mechanism NULL
 */
export function checkGreeting(bytes: Uint8Array): void {
  if (bytes[0] !== SIGNATURE_START || bytes[9] !== SIGNATURE_END) {
    throw new ZmtpError("a peer must greet with ZMTP's signature, and this one did not");
  }
  if (bytes[VERSION_AT] < 3) {
    throw new ZmtpError(`a peer must speak ZMTP 3, and this one speaks ${bytes[VERSION_AT]}`);
  }
  const field = bytes.subarray(MECHANISM_AT, MECHANISM_AT + MECHANISM_BYTES);
  const mechanism = new TextDecoder().decode(field).replace(/\0+$/, "");
  if (mechanism !== MECHANISM) {
    throw new ZmtpError(`the mechanism must be ${MECHANISM}, and a peer asked for '${mechanism}'`);
  }
}
