/** Listed values as pages of a Parquet column. @module */
import type { SchemaElement } from "hyparquet";
import { PAGE_BYTES } from "./slice_pages.ts";

/** Values as a list, all of one type. */
type Listed = readonly (string | number | boolean | null)[] | Int32Array;

/** The row after the last of a page that begins at a row. */
export function listPageEnd(values: Listed, from: number): number {
  // Numbers are counted as 8 bytes each.
  if (values instanceof Int32Array) return Math.min(values.length, from + PAGE_BYTES / 8);
  let bytes = 0;
  for (let i = from; i < values.length; i++) {
    const value = values[i];
    bytes += typeof value === "string" ? 4 + value.length : 8;
    if (bytes > PAGE_BYTES && i > from) return i;
  }
  return values.length;
}

/** By row whether there is a value: 1 where there is one. */
export function thereOf<T>(
  values: { readonly length: number; readonly [row: number]: T },
  has: (value: T) => boolean,
): Uint8Array {
  const there = new Uint8Array(values.length);
  for (let i = 0; i < there.length; i++) there[i] = has(values[i]) ? 1 : 0;
  return there;
}

/** Numbers and booleans as bytes. */
export function plainBytes(
  type: SchemaElement["type"],
  values: ArrayLike<number | boolean>,
): Uint8Array {
  if (type === "INT32") return new Uint8Array(new Int32Array(values as number[]).buffer);
  if (type === "DOUBLE") return new Uint8Array(new Float64Array(values as number[]).buffer);
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  for (let i = 0; i < values.length; i++) bits[i >> 3] |= Number(values[i]) << (i & 7);
  return bits;
}

/** Texts as UTF-8, the length of each before it: in the room, or in new memory if it is small. */
export function bytesOfTexts(texts: readonly string[], room: Uint8Array): Uint8Array {
  let least = 0;
  for (const text of texts) least += 4 + text.length;
  let out = room.length < least ? new Uint8Array(least) : room;
  // What is left of the texts takes so much at least.
  let left = least;
  const encoder = new TextEncoder();
  let at = 0;
  for (const text of texts) {
    const { length } = text;
    left -= 4 + length;
    let size = 0;
    for (let code = 0; size < length; size++) {
      code = text.charCodeAt(size);
      if (code >= 0x80) break;
      out[at + 4 + size] = code;
    }
    // A call for each text takes longer than all else.
    if (size < length) {
      const most = at + 4 + 3 * length + left;
      if (out.length < most) {
        const larger = new Uint8Array(2 * most);
        larger.set(out.subarray(0, at));
        out = larger;
      }
      size = encoder.encodeInto(text, out.subarray(at + 4)).written;
    }
    out[at] = size;
    out[at + 1] = size >>> 8;
    out[at + 2] = size >>> 16;
    out[at + 3] = size >>> 24;
    at += 4 + size;
  }
  return out.subarray(0, at);
}
