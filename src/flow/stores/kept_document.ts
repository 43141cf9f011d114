/** A result's document: what is kept of it beside the bytes of its arrays. @module */
import { zlib } from "../../base/node/builtins.ts";
import { messageOf } from "../../base/message_of.ts";
import { ResultUnreadable } from "./errors.ts";
import { isPackedArray, type PackedArray } from "./packed_value.ts";

/** What a document says. */
export interface KeptDocument {
  /** The model's name; `"any"` where a result has none. */
  readonly model_type: string;
  readonly namespace: string;
  readonly data: unknown;
  /** The arrays that `data` points to; left out where there are none. */
  readonly arrays?: readonly PackedArray[];
  /** The name of the bytes beside it. */
  readonly blob?: string;
  /** ISO 8601; left out where it does not expire. */
  readonly expires_at?: string;
}

/** Bytes that a packed document may unpack to. */
const MOST_BYTES = 2 ** 30;

/** A document as bytes, which gzip's first two tell apart from JSON. */
export function writeDocument(document: KeptDocument, compress: boolean): Uint8Array {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  return compress ? zlib().gzipSync(bytes) : bytes;
}

/**
 * Reads a document.
 *
 * @param where the result and its place, for the message
 * @throws ResultUnreadable for what is none
 */
export function readDocument(bytes: Uint8Array, where: string): KeptDocument {
  let found: Partial<KeptDocument> | null;
  try {
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const plain = isPacked ? zlib().gunzipSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes;
    found = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
  } catch (cause) {
    throw unreadable(where, `it is no JSON: ${messageOf(cause)}`, cause);
  }
  if (typeof found !== "object" || found === null) throw unreadable(where, "it is no object");
  const { model_type, namespace, arrays = [], blob, expires_at, data } = found;
  if (typeof model_type !== "string") throw unreadable(where, "missing model type");
  if (typeof namespace !== "string") throw unreadable(where, "missing namespace");
  if (data === undefined) throw unreadable(where, "missing data");
  if (!Array.isArray(arrays) || !arrays.every(isPackedArray)) {
    throw unreadable(where, "its arrays are described wrongly");
  }
  if (arrays.length > 0 && !/^[0-9a-f]{16}$/.test(String(blob))) {
    throw unreadable(where, "it does not say where the bytes of its arrays are");
  }
  if (expires_at !== undefined && Number.isNaN(Date.parse(String(expires_at)))) {
    throw unreadable(where, `it expires at '${expires_at}', which is no time`);
  }
  return found as KeptDocument;
}

/** Something that was kept and cannot be taken for a result. */
export function unreadable(where: string, why: string, cause?: unknown): ResultUnreadable {
  return new ResultUnreadable(
    `Cannot read ${where}: ${why}. Delete the result, or put back what was there.`,
    { data: { why }, cause },
  );
}
