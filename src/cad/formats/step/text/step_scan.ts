/**
 * One pass over the bytes of a STEP file (ISO 10303-21), without building its entities.
 *
 * It tells apart what is text (strings, comments) from what is data, which no search with a
 * pattern does: a part may be called `'NAN'`, and a comment may hold a whole entity.
 *
 * @module
 */
import {
  endOfExponent,
  fitsDouble,
  isNonFiniteWord,
  longNumber,
  numberText,
  SAFE_DIGITS,
  startOfNumber,
} from "./non_finite.ts";
import { MAX_NUMBER, plainStep, type Unresolved } from "./plain_step.ts";
import { type DanglingReference, ReferenceCheck } from "./reference_check.ts";
import {
  BACKSLASH,
  CLOSE,
  DOT,
  DOUBLE_QUOTE,
  endOfComment,
  endOfString,
  EQUALS,
  GREATER,
  HASH,
  isDigit,
  isLetter,
  isWord,
  LESS,
  LOWER_E,
  MINUS,
  OPEN,
  QUOTE,
  SEMICOLON,
  SLASH,
  SPACE,
  STAR,
  UPPER_E,
  upperCase,
} from "./step_bytes.ts";
import { StepIndex } from "./step_index.ts";
import { TypeTable } from "./type_table.ts";

/** A face entity of the file. */
export interface StepRecord {
  /** The entity's number: 12 of `#12=...`. */
  readonly id: number;
  /** Position among the file's entities, from 1. */
  readonly ordinal: number;
}

/** A number that is none, or that no double can hold. */
interface NonFiniteNumber {
  /** Number of the entity that it stands in. */
  readonly id: number;
  /** The entity's type; of a complex entity the type that holds the number. */
  readonly type: string;
  /** As it is written in the file. */
  readonly text: string;
  readonly offset: number;
}

/** What the end of a file cuts through. */
interface Cut {
  readonly what: "string" | "comment" | "entity";
  /** Where that begins. */
  readonly offset: number;
  /** The number of the entity that it is, or is in; null where it is in none. */
  readonly id: number | null;
}

/** What a scan finds. */
export interface StepScan {
  /**
   * The text that all offsets and numbers of the scan are of: the file's bytes, or, where the file
   * is written in a way that the kernel's reader does not take, the same rewritten ({@linkcode
   * plainStep}). Lines are the same.
   */
  readonly text: Uint8Array;
  /** The file's own numbers of entities that have another one in the text; of most files, none. */
  readonly numbers: ReadonlyMap<number, bigint>;
  /** What the file says is elsewhere, and is used: in another file, or nowhere. Null for most. */
  readonly unresolved: Unresolved | null;
  /** The text up to the end of its header section; empty where that has none. */
  readonly header: Uint8Array;
  /** Whether the file begins, after white space and comments, with `ISO-10303-21;`. */
  readonly magic: boolean;
  /** Whether there is a header section, and each section after it has its `ENDSEC;`. */
  readonly sections: { readonly header: boolean; readonly data: boolean; readonly closed: boolean };
  /** Whether there is an `END-ISO-10303-21;`. */
  readonly ended: boolean;
  /** What the end of the file cuts through, or null. */
  readonly cut: Cut | null;
  /** Where each entity stands. */
  readonly index: StepIndex;
  /** The face entities (`ADVANCED_FACE`, `FACE_SURFACE`), in the order of the file. */
  readonly faces: readonly StepRecord[];
  /** The first number of the file that is not finite, or null. */
  readonly nonFinite: NonFiniteNumber | null;
  /** The first reference, among the entities that shapes are made of, to nothing; or null. */
  readonly dangling: DanglingReference | null;
  /** What lies deeper in parentheses than {@linkcode MAX_DEPTH}, its first byte to its last. */
  readonly tooDeep: readonly { readonly start: number; readonly end: number }[];
}

/** Depth of parentheses that no entity of any schema needs. */
export const MAX_DEPTH = 64;

/** Scans the bytes of a file. Bytes that are not STEP give a scan without magic. */
export function scanStep(bytes: Uint8Array): StepScan {
  const scanner = new StepScanner(bytes);
  const scan = scanner.scan();
  if (scanner.isPlain || !scan.magic || scan.cut !== null) return scan;
  const { bytes: text, numbers, unresolved } = plainStep(bytes);
  return { ...new StepScanner(text).scan(), numbers, unresolved };
}

/** Bytes of an entity in most files: less than that are rare, and there is room for those too. */
const USUAL_LENGTH = 40;

/** What begins with a byte inside of an entity. */
const [NOTHING, A_WORD, A_REFERENCE, A_STRING, A_LIST, LIST_END, ENTITY_END, A_SLASH] = [
  ...Array(8).keys(),
];
const BEGINNINGS = new Uint8Array(256).map((_, c) => {
  if (isLetter(c)) return A_WORD;
  const marks: Record<number, number> = {
    [HASH]: A_REFERENCE,
    [QUOTE]: A_STRING,
    [DOUBLE_QUOTE]: A_STRING,
    [OPEN]: A_LIST,
    [CLOSE]: LIST_END,
    [SEMICOLON]: ENTITY_END,
    [SLASH]: A_SLASH,
    [BACKSLASH]: A_SLASH,
  };
  return marks[c] ?? NOTHING;
});

/** 1 for what may stand in a word: it is asked for each byte. */
const IN_WORD = new Uint8Array(256).map((_, c) => isWord(c) ? 1 : 0);

/** The state of one scan. */
class StepScanner {
  readonly #bytes: Uint8Array;
  #at = 0;
  #cut: Cut | null = null;
  #nonFinite: NonFiniteNumber | null = null;
  readonly #types: TypeTable;
  readonly #references: ReferenceCheck;
  readonly #index: StepIndex;
  readonly #tooDeep: { start: number; end: number }[] = [];
  /** Whether {@linkcode plainStep} would leave the text as it is, as far as it matters. */
  isPlain = true;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#types = new TypeTable(bytes);
    this.#references = new ReferenceCheck(this.#types);
    this.#index = new StepIndex(this.#types, 16 + Math.ceil(bytes.length / USUAL_LENGTH));
  }

  scan(): StepScan {
    const sections = { header: false, data: false, closed: true };
    let magic = false, ended = false, section = "", headerEnd = 0;
    for (let statements = 0; this.#skipSpace() < this.#bytes.length; statements++) {
      const begin = this.#at;
      if (this.#bytes[begin] === HASH && section !== "REFERENCE") {
        this.#entity();
        continue;
      }
      const word = this.#statement(section === "ANCHOR" || section === "REFERENCE");
      if (word === "DATA" && this.#at > begin + "DATA;".length) this.isPlain = false;
      if (word === "ENDSCOPE" || (section === "REFERENCE" && word === "")) this.isPlain = false;
      if (statements === 0) magic = word === "ISO-10303-21";
      if (word === "HEADER") sections.header = true;
      if (word === "DATA") sections.data = true;
      if (["HEADER", "ANCHOR", "REFERENCE", "DATA"].includes(word)) {
        sections.closed = false;
        section = word;
      } else if (word === "ENDSEC") {
        if (section === "HEADER") headerEnd = begin;
        sections.closed = true;
        section = "";
      } else if (word === "END-ISO-10303-21") {
        ended = true;
        break;
      }
    }
    const index = this.#index;
    return {
      text: this.#bytes,
      numbers: new Map(),
      unresolved: null,
      header: this.#bytes.subarray(0, headerEnd),
      magic,
      sections,
      ended,
      cut: this.#cut,
      index,
      faces: Array.from(
        index.positionsOf("ADVANCED_FACE", "FACE_SURFACE"),
        (position) => ({ id: index.id(position), ordinal: position + 1 }),
      ),
      nonFinite: this.#nonFinite,
      dangling: this.#references.firstDangling(index),
      tooDeep: this.#tooDeep,
    };
  }

  /** Moves past white space and comments, and returns the offset behind. */
  #skipSpace(id: number | null = null): number {
    const bytes = this.#bytes;
    let at = this.#at;
    while (at < bytes.length) {
      const c = bytes[at];
      if (c === SPACE || (c >= 9 && c < 14)) at++;
      else if (c === SLASH && bytes[at + 1] === STAR) at = this.#commentEnd(at, id);
      else break;
    }
    return this.#at = at;
  }

  #commentEnd(at: number, id: number | null): number {
    const end = endOfComment(this.#bytes, at);
    if (end >= 0) return end;
    this.#cut ??= { what: "comment", offset: at, id };
    return this.#bytes.length;
  }

  #stringEnd(at: number, id: number | null): number {
    const end = endOfString(this.#bytes, at);
    if (end >= 0) return end;
    this.#cut ??= { what: "string", offset: at, id };
    return this.#bytes.length;
  }

  /** Moves past a statement that is no entity (`DATA;`), and returns its first word. */
  #statement(hasNames: boolean): string {
    const bytes = this.#bytes, start = this.#at;
    let at = start;
    if (bytes[at] === BACKSLASH) this.isPlain = false;
    while (at < bytes.length && (isWord(bytes[at]) || bytes[at] === MINUS)) at++;
    const word = upperCase(bytes, start, Math.min(at, start + 40));
    while (at < bytes.length && bytes[at] !== SEMICOLON) {
      const c = bytes[at];
      if (c === QUOTE || c === DOUBLE_QUOTE) at = this.#stringEnd(at, null);
      else if (c === SLASH && bytes[at + 1] === STAR) at = this.#commentEnd(at, null);
      else if (c === LESS && hasNames) at = endOfName(bytes, at);
      else at++;
    }
    if (at >= bytes.length) this.#cut ??= { what: "entity", offset: start, id: null };
    this.#at = at + 1;
    return word;
  }

  /** Moves past an entity, from its `#` to its `;`. One that is cut off is not in the index. */
  #entity(): void {
    const bytes = this.#bytes, length = bytes.length, begin = this.#at;
    let at = begin + 1, id = 0;
    for (let c = bytes[at]; isDigit(c); c = bytes[++at]) id = id * 10 + c - 48;
    if (id > MAX_NUMBER) this.isPlain = false;
    while (bytes[at] <= SPACE) at++;
    if (bytes[at] === SLASH) {
      this.isPlain = false;
      this.#at = at;
      at = this.#skipSpace(id);
    }
    if (bytes[at] === EQUALS) at++;
    const start = at;
    // The names of a complex entity stand inside one pair of parentheses: #1=(A()B());
    let kind = 0, last = 0, depth = 0, typeDepth = -1;
    let deep: { start: number; end: number } | null = null;
    while (at < length) {
      const from = at;
      switch (BEGINNINGS[bytes[at]]) {
        case NOTHING:
          do at++; while (at < length && BEGINNINGS[bytes[at]] === NOTHING);
          if (at - from >= SAFE_DIGITS) {
            this.#rejectAt(longNumber(bytes, from, at), id, last);
          }
          break;
        case A_WORD: {
          if (isExponent(bytes, at)) {
            at = this.#exponent(at, id, last);
            break;
          }
          if (typeDepth < 0) typeDepth = 0;
          if (depth === typeDepth) {
            kind = this.#types.append(kind, last = this.#types.take(at));
            at = this.#types.end;
            break;
          }
          do at++; while (IN_WORD[bytes[at]] === 1);
          if (
            this.#nonFinite === null && !isEnumeration(bytes, from, at) &&
            isNonFiniteWord(bytes, from, at)
          ) this.#rejectAt(from, id, last);
          break;
        }
        case A_REFERENCE: {
          let target = 0;
          for (let c = bytes[++at]; isDigit(c); c = bytes[++at]) target = target * 10 + c - 48;
          // A text with larger numbers is written anew, and scanned again.
          if (target > MAX_NUMBER) this.isPlain = false;
          else if (at > from + 1) this.#references.add(target);
          break;
        }
        case A_STRING:
          at = this.#stringEnd(at, id);
          break;
        case A_LIST:
          if (typeDepth < 0) typeDepth = 1;
          at++;
          if (++depth === MAX_DEPTH) this.#tooDeep.push(deep = { start: at, end: at });
          break;
        case LIST_END:
          if (depth-- === MAX_DEPTH && deep !== null) deep.end = at;
          at++;
          break;
        case A_SLASH:
          if (bytes[at] === BACKSLASH) this.isPlain = false;
          at = bytes[at] === SLASH && bytes[at + 1] === STAR ? this.#commentEnd(at, id) : at + 1;
          break;
        default:
          if (deep !== null && depth >= MAX_DEPTH) deep.end = at;
          this.#references.end(this.#index.count, kind);
          this.#index.add(id, start, at, kind);
          this.#at = at + 1;
          return;
      }
    }
    this.#cut ??= { what: "entity", offset: begin, id };
    this.#at = length;
  }

  /** Moves past an exponent; one of three digits may be more than a double holds. */
  #exponent(begin: number, id: number, last: number): number {
    const bytes = this.#bytes, end = endOfExponent(bytes, begin);
    // Those below zero make numbers small; of a long mantissa `longNumber` takes care.
    if (end - begin > 3 && bytes[begin + 1] !== MINUS) {
      const start = startOfNumber(bytes, begin);
      if (!fitsDouble(bytes, start, end)) this.#rejectAt(start, id, last);
    }
    return end;
  }

  #rejectAt(offset: number, id: number, kind: number): void {
    if (offset < 0 || this.#nonFinite !== null) return;
    const type = this.#types.last(kind);
    this.#nonFinite = { id, type, text: numberText(this.#bytes, offset), offset };
  }
}

/** Whether the letter at an offset begins the exponent of a number. */
function isExponent(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== UPPER_E && bytes[at] !== LOWER_E) return false;
  return isDigit(bytes[at - 1]) || (bytes[at - 1] === DOT && isDigit(bytes[at - 2]));
}

/** Whether a word stands between the dots of an enumeration, and not behind that of a number. */
function isEnumeration(bytes: Uint8Array, start: number, end: number): boolean {
  return bytes[start - 1] === DOT && bytes[end] === DOT && !isDigit(bytes[start - 2]);
}

/** The offset behind the name of an anchor or of a resource: `<a;b>`. */
function endOfName(bytes: Uint8Array, at: number): number {
  while (at < bytes.length && bytes[at] !== GREATER && bytes[at] > SPACE) at++;
  return at;
}
