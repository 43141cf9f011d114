/** A result that cannot be sent from its worker to the process that keeps results. @module */

/** The error of an item whose result is not plain data. */
export function unsendableResult(cause: unknown): TypeError {
  return new TypeError(
    "The task's result cannot leave its worker: results must survive a structured clone, so " +
      "no functions, streams or class instances with methods. Return plain data or a path.",
    { cause },
  );
}
