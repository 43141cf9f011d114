/**
 * The reader of STEP files.
 *
 * @module
 */
import type { FormatReader } from "../format_reader.ts";
import { headOf } from "../unpack_file.ts";

/** Asking for a module that is loaded takes longer than keeping it. */
let reading: Promise<typeof import("./read_step.ts")> | null = null;

/** Reads STEP files. What does it is loaded with the first: it is a tenth of all code. */
export const stepReader: FormatReader = {
  format: "STEP",
  extensions: [".step", ".stp", ".p21", ".stpz"],

  recognises(bytes, extension) {
    // IFC files begin with the same words.
    if (extension === ".ifc") return false;
    return /^\s*ISO-10303-21\s*;/.test(headOf(bytes));
  },

  async read(bytes, context) {
    const { readStep } = await (reading ??= import("./read_step.ts"));
    return await readStep(bytes, context);
  },
};
