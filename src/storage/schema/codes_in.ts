/** Codes by name, where something is such a list, each code once; null where it is none. */
export function codesIn(found: unknown): Readonly<Record<string, number>> | null {
  if (typeof found !== "object" || found === null || Array.isArray(found)) return null;
  const codes = Object.values(found);
  const isOne = codes.length > 0 && codes.every((code) => Number.isSafeInteger(code)) &&
    new Set(codes).size === codes.length && !Object.hasOwn(found, "");
  return isOne ? found as Record<string, number> : null;
}
