/**
 * Messages as bytes, for the line between a host and its parent.
 *
 * What they carry was made bytes where it comes from, and is a part of an envelope as it is: its
 * head, which is JSON, says where. Node would write all of it anew, in ten times as long. What JSON
 * cannot say goes Node's way.
 *
 * @module
 */
import { fromBytes, toBytes } from "./wire.ts";

/** Bytes of the head's length. */
const HEAD = 4;
/** Says that Node wrote the envelope. */
const BY_NODE = 0xffffffff;
/** The key by which a head stands for a part: its value is so many bytes. */
const PART = "\0part";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Seals a message.
 *
 * @param room bytes that are left free before it
 * @throws NotSendable for what cannot be cloned
 */
export function toEnvelope(message: unknown, room = 0): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const isPlain = gather(message, parts);
  if (!isPlain) parts.splice(0, parts.length, toBytes(message));
  const head = encoder.encode(isPlain ? JSON.stringify(message, standIn) : "");
  const size = parts.reduce((sum, part) => sum + part.length, room + HEAD + head.length);
  const envelope = new Uint8Array(size);
  new DataView(envelope.buffer).setUint32(room, isPlain ? head.length : BY_NODE);
  envelope.set(head, room + HEAD);
  let at = room + HEAD + head.length;
  for (const part of parts) {
    envelope.set(part, at);
    at += part.length;
  }
  return envelope;
}

/** Opens an envelope. Its parts stay where they are. */
export function fromEnvelope(envelope: Uint8Array): unknown {
  const { buffer, byteOffset, length } = envelope;
  const head = new DataView(buffer, byteOffset, length).getUint32(0);
  if (head === BY_NODE) return fromBytes(envelope.subarray(HEAD));
  let at = HEAD + head;
  return JSON.parse(decoder.decode(envelope.subarray(HEAD, at)), (_, value) => {
    const size: unknown = value?.[PART];
    return typeof size === "number" ? envelope.subarray(at, at += size) : value;
  });
}

function standIn(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { [PART]: value.length } : value;
}

/** Finds the parts; whether JSON can say all the rest. */
function gather(value: unknown, parts: Uint8Array[]): boolean {
  if (value instanceof Uint8Array) return parts.push(value) > 0;
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== "object" || value === null) {
    return value === null || typeof value === "string" || typeof value === "boolean";
  }
  if (Array.isArray(value)) return value.every((one) => gather(one, parts));
  if (Object.getPrototypeOf(value) !== Object.prototype || PART in value) return false;
  // What is undefined is missing at the other end.
  return Object.values(value).every((one) => one === undefined || gather(one, parts));
}
