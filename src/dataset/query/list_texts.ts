/** Texts that a query asks for in lists of texts, such as tags. @module */
import { UsageError } from "../../base/errors.ts";
import { nearestName } from "../../base/suggest.ts";
import type { KeyValue } from "./resolve_key.ts";
import type { Query } from "./where.ts";

/**
 * Refuses a text that no list has and that is nearly one that some have. One like no other is
 * found nowhere: a query outlives the tag that it asks for.
 *
 * @param name the key
 * @param values lists of texts, a line each
 * @throws {UsageError} with the near text
 */
export function requireNoNearText(
  name: string,
  values: ArrayLike<KeyValue>,
  query: Query,
): void {
  const wanted = query.op === "in"
    ? query.values
    : query.op === "includes" || query.op === "eq" || query.op === "ne"
    ? [query.value]
    : [];
  const known = new Set<string>();
  for (let i = 0; i < values.length; i++) {
    const list = values[i];
    if (list !== null) { for (const text of String(list).split("\n")) known.add(text); }
  }
  for (const text of wanted) {
    if (text === null || known.has(String(text))) continue;
    const nearest = nearestName(String(text), known);
    if (nearest === null) continue;
    throw new UsageError(
      `Cannot ask for '${text}' in '${name}': no sample has it. Did you mean '${nearest}'?`,
      { data: { key: name, value: text, nearest } },
    );
  }
}
