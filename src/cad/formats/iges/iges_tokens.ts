/**
 * The parameters of an IGES record.
 *
 * @module
 */

/** The characters between parameters and behind the last one. */
export interface Delimiters {
  readonly parameter: string;
  readonly record: string;
}

/** What most files use, and all where they say nothing. */
export const DEFAULT_DELIMITERS: Delimiters = { parameter: ",", record: ";" };

/** One parameter: as it stands there, or the text of a string (`5Hhello`). */
export interface IgesToken {
  /** Without the blanks around it; `""` where nothing is said. */
  readonly text: string;
  readonly isString: boolean;
}

/** A record, or why it is none. */
type IgesRecord =
  | { readonly tokens: readonly IgesToken[]; readonly end: number }
  | { readonly fault: string };

/** A string's length may have this many digits. */
const MOST_DIGITS = 7;

/**
 * Takes a record apart: up to the delimiter that ends it.
 *
 * @param text the lines of the record, one behind the other
 * @param width columns that each line has of it; strings alone may go on in the next line
 */
export function igesRecord(
  text: string,
  { parameter, record }: Delimiters,
  width: number,
): IgesRecord {
  const tokens: IgesToken[] = [];
  for (let at = 0; at < text.length;) {
    while (text[at] === " ") at++;
    let digits = at;
    while (digits - at <= MOST_DIGITS && text[digits] >= "0" && text[digits] <= "9") digits++;
    let token: IgesToken;
    if (digits > at && text[digits] === "H") {
      const start = digits + 1, end = start + Number(text.slice(at, digits));
      if (end > text.length) return { fault: "a string is longer than the record" };
      token = { text: text.slice(start, end), isString: true };
      at = end;
      while (text[at] === " ") at++;
    } else {
      let end = at;
      while (end < text.length && text[end] !== parameter && text[end] !== record) end++;
      token = { text: text.slice(at, end).trimEnd(), isString: false };
      const last = at + token.text.length - 1;
      // Kernels take the parts for two numbers, or leave one out.
      if (Math.floor(at / width) < Math.floor(last / width)) {
        return { fault: `${JSON.stringify(token.text)} goes on in the next line` };
      }
      at = end;
    }
    tokens.push(token);
    if (text[at] === record) return { tokens, end: at + 1 };
    if (at < text.length && text[at] !== parameter) {
      return { fault: `${JSON.stringify(text[at])} stands behind a string` };
    }
    at++;
  }
  return { fault: `nothing ends it with ${JSON.stringify(record)}` };
}

/** Whether a parameter is written as a number is, of any size: Fortran's exponents count. */
export function isNumeral(text: string): boolean {
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[ED][-+]?\d+)?$/i.test(text);
}

/** The number that a parameter is; NaN where it is none. */
export function numberOf(token: IgesToken | undefined): number {
  if (token === undefined || token.isString || !isNumeral(token.text)) return NaN;
  return Number(token.text.replace(/d/i, "E"));
}

/** The integer that a parameter is; 0 where nothing is said, NaN where it is something else. */
export function integerOf(token: IgesToken | undefined): number {
  if (token === undefined || (token.text === "" && !token.isString)) return 0;
  return !token.isString && /^[-+]?\d+$/.test(token.text) ? Number(token.text) : NaN;
}
