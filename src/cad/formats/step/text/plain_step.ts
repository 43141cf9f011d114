/**
 * STEP text as every reader takes it.
 *
 * @module
 */

/** A text that says the same as another one, and the numbers that its entities had there. */
interface PlainStep {
  readonly bytes: Uint8Array;
  /** The file's own number of each entity that was given another one. */
  readonly numbers: ReadonlyMap<number, bigint>;
}

/** The greatest number of an entity that the kernel's reader takes: its numbers have 32 bits. */
export const MAX_NUMBER = 2 ** 31 - 1;

/**
 * Rewrites what Part 21 allows and the kernel's reader does not take: comments between an entity's
 * number and its `=`, parameters of a DATA section, scopes (`#1=&SCOPE ... ENDSCOPE /#2/ F(...)`),
 * whose entities come before the one that they are in, and entity numbers above
 * {@linkcode MAX_NUMBER}, which get free ones below. Strings are left as they are.
 */
export function plainStep(bytes: Uint8Array): PlainStep {
  return new Rewriter(bytes).rewrite();
}

const [HASH, QUOTE, DOUBLE_QUOTE, STAR, SLASH, SEMICOLON, EQUALS, AMPERSAND] = [
  ..."#'\"*/;=&",
].map((c) => c.charCodeAt(0));

const isDigit = (c: number) => c >= 48 && c <= 57;
const isWord = (c: number) => isDigit(c) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122);

/** The rewriting of one text: what stays is copied in stretches as long as can be. */
class Rewriter {
  readonly #bytes: Uint8Array;
  readonly #pieces: Uint8Array[] = [];
  readonly #numbers: NewNumbers;
  /** The numbers of the entities whose scopes are open, as they are written anew. */
  readonly #scopes: string[] = [];
  #at = 0;
  /** What lies before is copied, or left out. */
  #done = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#numbers = new NewNumbers(bytes);
  }

  rewrite(): PlainStep {
    const bytes = this.#bytes;
    let statement = true;
    while (this.#at < bytes.length) {
      const c = bytes[this.#at];
      if (c === SLASH && bytes[this.#at + 1] === STAR) {
        this.#replace(endOfComment(bytes, this.#at), " ");
      } else if (c <= 32) this.#at++;
      else if (statement) {
        statement = false;
        if (c === HASH) statement = this.#head();
        else if (this.#statement() === "END-ISO-10303-21") break;
      } else if (c === SEMICOLON) {
        statement = true;
        this.#at++;
      } else if (c === QUOTE || c === DOUBLE_QUOTE) this.#at = endOfString(bytes, this.#at);
      else if (c === HASH && isDigit(bytes[this.#at + 1])) {
        const { end, renamed } = this.#number(this.#at);
        if (renamed !== null) this.#replace(end, `#${renamed}`);
        else this.#at = end;
      } else this.#at++;
    }
    this.#at = bytes.length;
    this.#replace(bytes.length, "");
    return { bytes: joined(this.#pieces), numbers: this.#numbers.originals() };
  }

  /** Moves past an entity's number and `=`; true where a scope begins, and with it a statement. */
  #head(): boolean {
    const bytes = this.#bytes, start = this.#at;
    const { text, end, renamed } = this.#number(start);
    const equals = this.#skipSpace(end);
    if (text === "" || bytes[equals] !== EQUALS) {
      this.#at = Math.max(end, start + 1);
      return false;
    }
    const value = this.#skipSpace(equals + 1);
    const number = renamed ?? text;
    if (bytes[value] === AMPERSAND && wordAt(bytes, value + 1) === "SCOPE") {
      this.#scopes.push(number);
      this.#replace(value + 6, "");
      return true;
    }
    if (renamed !== null || bytes.subarray(end, equals).includes(SLASH)) {
      this.#replace(equals + 1, `#${number}=`);
    } else this.#at = equals + 1;
    return false;
  }

  /** Moves past the word that a statement begins with, and what of it is left out. */
  #statement(): string {
    const bytes = this.#bytes;
    const word = wordAt(bytes, this.#at), end = this.#at + word.length;
    if (word === "DATA") {
      let to = end;
      while (to < bytes.length && bytes[to] !== SEMICOLON) to = endOfPart(bytes, to);
      this.#at = end;
      this.#replace(to, "");
    } else if (word === "ENDSCOPE" && this.#scopes.length > 0) {
      let to = this.#skipSpace(end);
      if (bytes[to] === SLASH) {
        to++;
        // A slash ends the list, unless it begins a comment.
        while (to < bytes.length && (bytes[to] !== SLASH || bytes[to + 1] === STAR)) {
          to = endOfPart(bytes, to);
        }
        to++;
      }
      this.#replace(to, `#${this.#scopes.pop()}=`);
    } else this.#at = Math.max(end, this.#at + 1);
    return word;
  }

  /** The number behind the `#` at an offset, and the one in its place, if there is one. */
  #number(at: number): { text: string; end: number; renamed: string | null } {
    const { text, end } = numberAt(this.#bytes, at);
    return { text, end, renamed: text === "" ? null : this.#numbers.of(text) };
  }

  #skipSpace(at: number): number {
    const bytes = this.#bytes;
    while (at < bytes.length) {
      if (bytes[at] <= 32) at++;
      else if (bytes[at] === SLASH && bytes[at + 1] === STAR) at = endOfComment(bytes, at);
      else break;
    }
    return at;
  }

  /** Copies what stands before the position, and puts a text in the place of all up to `end`. */
  #replace(end: number, text: string): void {
    if (this.#at > this.#done) this.#pieces.push(this.#bytes.subarray(this.#done, this.#at));
    if (text !== "") this.#pieces.push(new TextEncoder().encode(text));
    this.#done = this.#at = end;
  }
}

/** Free numbers for those that are too large. */
class NewNumbers {
  readonly #bytes: Uint8Array;
  readonly #renamed = new Map<string, string>();
  #used: Set<number> | null = null;
  #next = 1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The number in the place of one, as digits; null where it stays. */
  of(digits: string): string | null {
    if (digits.length < 10 || Number(digits) <= MAX_NUMBER) return null;
    // Zeros in front say nothing.
    const key = digits.replace(/^0+/, "");
    let renamed = this.#renamed.get(key);
    if (renamed === undefined) this.#renamed.set(key, renamed = String(this.#free()));
    return renamed;
  }

  originals(): Map<number, bigint> {
    return new Map(
      [...this.#renamed].map(([digits, renamed]) => [Number(renamed), BigInt(digits)]),
    );
  }

  #free(): number {
    this.#used ??= usedNumbers(this.#bytes);
    while (this.#used.has(this.#next)) this.#next++;
    return this.#next++;
  }
}

/** Every number that stands behind a `#`, of an entity that there is or not. */
function usedNumbers(bytes: Uint8Array): Set<number> {
  const used = new Set<number>();
  for (let at = bytes.indexOf(HASH); at >= 0; at = bytes.indexOf(HASH, at + 1)) {
    used.add(Number(numberAt(bytes, at).text));
  }
  return used;
}

function numberAt(bytes: Uint8Array, hash: number): { text: string; end: number } {
  let end = hash + 1;
  while (isDigit(bytes[end])) end++;
  return { text: ascii(bytes, hash + 1, end), end };
}

/** The word at an offset, upper case, with the marks that such words have. */
function wordAt(bytes: Uint8Array, at: number): string {
  let end = at;
  while (isWord(bytes[end]) || bytes[end] === 45) end++;
  return ascii(bytes, at, Math.min(end, at + 40)).toUpperCase();
}

/** The offset behind a string, a comment or one byte. */
function endOfPart(bytes: Uint8Array, at: number): number {
  const c = bytes[at];
  if (c === QUOTE || c === DOUBLE_QUOTE) return endOfString(bytes, at);
  if (c === SLASH && bytes[at + 1] === STAR) return endOfComment(bytes, at);
  return at + 1;
}

function endOfString(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(bytes[at], at + 1);
  return end < 0 ? bytes.length : end + 1;
}

function endOfComment(bytes: Uint8Array, at: number): number {
  for (let end = bytes.indexOf(STAR, at + 2); end >= 0; end = bytes.indexOf(STAR, end + 1)) {
    if (bytes[end + 1] === SLASH) return end + 2;
  }
  return bytes.length;
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  return new TextDecoder("latin1").decode(bytes.subarray(start, end));
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}
