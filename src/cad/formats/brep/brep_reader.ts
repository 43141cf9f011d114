/**
 * The reader of OpenCascade's own B-Rep files.
 *
 * @module
 */
import type { FormatReader } from "../format_reader.ts";
import { headOf } from "../unpack_file.ts";

/**
 * Reads B-Rep texts, as OpenCascade, its Draw and FreeCAD write them; no kernel is needed. The
 * binary form is known as such, and refused.
 */
export const brepReader: FormatReader = {
  format: "BREP",
  extensions: [".brep", ".brp"],

  recognises(bytes) {
    return /^\s*(?:DBRep_DrawableShape\s+)?(?:Open )?CASCADE Topology V/.test(headOf(bytes));
  },

  async read(bytes, context) {
    const { readBrep } = await import("./read_brep.ts");
    return readBrep(bytes, context);
  },
};
