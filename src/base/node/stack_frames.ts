/**
 * The places of a stack, by the URLs that modules have.
 *
 * The text of a stack is for people: Deno writes a module's URL decoded there, `my parts` for
 * `my%20parts`, and nobody can tell any more where it ends or what was encoded.
 *
 * @module
 */

/** A place in a module. */
export interface StackFrame {
  /** The module's URL, as its `import.meta.url` has it. */
  readonly url: string;
  /** The line, from 1. */
  readonly line: number;
  /** The column, from 1. */
  readonly column: number;
}

interface CallSite {
  getScriptNameOrSourceURL?(): unknown;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
}

/** The property of `Error` by which V8 asks what the stack of an error is; Deno's types lack it. */
const HOOK = "prepareStackTrace";

/**
 * The frames of an error's stack that have a script with a name, the nearest first. There are none
 * where somebody has read `error.stack` before, as it is made once.
 */
export function stackFrames(error: Error): StackFrame[] {
  const before: unknown = Reflect.get(Error, HOOK);
  let sites: unknown;
  try {
    Reflect.set(Error, HOOK, (_error: unknown, found: CallSite[]) => found);
    sites = error.stack;
  } finally {
    Reflect.set(Error, HOOK, before);
  }
  if (!Array.isArray(sites)) return [];
  return (sites as CallSite[]).flatMap((site) => {
    const url = site.getScriptNameOrSourceURL?.();
    if (typeof url !== "string") return [];
    return [{ url, line: site.getLineNumber() ?? 1, column: site.getColumnNumber() ?? 1 }];
  });
}
