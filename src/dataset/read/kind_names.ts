/**
 * The names behind the numbers that stand for kinds of faces and edges.
 *
 * @module
 */
import { CONTINUITIES, CONVEXITIES, EDGE_TYPES, FACE_TYPES } from "../../cad/features/codes.ts";
import { codesIn } from "../../storage/schema/codes_in.ts";
import type { ArrayInfo } from "./array_groups.ts";
import type { DatasetReader } from "./reader.ts";
import type { Vocabulary } from "./vocabulary.ts";

const KINDS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "faces/face_types": FACE_TYPES,
  "edges/edge_types": EDGE_TYPES,
  "edges/edge_convexities": CONVEXITIES,
  "edges/edge_continuities": CONTINUITIES,
};

/**
 * The vocabulary of an array of kinds, or of one whose codes were declared; null for any other
 * array. What our encoder has not written may mean something else by the same names.
 *
 * @param codes what was declared of the array
 * @param attributes of the store's root
 */
export function kindNames(
  group: string,
  array: string,
  codes: unknown,
  { trunnion }: Readonly<Record<string, unknown>>,
): Vocabulary | null {
  const key = `${group}/${array}`;
  const ours = typeof trunnion === "object" && trunnion !== null && "profile" in trunnion;
  const found = codesIn(codes) ?? (ours && Object.hasOwn(KINDS, key) ? KINDS[key] : null);
  if (found === null) return null;
  const entries = Object.entries(found);
  return { key, ids: new Map(entries), names: new Map(entries.map(([name, id]) => [id, name])) };
}

/** What an array's numbers stand for: by the attribset, as they were declared, or as our kinds. */
export function arrayNames(
  { vocabularies, arrays }: Pick<DatasetReader, "vocabularies" | "arrays">,
  { group, name, attributes }: Pick<ArrayInfo, "group" | "name" | "attributes">,
): Vocabulary | null {
  return vocabularies.get(name) ?? kindNames(group, name, attributes.codes, arrays.attributes);
}
