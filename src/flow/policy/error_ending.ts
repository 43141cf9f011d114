/** What becomes of work that failed and is not tried again. @module */

/**
 * What a failure means: the work has failed; it is skipped; or a function's value stands in for
 * its output (what that throws, the work fails with). `C` is what the function is told.
 */
export type ErrorRule<C> = "fail" | "skip" | ((error: unknown, context: C) => unknown);

/** How work that failed has ended. */
type ErrorEnding =
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "skipped" }
  | { readonly kind: "replaced"; readonly output: unknown };

/**
 * Applies the rule to a failure. Never throws, and never rejects.
 *
 * @param contextOf makes what a function is told: most rules are none
 * @returns the ending at once, unless a function has to say it
 */
export function endingOf<C>(
  rule: ErrorRule<C> = "fail",
  error: unknown,
  contextOf: () => C,
): ErrorEnding | Promise<ErrorEnding> {
  if (typeof rule === "function") return replaced(rule, error, contextOf);
  return rule === "skip" ? { kind: "skipped" } : { kind: "failed", error };
}

async function replaced<C>(
  rule: (error: unknown, context: C) => unknown,
  error: unknown,
  contextOf: () => C,
): Promise<ErrorEnding> {
  try {
    return { kind: "replaced", output: await rule(error, contextOf()) };
  } catch (another) {
    return { kind: "failed", error: another };
  }
}
