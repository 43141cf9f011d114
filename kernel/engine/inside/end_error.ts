/** An error as the kernel shows it: made in the engine, where its class and its stack are. */
export interface ShownError {
  ename: string;
  evalue: string;
  /** The error's stack with its causes, as text. */
  stack: string;
}

/** How a cell that was interrupted ends. The name is the one that clients look for. */
export class Interrupted extends Error {
  override readonly name = "KeyboardInterrupt";

  constructor() {
    super("The cell was interrupted");
  }
}

/** What is shown of a thrown value, which need not be an error. */
export function shownError(thrown: unknown): ShownError {
  if (!(thrown instanceof Error)) {
    const text = Deno.inspect(thrown, { colors: false });
    return { ename: "Thrown", evalue: text, stack: `Thrown: ${text}` };
  }
  if (thrown instanceof Interrupted) {
    return {
      ename: thrown.name,
      evalue: thrown.message,
      stack: `${thrown.name}: ${thrown.message}`,
    };
  }
  const stack = stackOf(thrown);
  return { ename: String(thrown.name || "Error"), evalue: String(thrown.message), stack };
}

/** The stack of an error, and those of what has led to it, below each other. */
function stackOf(error: Error, seen = new Set<unknown>()): string {
  seen.add(error);
  const head = `${error.name}: ${error.message}`;
  // A subclass may set its name after the stack was taken, and a message may have been added to.
  const frames = /(?:^|\n)\s+at [^]*$/.exec(String(error.stack ?? ""))?.[0] ?? "";
  const parts = [head + (frames.startsWith("\n") ? "" : "\n") + frames];
  const inner = error instanceof AggregateError ? error.errors : [];
  for (const one of [...inner, error.cause].filter((one) => one !== undefined)) {
    if (seen.has(one)) continue;
    const text = one instanceof Error ? stackOf(one, seen) : Deno.inspect(one, { colors: false });
    parts.push(`Caused by ${text}`);
  }
  return parts.map((part) => part.trimEnd()).join("\n");
}
