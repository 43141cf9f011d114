/** Which labels of faces go along with the files of a profile. @module */
import { UsageError } from "../../../base/errors.ts";
import { suggestNames } from "../../../base/suggest.ts";
import type { ExportPlan } from "../export_plan.ts";
import type { ExportedArray } from "../read_block.ts";

/** Groups in which labels of faces lie. */
const GROUPS = ["face_labels", "labels"];

/**
 * The labels of faces: the array that is named, else the only one that there is.
 *
 * @param label `"group/array"` or the array's own name; null where none is named
 * @returns null where none is named and the dataset has none
 * @throws {UsageError} where there is no such array, or one of several must be named
 */
export function faceLabels(
  { reader, arrays }: ExportPlan,
  label: string | null,
): ExportedArray | null {
  const known = arrays.filter(({ group, dims, shape, dtype }) =>
    GROUPS.includes(group) && dims[0] === "face" && shape.length === 1 && dtype.includes("int")
  );
  if (label === null && known.length <= 1) return known[0] ?? null;
  const keys = known.map(({ key }) => key);
  const named = known.filter(({ key, name }) => key === label || name === label);
  if (named.length === 1) return named[0];
  throw new UsageError(
    label === null
      ? `Cannot export '${reader.location}': it has several labels of faces, ${keys.join(", ")}. ` +
        "Say which: --label"
      : `Cannot export the labels '${label}': they must be integers of faces, in one of the ` +
        `groups ${GROUPS.join(", ")}. ${suggestNames(label, keys)}`,
    { data: { label, known: keys } },
  );
}
