/**
 * Meshes as the bytes of a file.
 *
 * @module
 */
import { UsageError } from "../../../base/errors.ts";
import { suggestNames } from "../../../base/suggest.ts";
import { glbOf } from "./glb.ts";
import { MESH_FORMATS, type MeshFormat, type MeshPart } from "./mesh_part.ts";
import { objOf } from "./obj.ts";
import { stlOf } from "./stl.ts";

const WRITERS: Readonly<Record<MeshFormat, (parts: readonly MeshPart[]) => Uint8Array>> = {
  glb: glbOf,
  stl: stlOf,
  obj: objOf,
};

/**
 * The bytes of a file of meshes: binary glTF 2.0 in metres, binary STL or OBJ in the model's unit.
 *
 * @throws UsageError for another format
 *
 * @example
 * ```ts
 * import { meshBody, meshFile } from "trunnion";
 *
 * const mesh = meshBody({ faces: [], edges: [], vertices: new Float64Array() });
 * console.log(meshFile("stl", [{ mesh }]).length); // 84
 * ```
 */
export function meshFile(format: MeshFormat, parts: readonly MeshPart[]): Uint8Array {
  if (!MESH_FORMATS.includes(format)) {
    throw new UsageError(
      `Cannot write meshes as '${format}': there is no such format. ${
        suggestNames(String(format), MESH_FORMATS)
      }`,
      { data: { format, formats: MESH_FORMATS } },
    );
  }
  return WRITERS[format](parts);
}
