import type { ArraySpec } from "./array.ts";

/** What a file says of an array beside its numbers, as far as it makes sense. */
export function describedBy(
  description: unknown,
  missing: unknown,
): Pick<ArraySpec, "description" | "missing"> {
  return {
    ...(typeof description === "string" ? { description } : {}),
    ...(typeof missing === "number" || missing === "NaN" ? { missing } : {}),
  };
}
