/**
 * The names that a STEP file gives to what is in it, and those that it uses for what is elsewhere
 * (ISO 10303-21, edition 3: the sections ANCHOR and REFERENCE).
 *
 * @module
 */
import {
  endOfSpace,
  endOfString,
  EQUALS,
  GREATER,
  isDigit,
  latin1,
  LESS,
  QUOTE,
  SEMICOLON,
} from "./step_bytes.ts";

/** What a reference leads to: something of the file, as it is written there, or elsewhere. */
type Target = { readonly text: string } | { readonly uri: string };

/** References to references that are followed. */
const MAX_STEPS = 16;

/** Characters that are written in the place of a name. */
const MOST_TEXT = 2 ** 16;

/** Strings, in which nothing is a name, and names. */
const NAME = /'[^']*'|([#@]\d+)/g;

const OPEN_BRACE = 123;

/** The anchors and references of one file. */
export class StepAnchors {
  readonly #anchors = new Map<string, string>();
  readonly #references = new Map<string, string>();
  readonly #resolved = new Map<string, Target>();

  /** Whether the file has references: of most, none. */
  get isUsed(): boolean {
    return this.#references.size > 0;
  }

  /**
   * Reads the items of a section, from behind its first `;`: `<name>=#12;`, `#10=<#name>;` or
   * `@10=<other.stp#name>;`. What is written otherwise is passed over.
   *
   * @returns the offset of the word `ENDSEC`, or of the end of the text
   */
  read(bytes: Uint8Array, from: number): number {
    for (let at = endOfSpace(bytes, from); at < bytes.length; at = endOfSpace(bytes, at)) {
      if (/^ENDSEC\b/i.test(latin1(bytes, at, Math.min(at + 7, bytes.length)))) return at;
      const nameEnd = endOfName(bytes, at), name = latin1(bytes, at, nameEnd);
      at = endOfSpace(bytes, nameEnd);
      const isItem = bytes[at] === EQUALS;
      const start = isItem ? endOfSpace(bytes, at + 1) : at;
      const { end, valueEnd } = endOfItem(bytes, start);
      if (isItem) {
        const value = latin1(bytes, start, valueEnd).trim();
        (name.startsWith("<") ? this.#anchors : this.#references).set(name, value);
      }
      at = end;
    }
    return bytes.length;
  }

  /**
   * What is written in the place of a name, `#10` or `@10`, that an entity refers to: what its
   * anchor names, in which there may be names again. Of what is not in the file, and of what leads
   * to itself, the place where it is said to be.
   *
   * @param renamed what is written for a name that is no reference
   */
  resolve(name: string, renamed: (name: string) => string): Target {
    const known = this.#resolved.get(name);
    if (known !== undefined) return known;
    const own = this.#references.get(name);
    if (own === undefined) return { text: renamed(name) };
    const written = this.#follow(own);
    if ("uri" in written) return written;
    // Until it is known: what leads to itself leads nowhere.
    let uri = own, isLost = false;
    this.#resolved.set(name, { uri });
    const text = written.text.replaceAll(NAME, (whole, inner) => {
      if (inner === undefined || isLost) return whole;
      const found = this.resolve(inner, renamed);
      if ("text" in found) return found.text;
      isLost = true;
      uri = found.uri;
      return whole;
    });
    const target = isLost || text.length > MOST_TEXT ? { uri } : { text };
    this.#resolved.set(name, target);
    return target;
  }

  /** What is at a place, as it is written there. */
  #follow(start: string): Target {
    let uri = start;
    for (let step = 0; step < MAX_STEPS; step++) {
      const item: string | undefined = uri.startsWith("<#")
        ? this.#anchors.get(`<${uri.slice(2)}`)
        : undefined;
      if (item === undefined) return { uri };
      if (item.startsWith("<")) uri = item;
      else {
        const next = this.#references.get(item);
        if (next === undefined) return { text: item };
        uri = next;
      }
    }
    return { uri };
  }
}

/** The offset behind `<...>`, or behind `#10` or `@10`. */
function endOfName(bytes: Uint8Array, at: number): number {
  if (bytes[at] === LESS) {
    const end = bytes.indexOf(GREATER, at);
    return end < 0 ? bytes.length : end + 1;
  }
  let end = at + 1;
  while (isDigit(bytes[end])) end++;
  return end;
}

/** The offset behind the `;` of an item, and where its value ends: tags may stand behind it. */
function endOfItem(bytes: Uint8Array, from: number): { end: number; valueEnd: number } {
  let at = from, valueEnd = -1;
  while (at < bytes.length && bytes[at] !== SEMICOLON) {
    if (bytes[at] === QUOTE) {
      const end = endOfString(bytes, at);
      at = end < 0 ? bytes.length : end;
    } else if (bytes[at] === LESS) at = endOfName(bytes, at);
    else {
      if (bytes[at] === OPEN_BRACE && valueEnd < 0) valueEnd = at;
      at++;
    }
  }
  return { end: Math.min(at + 1, bytes.length), valueEnd: valueEnd < 0 ? at : valueEnd };
}
