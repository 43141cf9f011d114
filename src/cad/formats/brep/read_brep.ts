/**
 * Reads files of B-Rep text, without a kernel.
 *
 * @module
 */
import { withDistinctPlaces } from "../../assembly/distinct_places.ts";
import {
  DamagedGeometry,
  EmptyFile,
  MalformedBrep,
  NonFiniteCoordinates,
  NotBrep,
  TruncatedFile,
  UnsupportedFormat,
} from "../../errors.ts";
import type { ReadingContext, ReadModel } from "../format_reader.ts";
import { looksLike } from "../looks_like.ts";
import { headOf, unpackFile } from "../unpack_file.ts";
import { bodiesOf } from "./bodies.ts";
import { BrepSyntaxError } from "./brep_syntax_error.ts";
import { parseBrepText } from "./brep_text.ts";
import type { ShapeTree } from "./brep_tree.ts";
import { requireFaces } from "./required_faces.ts";
import { faultOf } from "./sound_body.ts";

/** What is said of the unit: the text has none, and whoever writes one means millimetres. */
const UNIT = "mm by convention";

/**
 * Reads a file of B-Rep text. Bodies are told as those of STEP files are; the text names nothing.
 *
 * The text states no unit: by convention its numbers are millimetres, whatever is asked for. Which
 * points are the same it says itself, so that a tolerance changes nothing.
 *
 * @throws {EmptyFile | NotBrep | UnsupportedFormat} where the file is something else, or binary
 * @throws {TruncatedFile | NonFiniteCoordinates | MalformedBrep} where the text is damaged
 * @throws {NoBodies} a subclass where it has no faces, or triangles in their place
 * @throws {DamagedGeometry} where edges, faces and vertices contradict each other
 */
export function readBrep(
  bytes: Uint8Array<ArrayBuffer>,
  { path }: Pick<ReadingContext, "path">,
): ReadModel {
  const start = performance.now();
  const text = unpackFile(bytes, MalformedBrep);
  requireText(text);
  const unpacked = performance.now();
  const tree = parsed(text);
  requireFaces(tree);
  const bodies = bodiesOf(tree, null).map(withDistinctPlaces);
  for (const { index, brep } of bodies) {
    const fault = faultOf(brep);
    if (fault === null) continue;
    throw new DamagedGeometry(
      `Cannot read the file: its edges must lie on their faces and end at their vertices, and ` +
        `in body ${index} ${fault.sentence}. Export it again.`,
      { data: { file: path, body: index, ...fault.data } },
    );
  }
  return {
    bodies,
    provenance: {
      kernel: "none",
      kernelVersion: "none",
      reader: "brep-typescript",
      units: "mm",
      fileUnits: UNIT,
    },
    timings: { read: unpacked - start, kernel: 0, parse: performance.now() - unpacked },
  };
}

function requireText(text: Uint8Array): void {
  if (text.length === 0) {
    throw new EmptyFile(
      "Cannot read the file: it must hold a B-Rep text, and has 0 bytes. Copy or export it again.",
    );
  }
  const head = headOf(text);
  if (/^\s*Open CASCADE Topology V/.test(head)) {
    throw new UnsupportedFormat(
      "Cannot read the file: a B-Rep must be in its text form, and this is the binary one. " +
        "Export it as BREP text (.brep) or as STEP.",
      { data: { form: "binary" } },
    );
  }
  if (!/^CASCADE Topology V/m.test(head)) {
    const found = looksLike(text);
    throw new NotBrep(
      `Cannot read the file: a B-Rep text must begin with CASCADE Topology, and this looks like ` +
        `${found}. Check where the file came from.`,
      { data: { found } },
    );
  }
}

function parsed(text: Uint8Array): ShapeTree {
  try {
    return parseBrepText(text);
  } catch (cause) {
    if (!(cause instanceof BrepSyntaxError)) throw cause;
    const { offset, section, expected, found } = cause.data;
    const data = { offset, section, expected, found };
    const where = `in section ${section}, at byte ${offset}`;
    if (found === "its end") {
      throw new TruncatedFile(
        `Cannot read the file: a B-Rep text must have all its sections, and stops ${where}. Copy ` +
          "or export it again.",
        { data, cause },
      );
    }
    const isNumber = /^(a|a finite) number$/.test(String(expected));
    if (isNumber && /^"[-+]?(nan|inf|\d+\.?\d*e\+?\d+"$)/i.test(String(found))) {
      throw new NonFiniteCoordinates(
        `Cannot read the file: its numbers must be finite, found ${found} ${where}. Export it ` +
          "again.",
        { data, cause },
      );
    }
    throw new MalformedBrep(
      `Cannot read the file: a B-Rep text needs ${expected} ${where}, found ${found}: bytes are ` +
        "damaged. Export it again.",
      { data, cause },
    );
  }
}
