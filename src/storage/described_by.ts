import type { ArraySpec } from "./array.ts";
import { codesIn } from "./schema/codes_in.ts";

/** What a file says of an array beside its numbers, as it stands there. */
interface Told {
  readonly description?: unknown;
  readonly missing?: unknown;
  readonly codes?: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** What a file says of an array beside its numbers, as far as it makes sense. */
export function describedBy(
  { description, missing, codes, attributes = {} }: Told,
): Pick<ArraySpec, "description" | "missing" | "codes" | "attributes"> {
  const texts = Object.entries(attributes)
    .filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const named = codesIn(codes);
  return {
    ...(typeof description === "string" ? { description } : {}),
    ...(typeof missing === "number" || missing === "NaN" ? { missing } : {}),
    ...(named === null ? {} : { codes: named }),
    ...(texts.length === 0 ? {} : { attributes: Object.fromEntries(texts) }),
  };
}
