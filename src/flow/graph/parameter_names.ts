/** What the parameters of a function are called, as its source says. @module */

/** One parameter of a function. */
export interface Parameter {
  /** Null for a pattern, such as `{ x, y }`. */
  readonly name: string | null;
  /** Whether it may be left out. */
  readonly hasDefault: boolean;
  /** Whether it takes all that is left. */
  readonly isRest: boolean;
}

const OPENING = "([{", CLOSING = ")]}", QUOTES = `"'\``;

/**
 * The parameters of a function in their order; null where its source does not say, as that of a
 * bound function. The source of TypeScript has no types any more when it runs.
 */
export function parametersOf(work: (...args: never[]) => unknown): readonly Parameter[] | null {
  const source = Function.prototype.toString.call(work);
  if (/\{\s*\[native code\]\s*\}\s*$/.test(source) || /^class\b/.test(source)) return null;
  const single = /^(?:async\s+)?([\w$]+)\s*=>/.exec(source);
  if (single !== null) return [{ name: single[1], hasDefault: false, isRest: false }];
  const start = source.indexOf("(");
  if (start < 0) return null;
  const parts = splitList(source, start + 1);
  return parts === null ? null : parts.map(parameter);
}

/** The parts of a list up to its closing bracket. */
function splitList(source: string, start: number): string[] | null {
  const parts: string[] = [];
  let depth = 0, from = start;
  for (let at = start; at < source.length; at++) {
    const sign = source[at];
    const after = source.slice(at, at + 2);
    if (after === "/*") at = source.indexOf("*/", at) + 1;
    else if (after === "//") at = source.indexOf("\n", at);
    else if (QUOTES.includes(sign)) at = endOfText(source, at);
    else if (OPENING.includes(sign)) depth++;
    else if (CLOSING.includes(sign) && depth-- === 0) {
      parts.push(source.slice(from, at));
      return parts.map(withoutComments).filter((part) => part !== "");
    } else if (sign === "," && depth === 0) {
      parts.push(source.slice(from, at));
      from = at + 1;
    }
    if (at < 0) return null;
  }
  return null;
}

function endOfText(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source[at] === source[start]) return at;
  }
  return source.length;
}

function withoutComments(part: string): string {
  return part.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "").trim();
}

function parameter(part: string): Parameter {
  const isRest = part.startsWith("...");
  const plain = isRest ? part.slice(3).trim() : part;
  const name = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(plain)?.[0] ?? null;
  const rest = name === null ? plain : plain.slice(name.length);
  const hasDefault = name === null ? /[}\]]\s*=/.test(rest) : /^\s*=/.test(rest);
  return { name, hasDefault, isRest };
}
