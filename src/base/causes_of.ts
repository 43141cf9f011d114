/** What led to an error. @module */

/** How far a chain of causes is followed. */
export const MAX_CAUSES = 8;

/**
 * What was thrown, its cause, and so on: at most eight causes, and none twice. A task may throw an
 * error that is its own cause, or one whose cause cannot be read.
 */
export function causesOf(thrown: unknown): unknown[] {
  const causes = [thrown];
  while (causes.length <= MAX_CAUSES) {
    const cause = causeOf(causes[causes.length - 1]);
    if (cause === undefined || cause === null || causes.includes(cause)) break;
    causes.push(cause);
  }
  return causes;
}

function causeOf(thrown: unknown): unknown {
  try {
    return thrown instanceof Error ? thrown.cause : undefined;
  } catch {
    return undefined; // a proxy may refuse even to say what it is
  }
}
