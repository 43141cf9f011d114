/** A stand-in for a body of the CAD room. */
import type { BodyInfo } from "../../src/storage/data_storage.ts";

export function bodyOf(index: number, faces = 6, edges = 12, name: string | null = null): BodyInfo {
  return {
    index,
    kind: "solid",
    name,
    instances: [{ transform: null, path: [index] }],
    brep: { faces: { length: faces }, edges: { length: edges } },
  };
}
