/** Parts of packed results. @module */
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import { markOf } from "./packed_value.ts";

/** What a path leads to, packed as it is. */
export function fieldOf(data: unknown, keys: readonly (string | number)[], name: string): unknown {
  let found = data;
  for (const [i, key] of keys.entries()) {
    const isPlain = typeof found === "object" && found !== null;
    const mark = isPlain && !Array.isArray(found) ? markOf(found as object) : null;
    if (mark === "$object") found = (found as { $object: unknown }).$object;
    const holds = typeof found === "object" && found !== null && Object.hasOwn(found, key) &&
      (mark === null || mark === "$object");
    if (!holds) {
      const known = isPlain && mark === null ? Object.keys(found as object) : [];
      throw new UsageError(
        `Cannot load '${keys.join(".")}' of the result '${name}': there is no '${key}'` +
          `${i === 0 ? "" : ` in '${keys.slice(0, i).join(".")}'`}. ` +
          suggestNames(String(key), known),
        { data: { id: name, path: keys.join("."), known: known.slice(0, 20) } },
      );
    }
    found = (found as Record<string | number, unknown>)[key];
  }
  return found;
}

/** The numbers of the arrays that packed data points to. */
export function* arraysIn(data: unknown): Generator<number> {
  if (typeof data !== "object" || data === null) return;
  const mark = Array.isArray(data) ? null : markOf(data);
  if (mark === "$array") return yield Number((data as { $array: unknown }).$array);
  const held = mark === "$object" ? (data as { $object: object }).$object : data;
  for (const item of Object.values(held)) yield* arraysIn(item);
}

/** As `slice` has it: negative ones count from the end. */
export function rangeOf(from: number, to: number | undefined, length: number): [number, number] {
  const at = (value: number) => Math.min(Math.max(value < 0 ? length + value : value, 0), length);
  const start = at(Math.trunc(from) || 0);
  return [start, Math.max(start, at(to === undefined ? length : Math.trunc(to) || 0))];
}
