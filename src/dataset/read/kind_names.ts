/**
 * The names behind the numbers that stand for kinds of faces and edges.
 *
 * @module
 */
import { CONTINUITIES, CONVEXITIES, EDGE_TYPES, FACE_TYPES } from "../../cad/features/codes.ts";
import type { Vocabulary } from "./vocabulary.ts";

const KINDS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "faces/face_types": FACE_TYPES,
  "edges/edge_types": EDGE_TYPES,
  "edges/edge_convexities": CONVEXITIES,
  "edges/edge_continuities": CONTINUITIES,
};

/**
 * The vocabulary of an array of kinds; null for any other array, and in a dataset that our encoder
 * has not written: its numbers may mean something else.
 *
 * @param attributes of the store's root
 */
export function kindNames(
  group: string,
  array: string,
  { trunnion }: Readonly<Record<string, unknown>>,
): Vocabulary | null {
  const key = `${group}/${array}`;
  const ours = typeof trunnion === "object" && trunnion !== null && "profile" in trunnion;
  if (!ours || !Object.hasOwn(KINDS, key)) return null;
  const entries = Object.entries(KINDS[key]);
  return { key, ids: new Map(entries), names: new Map(entries.map(([name, id]) => [id, name])) };
}
