/**
 * What is written into the files of meshes.
 *
 * @module
 */
import type { Colour, Transform } from "../../brep.ts";
import type { BodyMesh } from "../body_mesh.ts";

/** One body of a file of meshes. */
export interface MeshPart {
  /** Its triangles. */
  readonly mesh: BodyMesh;
  /**
   * What it is called.
   *
   * @default {"body"}
   */
  readonly name?: string;
  /**
   * Where it stands, several places for several instances; null for where it was defined.
   *
   * @default {[null]}
   */
  readonly places?: readonly (Transform | null)[];
  /**
   * The colour of each face, null where there is none.
   *
   * @default {none}
   */
  readonly colours?: readonly (Colour | null)[];
}

/** The formats that meshes are written in. */
export type MeshFormat = "glb" | "stl" | "obj";

/** The formats that meshes are written in. */
export const MESH_FORMATS: readonly MeshFormat[] = ["glb", "stl", "obj"];
