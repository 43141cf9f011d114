/** A result that cannot go from its worker to who keeps it. @module */

/** What an item fails with whose result is no plain data. */
export function unsendableResult(cause: unknown): TypeError {
  return new TypeError(
    "The task's result cannot leave its worker: results must survive a structured clone, so " +
      "no functions, streams or class instances with methods. Return plain data or a path.",
    { cause },
  );
}
