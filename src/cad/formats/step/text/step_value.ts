/**
 * The parameters of STEP entities as values.
 *
 * @module
 */
import type { NameEncoding } from "./name_encoding.ts";
import {
  CLOSE,
  COMMA,
  DOLLAR,
  DOT,
  DOUBLE_QUOTE,
  HASH,
  isDigit,
  isLetter,
  isWord,
  latin1,
  MINUS,
  OPEN,
  PLUS,
  QUOTE,
  STAR,
  upperCase,
} from "./step_bytes.ts";
import { MAX_DEPTH } from "./step_scan.ts";
import { decodeStepString } from "./step_string.ts";
import type { TextReader } from "./text_reader.ts";

/** One parameter of an entity. */
export type StepValue =
  /** A list; or what stands in the parentheses of a typed value, `LENGTH_MEASURE(25.4)`. */
  | { readonly kind: "list"; readonly type: string | null; readonly items: readonly StepValue[] }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "reference"; readonly id: number }
  | { readonly kind: "number"; readonly value: number }
  /** `.MILLI.`, without its dots and upper case. */
  | { readonly kind: "enumeration"; readonly name: string }
  /** The digits of a binary: the first says how many bits of the next are left out. */
  | { readonly kind: "binary"; readonly digits: string }
  /** `$`: none is given; `*`: it follows from others. */
  | { readonly kind: "omitted" | "derived" }
  /** Of a damaged file: a word without what belongs to it, or a mark. */
  | { readonly kind: "other"; readonly text: string };

const OMITTED: StepValue = { kind: "omitted" }, DERIVED: StepValue = { kind: "derived" };
const EMPTY: StepValue = { kind: "string", text: "" };

/**
 * Reads the parameters of an entity from after its `=`: of its type; of a complex entity, those of
 * each of its types. What a damaged file has there besides is passed over.
 *
 * @param type that of a simple entity, where it is known
 */
export function readParameters(
  reader: TextReader,
  encoding: NameEncoding | null,
  type: string | null = null,
): Map<string, readonly StepValue[]> {
  const parts = new Map<string, readonly StepValue[]>();
  const isComplex = reader.skipSpace() === OPEN;
  if (isComplex) reader.at++;
  for (let name = ""; reader.at < reader.end;) {
    const c = reader.skipSpace();
    if (reader.at >= reader.end || (isComplex && c === CLOSE)) break;
    if (isLetter(c)) {
      const start = reader.at;
      reader.skipWord();
      name = type !== null && type.length === reader.at - start
        ? type
        : upperCase(reader.bytes, start, reader.at);
    } else if (c === OPEN) {
      reader.at++;
      const items = readItems(reader, encoding);
      if (name === "") continue;
      if (!parts.has(name)) parts.set(name, items);
      if (!isComplex) break;
      name = "";
    } else {
      name = "";
      if (c === QUOTE || c === DOUBLE_QUOTE) reader.skipString();
      else reader.at++;
    }
  }
  return parts;
}

/** Reads the first parameter of a simple entity; `""` where it is no string. */
export function readFirstText(reader: TextReader, encoding: NameEncoding | null): string {
  reader.skipSpace();
  reader.skipWord();
  if (reader.skipSpace() !== OPEN) return "";
  reader.at++;
  if (reader.skipSpace() !== QUOTE) return "";
  const value = readValue(reader, QUOTE, encoding);
  return value.kind === "string" ? value.text : "";
}

/** Reads the items of a list, from behind the parenthesis that opens it to behind its end. */
function readItems(reader: TextReader, encoding: NameEncoding | null): StepValue[] {
  const items: StepValue[] = [], outer: { items: StepValue[]; type: string | null }[] = [];
  let list = items, type: string | null = null;
  // What is nested deeper than anything that means something is read as flat.
  for (let flat = 0;;) {
    const c = reader.skipSpace();
    if (reader.at >= reader.end) break;
    if (c === COMMA) reader.at++;
    else if (c === OPEN) {
      reader.at++;
      if (outer.length + 2 >= MAX_DEPTH) flat++;
      else {
        outer.push({ items: list, type });
        list = [];
        type = null;
      }
    } else if (c === CLOSE) {
      reader.at++;
      if (flat > 0) flat--;
      else if (outer.length === 0) return items;
      else {
        const inner = list;
        ({ items: list, type } = outer.pop()!);
        list.push({ kind: "list", type, items: inner });
        type = null;
      }
    } else if (isLetter(c)) {
      const word = reader.word();
      if (reader.skipSpace() === OPEN) type = word;
      else list.push({ kind: "other", text: word });
    } else list.push(readValue(reader, c, encoding));
  }
  // A damaged file: lists without an end.
  while (outer.length > 0) {
    const inner = list;
    ({ items: list, type } = outer.pop()!);
    list.push({ kind: "list", type, items: inner });
  }
  return items;
}

/** Takes a value that is neither a list nor has a type. */
function readValue(reader: TextReader, c: number, encoding: NameEncoding | null): StepValue {
  const { bytes, at } = reader;
  if (c === QUOTE) {
    reader.skipString();
    if (reader.at === at + 2) return EMPTY;
    const text = decodeStepString(bytes, at + 1, reader.at - 1, encoding);
    return { kind: "string", text };
  }
  if (c === DOLLAR || c === STAR) {
    reader.at++;
    return c === DOLLAR ? OMITTED : DERIVED;
  }
  if (c === HASH) {
    const id = reader.reference();
    if (id >= 0) return { kind: "reference", id };
  }
  if (c === DOT && isLetter(bytes[at + 1])) {
    let end = at + 1;
    while (isWord(bytes[end])) end++;
    if (bytes[end] === DOT) {
      reader.at = end + 1;
      return { kind: "enumeration", name: upperCase(bytes, at + 1, end) };
    }
  }
  if (isDigit(c) || c === MINUS || c === PLUS || c === DOT) {
    const value = reader.number();
    if (reader.at > at) return { kind: "number", value };
  }
  if (c === DOUBLE_QUOTE) {
    reader.skipString();
    return { kind: "binary", digits: latin1(bytes, at + 1, reader.at - 1) };
  }
  reader.at++;
  return { kind: "other", text: latin1(bytes, at, at + 1) };
}

/** The number that a parameter refers to; null where it is no reference. */
export function refOf(value: StepValue | undefined): number | null {
  return value?.kind === "reference" ? value.id : null;
}

/** The numbers that a list refers to. */
export function refsOf(value: StepValue | undefined): number[] {
  if (value?.kind !== "list") return [];
  const ids: number[] = [];
  for (const item of value.items) if (item.kind === "reference") ids.push(item.id);
  return ids;
}

/** The text of a string parameter, without the space around it; null for an empty one or none. */
export function textOf(value: StepValue | undefined): string | null {
  const text = value?.kind === "string" ? value.text.trim() : "";
  return text === "" ? null : text;
}

/** The number of a parameter, written plainly or with its type; null where it is none. */
export function numberOf(value: StepValue | undefined): number | null {
  if (value?.kind === "list") return value.items.length === 1 ? numberOf(value.items[0]) : null;
  return value?.kind === "number" && Number.isFinite(value.value) ? value.value : null;
}

/** The numbers of a list. */
export function numbersOf(value: StepValue | undefined): number[] {
  if (value?.kind !== "list") return [];
  return value.items.flatMap((item) => numberOf(item) ?? []);
}
