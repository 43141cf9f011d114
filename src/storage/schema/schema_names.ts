/**
 * Names in a schema: which are allowed.
 *
 * @module
 */

import { isReservedName } from "../../base/reserved_name.ts";

/**
 * Why a group or array cannot have this name; null where it can.
 *
 * A name is a folder of the dataset, on every system, and Zarr keeps names that begin with two
 * underscores for itself.
 */
export function nameProblem(name: string): string | null {
  if (name === "") return "a name has at least one character";
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name)) {
    return "a name has letters, digits, '_', '-' and '.' only, and begins with none of the last " +
      "two";
  }
  if (name.startsWith("__")) return "Zarr keeps names that begin with two underscores for itself";
  if (name.endsWith(".")) return "a name does not end with a dot";
  if (name.toLowerCase() === "zarr.json") return "Zarr keeps this name for itself";
  if (isReservedName(name)) return "Windows keeps this name for itself";
  return null;
}
