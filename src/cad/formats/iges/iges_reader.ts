/**
 * The reader of IGES files.
 *
 * @module
 */
import type { FormatReader } from "../format_reader.ts";
import { headOf } from "../unpack_file.ts";

/** Reads IGES files, through a kernel that starts with the first of them. */
export const igesReader: FormatReader = {
  format: "IGES",
  extensions: [".iges", ".igs"],

  recognises(bytes) {
    // The first line is of the start section, or flags the compressed or the binary form.
    return /^[^\r\n]{72}[SCB][ 0]*1(?:\s|$)/.test(headOf(bytes));
  },

  async read(bytes, context) {
    const { readIges } = await import("./read_iges.ts");
    return await readIges(bytes, context);
  },
};
