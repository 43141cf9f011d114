import { ZmtpError } from "./zmtp_error.ts";

/** A command frame: a name, and what belongs to it. */
export interface Command {
  name: string;
  body: Uint8Array;
}

/** The body of a command frame. */
export function encodeCommand(name: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(1 + name.length + body.length);
  bytes[0] = name.length;
  bytes.set(new TextEncoder().encode(name), 1);
  bytes.set(body, 1 + name.length);
  return bytes;
}

/** Takes the body of a command frame apart. */
export function decodeCommand(bytes: Uint8Array): Command {
  const length = bytes[0] ?? 0;
  if (length === 0 || length + 1 > bytes.length) {
    throw new ZmtpError(`a command must begin with its name, and one of ${bytes.length} bytes not`);
  }
  const name = new TextDecoder().decode(bytes.subarray(1, 1 + length));
  return { name, body: bytes.subarray(1 + length) };
}

/** The properties of a READY command as bytes: each a name and a value with their lengths. */
export function encodeProperties(properties: Record<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (const [name, value] of Object.entries(properties)) {
    const length = value.length;
    bytes.push(name.length, ...new TextEncoder().encode(name));
    bytes.push(length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255);
    bytes.push(...value);
  }
  return new Uint8Array(bytes);
}

/** The properties of a READY command, by their names in lower case. */
export function decodeProperties(bytes: Uint8Array): Map<string, Uint8Array> {
  const properties = new Map<string, Uint8Array>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at < bytes.length) {
    const nameEnd = at + 1 + bytes[at];
    if (nameEnd + 4 > bytes.length) throw cutShort();
    const name = new TextDecoder().decode(bytes.subarray(at + 1, nameEnd)).toLowerCase();
    const end = nameEnd + 4 + view.getUint32(nameEnd);
    if (end > bytes.length) throw cutShort();
    properties.set(name, bytes.slice(nameEnd + 4, end));
    at = end;
  }
  return properties;
}

function cutShort(): ZmtpError {
  return new ZmtpError("a property of a READY command is longer than the command");
}
