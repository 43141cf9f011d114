/**
 * The bytes of STEP text, and where what begins at one of them ends.
 *
 * @module
 */

export const SPACE = 32, DOUBLE_QUOTE = 34, HASH = 35, DOLLAR = 36, QUOTE = 39, OPEN = 40;
export const CLOSE = 41, STAR = 42, PLUS = 43, COMMA = 44, MINUS = 45, DOT = 46, SLASH = 47;
export const SEMICOLON = 59, LESS = 60, EQUALS = 61, GREATER = 62, UPPER_E = 69, LOWER_E = 101;
export const BACKSLASH = 92;

/** Whether a byte is one of 0 to 9. */
export const isDigit = (c: number): boolean => c >= 48 && c <= 57;

/** Whether a byte is a letter, or the underscore. */
export const isLetter = (c: number): boolean =>
  (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95;

/** Whether a byte may stand in a word. */
export const isWord = (c: number): boolean => isLetter(c) || isDigit(c);

/** The offset behind the comment at an offset; -1 where it has no end. */
export function endOfComment(bytes: Uint8Array, at: number): number {
  for (let end = at + 3; end < bytes.length; end++) {
    if (bytes[end] === SLASH && bytes[end - 1] === STAR) return end + 1;
  }
  return -1;
}

/**
 * The offset behind the string or binary at an offset; -1 where it has no end. A quote in a string
 * is written twice, so that it looks like two strings.
 */
export function endOfString(bytes: Uint8Array, at: number): number {
  const quote = bytes[at];
  // Most are empty, or a few characters.
  for (let end = at + 1, near = Math.min(end + 40, bytes.length); end < near; end++) {
    if (bytes[end] === quote) return end + 1;
  }
  return bytes.indexOf(quote, at + 1) + 1 || -1;
}

/** The offset behind white space and comments. */
export function endOfSpace(bytes: Uint8Array, at: number): number {
  while (at < bytes.length) {
    if (bytes[at] <= SPACE) at++;
    else if (bytes[at] === SLASH && bytes[at + 1] === STAR) {
      const end = endOfComment(bytes, at);
      at = end < 0 ? bytes.length : end;
    } else break;
  }
  return at;
}

/** The number of the line that an offset is in, from 1. */
export function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i++) {
    // A line ends with LF, CR or both.
    if (bytes[i] === 10 || (bytes[i] === 13 && bytes[i + 1] !== 10)) line++;
  }
  return line;
}

/** The characters of bytes, one each, so that the bytes can be had back. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = "", at = start;
  if (end - start <= SHORT) {
    // Views on a few bytes take longer to be made than these calls.
    for (; at + 8 <= end; at += 8) {
      const a = bytes[at], b = bytes[at + 1], c = bytes[at + 2], d = bytes[at + 3];
      const e = bytes[at + 4], f = bytes[at + 5], g = bytes[at + 6], h = bytes[at + 7];
      text += String.fromCharCode(a, b, c, d, e, f, g, h);
    }
    for (; at < end; at++) text += String.fromCharCode(bytes[at]);
    return text;
  }
  for (; at < end; at += STRETCH) {
    const stretch = bytes.subarray(at, Math.min(at + STRETCH, end));
    text += String.fromCharCode.apply(null, stretch as unknown as number[]);
  }
  return text;
}

/** A word in upper case. */
export function upperCase(bytes: Uint8Array, start: number, end: number): string {
  const word = latin1(bytes, start, end);
  for (let at = start; at < end; at++) if (bytes[at] >= LOWER_A) return word.toUpperCase();
  return word;
}

/** Arguments that a call may have, and characters that make a short text. */
const STRETCH = 8192, SHORT = 64;
/** The first byte of small letters. */
const LOWER_A = 97;
