/**
 * Strings of STEP files (ISO 10303-21, 6.4.3), which escape what is not ASCII.
 *
 * @module
 */

import type { NameEncoding } from "./name_encoding.ts";

/**
 * Decodes what stands between the quotes of a string: doubled quotes, `\X2\...\X0\` (UTF-16),
 * `\X4\...\X0\` (UTF-32), `\X\hh` (Latin-1), `\S\c` (Latin-1, upper half), and `\\`.
 *
 * Bytes beyond ASCII, which the standard does not allow but programs write, are of the encoding
 * that is given; without one they are UTF-8 where they are that, and Windows-1252 where they are
 * not. Line breaks are dropped. `\S\` is read with the alphabet of `\PA\` (Latin-1), which is the
 * default.
 */
export function decodeStepString(
  bytes: Uint8Array,
  encoding: NameEncoding | null = null,
): string {
  const text = encoding === null ? decodeBytes(bytes) : new TextDecoder(encoding).decode(bytes);
  return text
    .replace(/[\r\n]/g, "")
    .replace(ESCAPE, (whole, utf16, utf32, latin1, shifted) => {
      if (utf16 !== undefined) return codeUnits(utf16, 4).map(fromCodeUnit).join("");
      if (utf32 !== undefined) return codeUnits(utf32, 8).map(fromCodePoint).join("");
      if (latin1 !== undefined) return String.fromCharCode(parseInt(latin1, 16));
      if (shifted !== undefined) return String.fromCharCode(shifted.charCodeAt(0) + 128);
      if (whole === "''") return "'";
      return whole === "\\\\" ? "\\" : "";
    });
}

const ESCAPE =
  /\\X2\\((?:[0-9A-F]{4})*)\\X0\\|\\X4\\((?:[0-9A-F]{8})*)\\X0\\|\\X\\([0-9A-F]{2})|\\S\\(.)|\\P[A-I]\\|\\\\|''/gi;

function codeUnits(digits: string, width: number): number[] {
  return Array.from(
    { length: digits.length / width },
    (_, i) => parseInt(digits.slice(i * width, (i + 1) * width), 16),
  );
}

const fromCodeUnit = (unit: number) => String.fromCharCode(unit);
const fromCodePoint = (point: number) => point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd";

function decodeBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
