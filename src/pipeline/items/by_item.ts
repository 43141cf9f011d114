/**
 * Parameters that say something of each item apart, as labels do: where that changes, the item
 * alone is another, and not the work on all of them.
 *
 * @module
 */

/** What a parameter has under this name where it says something of each item. */
export const BY_ITEM = Symbol("what it says of each item");

/** How such a parameter is divided. Both together must say all that decides about a result. */
export interface ByItem {
  /** What holds for all items. */
  readonly shared: unknown;
  /** What is said of one item, or a hash of it; empty where nothing is. */
  of(item: unknown): string;
}

/** How a parameter is divided; null for one that holds for all items as it is. */
export function byItem(value: unknown): ByItem | null {
  if (typeof value !== "object" || value === null || !(BY_ITEM in value)) return null;
  return value[BY_ITEM] as ByItem; // its name is a symbol of this file
}

/** What parameters say of an item beside itself; empty where they say nothing. */
export function besideItem(
  parameters: readonly { readonly kind: string; readonly value?: unknown }[],
): (item: unknown) => string {
  const divided = parameters.flatMap(({ value }) => byItem(value) ?? []);
  if (divided.length === 0) return () => "";
  return (item) => divided.map((one) => one.of(item)).filter((text) => text !== "").join(" ");
}
