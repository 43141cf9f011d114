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

/** Where V8 asks what the stack of an error is. */
interface Prepared {
  prepareStackTrace?: (error: unknown, sites: CallSite[]) => unknown;
}

/**
 * The frames of an error's stack that have a script with a name, the nearest first. There are none
 * where somebody has read `error.stack` before, as it is made once.
 */
export function stackFrames(error: Error): StackFrame[] {
  const hook = Error as unknown as Prepared;
  const before = hook.prepareStackTrace;
  let sites: unknown;
  try {
    hook.prepareStackTrace = (_error, found) => found;
    sites = error.stack;
  } finally {
    hook.prepareStackTrace = before;
  }
  if (!Array.isArray(sites)) return [];
  return (sites as CallSite[]).flatMap((site) => {
    const url = site.getScriptNameOrSourceURL?.();
    if (typeof url !== "string") return [];
    return [{ url, line: site.getLineNumber() ?? 1, column: site.getColumnNumber() ?? 1 }];
  });
}
