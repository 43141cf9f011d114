/**
 * What a file is, by its first bytes.
 *
 * @module
 */
import { readerOfBytes } from "./format_registry.ts";

/** First bytes that tell a format, written as Latin-1. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ["\x89PNG", "a PNG image"],
  ["\xff\xd8\xff", "a JPEG image"],
  ["GIF8", "a GIF image"],
  ["%PDF", "a PDF document"],
  ["\x1f\x8b", "gzip-compressed data"],
  ["\x28\xb5\x2f\xfd", "zstd-compressed data"],
  ["BZh", "bzip2-compressed data"],
  ["\xfd7zXZ", "xz-compressed data"],
  ["7z\xbc\xaf", "a 7z archive"],
  ["PK\x03\x04", "a zip archive"],
  ["\xff\xfe", "UTF-16 text"],
  ["\xfe\xff", "UTF-16 text"],
  ["\xef\xbb\xbfISO-10303-21", "STEP after a byte order mark"],
  ["version https://git-lfs", "a Git LFS pointer: the file itself was not fetched"],
  ["\xd0\xcf\x11\xe0", "a compound file of an older CAD or office program"],
  ["glTF", "a glTF binary"],
  ["solid ", "an STL mesh"],
];

/**
 * Says in words what a file looks like: a format that there is a reader of, another known one,
 * text, or binary data.
 */
export function looksLike(bytes: Uint8Array): string {
  const first = bytes.subarray(0, 512);
  const head = String.fromCharCode(...first); // decoders called Latin-1 change bytes 128 to 159
  const signature = SIGNATURES.find(([start]) => head.startsWith(start));
  if (signature !== undefined) return signature[1];
  const reader = readerOfBytes(bytes, "");
  if (reader !== null) return reader.format;
  if (/^\s*(<!doctype html|<html)/i.test(head)) return "an HTML page";
  if (/^\s*<\?xml/i.test(head)) return "XML";
  if (first.includes(0)) return "binary data";
  const printable =
    [...bytes.subarray(0, 512)].filter((b) => b >= 32 || (b >= 9 && b <= 13)).length;
  return printable === Math.min(512, bytes.length) ? "plain text" : "binary data";
}
