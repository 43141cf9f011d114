import type { Header, Json, Message } from "./message.ts";
import { MessageError } from "./message_error.ts";
import type { Signer } from "./signature.ts";

const DELIMITER = new TextEncoder().encode("<IDS|MSG>");
const SIGNED_PARTS = 4;
const DEPTH = 200;

/** The parts of a message on the wire: identities, delimiter, signature, four JSON texts, bytes. */
export function encodeMessageParts(message: Message, signer: Signer): Uint8Array[] {
  const { header, parent, metadata, content } = message;
  const signed = [header, parent, metadata, content].map((part) => encode(JSON.stringify(part)));
  const signature = encode(signer.sign(signed));
  return [...message.identities, DELIMITER, signature, ...signed, ...message.buffers];
}

/**
 * Takes the parts of a message apart.
 *
 * @throws {MessageError} where its form or its signature is wrong
 */
export function decodeMessageParts(parts: readonly Uint8Array[], signer: Signer): Message {
  const at = parts.findIndex(isDelimiter);
  if (at < 0) throw new MessageError("a message must have Jupyter's delimiter, and one had none");
  const signed = parts.slice(at + 2, at + 2 + SIGNED_PARTS);
  if (signed.length < SIGNED_PARTS) {
    throw new MessageError(
      `a message must have ${SIGNED_PARTS} signed parts, and one had ${signed.length}`,
    );
  }
  if (!signer.holds(parts[at + 1], signed)) throw new MessageError("a signature is wrong");
  const [header, parent, metadata, content] = signed.map(decodeObject);
  for (const field of ["msg_id", "msg_type", "session"]) {
    if (typeof header[field] !== "string") {
      throw new MessageError(`the header of a message must have a text '${field}'`);
    }
  }
  return {
    identities: parts.slice(0, at),
    header: header as unknown as Header,
    parent,
    metadata,
    content,
    buffers: parts.slice(at + 2 + SIGNED_PARTS),
  };
}

function isDelimiter(part: Uint8Array): boolean {
  return part.length === DELIMITER.length && part.every((byte, i) => byte === DELIMITER[i]);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function decodeObject(bytes: Uint8Array): Json {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new MessageError("a part of a message is not JSON", { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new MessageError("each signed part of a message must be a JSON object");
  }
  if (isDeeperThan(value, DEPTH)) {
    throw new MessageError(`a part of a message may be nested ${DEPTH} deep, and one is deeper`);
  }
  return value as Json;
}

/** Whether writing `value` as JSON again could overflow the stack, which V8's parser does not. */
function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (depth === 0) return true;
  return Object.values(value).some((inner) => isDeeperThan(inner, depth - 1));
}
