/**
 * In which encoding a STEP file has its names.
 *
 * @module
 */

import { buffers } from "../../../../base/node/builtins.ts";
import type { EncodingChoice } from "../../../loader_options.ts";
import { endOfComment, endOfString, QUOTE, SLASH, STAR } from "./step_bytes.ts";

/** An encoding that names are written in, beside the escapes that the standard asks for. */
export type NameEncoding = Exclude<EncodingChoice, "auto">;

/**
 * The encoding of a file's strings, decided over all of them: UTF-8 where all are that; else the
 * one by which most of what is not ASCII reads as words are written (Latin letters stand alone
 * among ASCII ones, Cyrillic ones in runs, kana and common characters in pairs of bytes).
 * Windows-1252 where nothing speaks for another; null where all is ASCII.
 *
 * A name or two of a few letters may read as words in several: the loader's option says it then.
 */
export function nameEncoding(text: Uint8Array): NameEncoding | null {
  const strings = stringsBeyondAscii(text);
  if (strings.length === 0) return null;
  if (strings.every((string) => decoded("utf-8", string) !== null)) return "utf-8";
  let best: NameEncoding = "windows-1252", highest = scoreOf(best, strings);
  for (const encoding of ["windows-1251", "shift_jis", "gb18030"] as const) {
    const score = scoreOf(encoding, strings);
    if (score > highest + 0.1) [best, highest] = [encoding, score];
  }
  return best;
}

function stringsBeyondAscii(text: Uint8Array): Uint8Array[] {
  if (buffers().isAscii(text)) return [];
  const strings: Uint8Array[] = [];
  for (let at = 0; at < text.length;) {
    const c = text[at];
    if (c === SLASH && text[at + 1] === STAR) {
      const end = endOfComment(text, at);
      if (end < 0) break;
      at = end;
    } else if (c === QUOTE) {
      const end = endOfString(text, at);
      if (end < 0) break;
      const string = text.subarray(at + 1, end - 1);
      if (string.some((byte) => byte > 127)) strings.push(string);
      at = end;
    } else at++;
  }
  return strings;
}

/** A text; null where the bytes are not of the encoding. */
function decoded(encoding: NameEncoding, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** From -1 to 1: how much what is not ASCII reads as words. */
function scoreOf(encoding: Exclude<NameEncoding, "utf-8">, strings: readonly Uint8Array[]): number {
  let sum = 0, count = 0;
  for (const string of strings) {
    const text = decoded(encoding, string);
    if (text === null) return -1;
    const weigh = encoding === "windows-1252" || encoding === "windows-1251"
      ? oneByte(encoding === "windows-1251" ? CYRILLIC : LATIN, string)
      : twoBytes(encoding === "shift_jis" ? JAPANESE : CHINESE, string);
    sum += weigh.sum;
    count += weigh.count;
  }
  return count === 0 ? -1 : sum / count;
}

interface Weight {
  readonly sum: number;
  readonly count: number;
}

/**
 * What a letter counts, by its byte, the run of such bytes that it is in, and the ASCII letters
 * beside.
 */
type OneByteRule = (byte: number, run: number, besideLetter: boolean, before: number) => number;

const LATIN: OneByteRule = (byte, run, besideLetter) => {
  if (run > 2) return -1;
  const isLetter = byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7;
  if (!isLetter) return run === 1 ? 0.8 : -0.5;
  return besideLetter ? 1 : run === 1 ? 0.6 : 0;
};

const CYRILLIC: OneByteRule = (byte, run, besideLetter, before) => {
  const isLetter = byte >= 0xc0 || byte === 0xa8 || byte === 0xb8;
  if (!isLetter) return byte === 0xb9 ? 0.5 : -0.5; // the numero sign
  if (besideLetter) return -1;
  // A capital inside of a word that has begun in small letters.
  if (byte < 0xe0 && byte >= 0xc0 && before >= 0xe0) return -0.5;
  return run > 1 ? 1 : 0;
};

function oneByte(rule: OneByteRule, bytes: Uint8Array): Weight {
  let sum = 0, count = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] < 128) continue;
    let end = at;
    while (bytes[end] > 127) end++;
    const besideLetter = isLetter(bytes[at - 1]) || isLetter(bytes[end]);
    for (let i = at; i < end; i++) sum += rule(bytes[i], end - at, besideLetter, bytes[i - 1] ?? 0);
    count += end - at;
    at = end;
  }
  return { sum, count };
}

const isLetter = (byte: number | undefined) =>
  byte !== undefined && ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122));

/** What a character counts by its bytes; the second is 0 of one that has but one. */
type TwoByteRule = (lead: number, trail: number) => number;

/** Kana count most, then the characters of the first level of JIS X 0208. */
const JAPANESE: TwoByteRule = (lead, trail) => {
  if (trail === 0) return 0.2; // kana of half a width
  if (lead === 0x81) return 0.8;
  if (lead === 0x82 || lead === 0x83) return 1;
  if (lead >= 0x88 && lead <= 0x98) return 0.9;
  return lead < 0x88 ? -0.5 : 0.3;
};

/** The first level of GB 2312 counts most, what GBK adds to it is rare. */
const CHINESE: TwoByteRule = (lead, trail) => {
  if (trail < 0xa1 || lead < 0xa1) return -0.5;
  if (lead >= 0xb0 && lead <= 0xd7) return 1;
  return lead <= 0xa3 ? 0.7 : 0.3;
};

function twoBytes(rule: TwoByteRule, bytes: Uint8Array): Weight {
  let sum = 0, count = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at];
    if (lead < 128) continue;
    const isAlone = rule === JAPANESE && lead >= 0xa1 && lead <= 0xdf;
    sum += rule(lead, isAlone ? 0 : bytes[++at]);
    count++;
  }
  return { sum, count };
}
