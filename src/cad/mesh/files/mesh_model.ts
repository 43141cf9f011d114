/**
 * An opened CAD file as what files of meshes are written from.
 *
 * @module
 */
import type { CadModel } from "../../cad_loader.ts";
import { meshBody } from "../mesh_body.ts";
import type { MeshOptions } from "../mesh_options.ts";
import type { MeshPart } from "./mesh_part.ts";

/**
 * Meshes all bodies of a CAD file: a part each, with its name, its colours and the places where it
 * stands.
 *
 * @throws UsageError for an option that there is not, or a value that it cannot have
 *
 * @example
 * ```ts
 * import { meshFile, meshModel, OcctLoader } from "trunnion";
 *
 * if (import.meta.main) {
 *   const loader = new OcctLoader();
 *   const model = await loader.createFromFile("part.step");
 *   Deno.writeFileSync("part.glb", meshFile("glb", meshModel(model)));
 *   await loader.close();
 * }
 * ```
 */
export function meshModel(model: CadModel, options: MeshOptions = {}): MeshPart[] {
  return model.bodies.map(({ brep, name, index, instances, colour = null }) => ({
    mesh: meshBody(brep, options),
    name: name ?? `body_${index}`,
    places: instances.map(({ transform }) => transform),
    colours: brep.faces.map((face) => face.colour ?? colour),
  }));
}
