/** Telling what takes time from what does not. @module */

/** Whether a value can be awaited, whoever made it. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value &&
    typeof value.then === "function";
}
