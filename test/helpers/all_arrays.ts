import { comparedArrays } from "../../src/cad/audit/compared_arrays.ts";
import type { Brep } from "../../src/cad/brep.ts";
import type { EncodedArrays } from "../../src/cad/features/array_pusher.ts";

/** All arrays that there are, but those of the mesh. */
export function allArrays(brep: Brep): EncodedArrays {
  return comparedArrays(brep, Infinity);
}
