/**
 * The reader of STEP files.
 *
 * @module
 */
import type { FormatReader } from "../format_reader.ts";
import { isGzip, unpackedHead } from "./text/unpack_step.ts";

/** Bytes that the magic words of a file are looked for in. */
const HEAD = 512;

/** Reads STEP files. What does it is loaded with the first: it is a tenth of all code. */
export const stepReader: FormatReader = {
  format: "STEP",
  extensions: [".step", ".stp", ".p21", ".stpz"],

  recognises(bytes, extension) {
    // IFC files begin with the same words.
    if (extension === ".ifc") return false;
    const first = isGzip(bytes) ? unpackedHead(bytes) : bytes;
    const head = new TextDecoder("latin1").decode(first.subarray(0, HEAD));
    return /^\s*ISO-10303-21\s*;/.test(head);
  },

  async read(bytes, context) {
    const { readStep } = await import("./read_step.ts");
    return await readStep(bytes, context);
  },
};
