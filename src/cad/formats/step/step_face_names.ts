/**
 * The names that a STEP file gives its faces.
 *
 * @module
 */
import type { StepEntities } from "./text/step_entities.ts";

/**
 * The name of each face entity that has one that is not empty, by the entity's number. Where
 * a number is given twice, the first entity counts, as it does for the kernel.
 *
 * A simple entity's name is its first parameter, `#12=ADVANCED_FACE('name',...)`; a complex
 * entity's stands in its part `REPRESENTATION_ITEM('name')`.
 */
export function stepFaceNames(entities: StepEntities): Map<number, string> {
  const names = new Map<number, string>();
  for (const type of ["ADVANCED_FACE", "FACE_SURFACE"]) {
    for (const id of entities.index.ofType(type)) {
      const name = entities.name(id);
      if (name !== "") names.set(id, name);
    }
  }
  return names;
}
