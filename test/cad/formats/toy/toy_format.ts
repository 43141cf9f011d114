/**
 * A format added from outside, in one file: importing it is all. Its text names boxes,
 * `TOY` and then a line `box <name> <a> <b> <c>` each.
 */
import { CadError } from "../../../../src/cad/errors.ts";
import type { FormatReader } from "../../../../src/cad/formats/format_reader.ts";
import { looksLike } from "../../../../src/cad/formats/looks_like.ts";
import { registerFormat } from "../../../../src/cad/formats/register_format.ts";
import { box } from "../../../helpers/breps.ts";

/** The file begins with something else than `TOY`. */
export class NotToy extends CadError {
  override name = "NotToy";
}

const recognises = (bytes: Uint8Array) =>
  new TextDecoder().decode(bytes.subarray(0, 4)) === "TOY\n";

export const toyReader: FormatReader = {
  format: "Toy",
  extensions: [".toy"],
  recognises,
  read(bytes, { path }) {
    if (!recognises(bytes)) {
      throw new NotToy(`Cannot read '${path}': it must begin with TOY; it is ${looksLike(bytes)}`);
    }
    const lines = new TextDecoder().decode(bytes).trim().split("\n").slice(1);
    return Promise.resolve({
      bodies: lines.map((line, index) => {
        const [, name, a, b, c] = line.split(" ");
        const brep = box(Number(a), Number(b), Number(c));
        return {
          index,
          kind: "solid",
          name,
          brep,
          instances: [{ transform: null, path: [index] }],
        };
      }),
      provenance: {
        kernel: "none",
        kernelVersion: "1",
        reader: "toy",
        units: "mm",
        fileUnits: "mm",
      },
      timings: { read: 0, kernel: 0, parse: 0 },
    });
  },
};

registerFormat(toyReader);
