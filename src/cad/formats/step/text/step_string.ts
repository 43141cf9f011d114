/**
 * Strings of STEP files (ISO 10303-21, 6.4.3), which escape what is not ASCII.
 *
 * @module
 */

import type { NameEncoding } from "./name_encoding.ts";
import { BACKSLASH, latin1, QUOTE } from "./step_bytes.ts";

/**
 * Decodes what stands between the quotes of a string: doubled quotes, `\X2\...\X0\` (UTF-16),
 * `\X4\...\X0\` (UTF-32), `\X\hh` (Latin-1), `\S\c` (the upper half of an alphabet of ISO 8859:
 * `\PB\` says that it is the second, and so on; without that it is Latin-1), and `\\`. The print
 * control directives `\N\` and `\F\` are no part of a string.
 *
 * Bytes beyond ASCII, which edition 3 has for UTF-8 and programs write in their own alphabets, are
 * of the encoding that is given; without one they are UTF-8 where they are that, and Windows-1252
 * where they are not. Line breaks are dropped.
 *
 * @param file the text that it is in, from `start` to before `end`
 */
export function decodeStepString(
  file: Uint8Array,
  start: number,
  end: number,
  encoding: NameEncoding | null = null,
): string {
  if (isPlain(file, start, end)) return latin1(file, start, end);
  const bytes = file.subarray(start, end);
  const text = encoding === null ? decodeBytes(bytes) : new TextDecoder(encoding).decode(bytes);
  let alphabet = "iso-8859-1";
  return text
    .replace(/[\r\n]/g, "")
    .replace(ESCAPE, (whole, utf16, utf32, byte, shifted, page) => {
      if (utf16 !== undefined) return codeUnits(utf16, 4).map(fromCodeUnit).join("");
      if (utf32 !== undefined) return codeUnits(utf32, 8).map(fromCodePoint).join("");
      if (byte !== undefined) return String.fromCharCode(parseInt(byte, 16));
      if (shifted !== undefined) {
        return new TextDecoder(alphabet).decode(Uint8Array.of(shifted.charCodeAt(0) | 128));
      }
      if (page !== undefined) alphabet = `iso-8859-${page.toUpperCase().charCodeAt(0) - 64}`;
      if (whole === "''") return "'";
      return whole === "\\\\" ? "\\" : "";
    });
}

const ESCAPE =
  /\\X2\\((?:[0-9A-F]{4})*)\\X0\\|\\X4\\((?:[0-9A-F]{8})*)\\X0\\|\\X\\([0-9A-F]{2})|\\S\\([ -~])|\\P([A-I])\\|\\[NF]\\|\\\\|''/gi;

/** Whether a string stands for itself, as most do. */
function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const c = bytes[i];
    if (c < 32 || c > 126 || c === QUOTE || c === BACKSLASH) return false;
  }
  return true;
}

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
