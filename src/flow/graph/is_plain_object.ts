/** Whether something is an object of names and values, and no instance of a class. */
export function isPlainObject(found: unknown): found is Record<string, unknown> {
  if (typeof found !== "object" || found === null) return false;
  const prototype = Object.getPrototypeOf(found);
  return prototype === Object.prototype || prototype === null;
}
