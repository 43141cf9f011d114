import type { ArraySpec } from "./array.ts";

/** What a file says of an array beside its numbers, as far as it makes sense. */
export function describedBy(
  description: unknown,
  missing: unknown,
  attributes: Readonly<Record<string, unknown>> = {},
): Pick<ArraySpec, "description" | "missing" | "attributes"> {
  const texts = Object.entries(attributes)
    .filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return {
    ...(typeof description === "string" ? { description } : {}),
    ...(typeof missing === "number" || missing === "NaN" ? { missing } : {}),
    ...(texts.length === 0 ? {} : { attributes: Object.fromEntries(texts) }),
  };
}
