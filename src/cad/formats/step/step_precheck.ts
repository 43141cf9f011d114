/**
 * What can be said about a STEP file before a kernel sees it.
 *
 * A kernel that reads a damaged file may crash, hang or, worst, build something that the file
 * does not say. What is recognised here costs milliseconds and has a sentence that helps.
 *
 * @module
 */
import {
  EmptyFile,
  ExternalReferences,
  MalformedStep,
  NoBodies,
  NonFiniteCoordinates,
  NotStep,
  PointsOnly,
  TessellatedOnly,
  TruncatedFile,
  WireframeOnly,
} from "../../errors.ts";
import type { ShapeTree } from "../brep/brep_tree.ts";
import { looksLike } from "../looks_like.ts";
import { lineOf } from "./text/step_bytes.ts";
import { scanStep, type StepScan } from "./text/step_scan.ts";

/**
 * Scans a STEP file and refuses what no reading would do justice to.
 *
 * @throws {EmptyFile} where there is not one byte
 * @throws {NotStep} where the file is something else
 * @throws {NonFiniteCoordinates} where a number is not finite
 * @throws {TruncatedFile} where the end is missing
 * @throws {MalformedStep} where a shape refers to an entity that is not there
 * @throws {ExternalReferences} where an entity is said to be in another file
 * @throws {NoBodies} where there is nothing that a body could be made of
 */
export function precheckStep(bytes: Uint8Array): StepScan {
  if (bytes.length === 0) {
    throw new EmptyFile(
      "Cannot read the file: it must hold a STEP model, and has 0 bytes. Copy or export it again.",
    );
  }
  const scan = scanStep(bytes);
  if (!scan.magic) throw notStep(bytes);
  checkWhole(bytes, scan);
  checkUnresolved(bytes, scan);
  checkNumbers(scan);
  checkReferences(scan);
  if (!scan.index.has(...FACE_GIVING)) throw noBodies(scan);
  return scan;
}

/**
 * Why a file whose reading gave no face has none, in the words of its own contents.
 *
 * @param tree what the kernel made of it; null where it made nothing
 */
export function noBodies(
  { index }: StepScan,
  tree: ShapeTree | null = null,
): NoBodies {
  const typeCounts = index.typeCounts();
  const has = (pattern: RegExp) => [...typeCounts.keys()].some((type) => pattern.test(type));
  const must = "Cannot find a body in the file: it must hold a solid, a shell or a face, ";
  const data = { entities: index.count };
  if (has(/TESSELLATED|TRIANGULATED/)) {
    return new TessellatedOnly(
      must + "and has triangles (TESSELLATED_*) only. Export it with its exact geometry.",
      { data },
    );
  }
  if (
    has(
      /^(EXTERNALLY_DEFINED|APPLIED_EXTERNAL_IDENTIFICATION|APPLIED_DOCUMENT_REFERENCE)|^DOCUMENT_FILE$/,
    )
  ) {
    return new ExternalReferences(
      must + "and refers to other files for its parts. Give those files instead.",
      { data },
    );
  }
  const remedy = "instead. Leave it out.";
  const faces = ["ADVANCED_FACE", "FACE_SURFACE"].map((type) => typeCounts.get(type) ?? 0);
  if (faces.some((count) => count > 0)) {
    return new NoBodies(
      `${must}and has ${faces[0] + faces[1]} faces that no product's shape is made of. Export it ` +
        "again.",
      { data },
    );
  }
  const shapes = new Set(tree?.shapes.map(({ kind }) => kind));
  const isModel = CONTENTS.some(([pattern]) => has(pattern));
  if (shapes.has("edge") || (!isModel && has(CURVE))) {
    return new WireframeOnly(`${must}and has curves ${remedy}`, { data });
  }
  if (shapes.has("vertex") || (!isModel && has(POINT))) {
    return new PointsOnly(`${must}and has points ${remedy}`, { data });
  }
  const found = CONTENTS.find(([pattern]) => has(pattern))?.[1] ??
    `${index.count} entities of other kinds`;
  return new NoBodies(`${must}and has ${found} ${remedy}`, { data });
}

/** What a file without faces may hold, the most telling first. */
const CONTENTS: readonly (readonly [RegExp, string])[] = [
  [/^FEA_|^(VOLUME|SURFACE|CURVE)_\w*ELEMENT|^NODE$/, "a finite-element model"],
  [
    /^CSG_|^BOOLEAN_RESULT$|^(BLOCK|SPHERE|TORUS|RIGHT_CIRCULAR_\w+)$/,
    "solids by construction (CSG)",
  ],
  [/^SOLID_REPLICA$/, "copies of solids (SOLID_REPLICA) without the solid"],
];

/** What curves in space are written with; a line or a circle alone may be part of a remark. */
const CURVE = /WIREFRAME|^GEOMETRIC_CURVE_SET$|^(EDGE|VERTEX)_LOOP$|_CURVE$|^LINE$|^POLYLINE$/;

/** What points are written with that are meant as a shape. */
const POINT = /^(GEOMETRIC_SET|VERTEX_POINT|VERTEX_SHELL|POINT_SET)$/;

/** The entities that the kernel makes faces of. */
const FACE_GIVING = [
  "ADVANCED_FACE",
  "FACE_SURFACE",
  "FACE",
  "GEOMETRIC_SET",
  "GEOMETRICALLY_BOUNDED_SURFACE_SHAPE_REPRESENTATION",
];

function notStep(bytes: Uint8Array): Error {
  const found = looksLike(bytes);
  const data = { found };
  const head = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, 32));
  if (head.startsWith("\ufeffISO-10303-21")) {
    return new MalformedStep(
      "Cannot read the file: STEP must begin with ISO-10303-21, and a UTF-8 byte order mark " +
        "stands before it. Save it without.",
      { data },
    );
  }
  return new NotStep(
    `Cannot read the file: STEP must begin with ISO-10303-21, and this looks like ${found}. ` +
      "Check where the file came from.",
    { data },
  );
}

function checkWhole(bytes: Uint8Array, { sections, ended, cut, text }: StepScan): void {
  const must = "Cannot read the file: STEP must have a HEADER and a DATA section, each closed by " +
    "ENDSEC, and END-ISO-10303-21 after them; ";
  if (ended && sections.data && sections.header && sections.closed) return;
  const tail = new TextDecoder("latin1").decode(bytes.subarray(-200));
  const line = cut === null ? null : lineOf(text, cut.offset);
  const data = { sections, ended, cut: cut?.what ?? null, id: cut?.id ?? null, line };
  const of = cut === null || cut.id === null ? "" : `of #${cut.id}, `;
  if (!ended && cut !== null && /END-ISO-10303-21\s*;/.test(tail)) {
    throw new MalformedStep(
      `${must}its end is swallowed by a ${cut.what} that is never closed (${of}from line ${line} ` +
        "on): bytes are damaged. Export it again.",
      { data },
    );
  }
  if (!ended || !sections.closed) {
    const where = cut === null
      ? "after a whole statement"
      : `inside of a${cut.what === "entity" ? "n" : ""} ${cut.what} (${of}from line ${line} on)`;
    throw new TruncatedFile(`${must}the file stops ${where}. Copy or export it again.`, { data });
  }
  const missing = sections.header ? "DATA" : "HEADER";
  throw new TruncatedFile(`${must}the ${missing} section is missing. Export it again.`, { data });
}

function checkNumbers({ nonFinite, numbers, text: bytes }: StepScan): void {
  if (nonFinite === null) return;
  const { type, text } = nonFinite, id = numbers.get(nonFinite.id) ?? nonFinite.id;
  const line = lineOf(bytes, nonFinite.offset);
  throw new NonFiniteCoordinates(
    `Cannot read the file: its numbers must be finite, found ${text} in #${id} ${type} ` +
      `(line ${line}). Export it again.`,
    { data: { id: Number(id), type, text, line } },
  );
}

function checkUnresolved(bytes: Uint8Array, { unresolved }: StepScan): void {
  if (unresolved === null) return;
  const { id, name, uri } = unresolved, line = lineOf(bytes, unresolved.offset);
  const must = `Cannot read the file: what its entities refer to must be in it, and #${id} ` +
    `(line ${line}) refers to ${name}, `;
  const data = { id: Number(id), name, uri, line };
  if (uri.startsWith("<#")) {
    throw new MalformedStep(
      `${must}which is said to be the file's own ${uri}: no such anchor leads to ` +
        "anything. Export it again.",
      { data },
    );
  }
  throw new ExternalReferences(
    `${must}which is said to be in another file: ${uri}. Export both as one file.`,
    { data },
  );
}

function checkReferences({ dangling, numbers, index, text }: StepScan): void {
  if (dangling === null) return;
  const { type, position } = dangling, line = lineOf(text, index.start(position));
  const [id, missing] = [dangling.id, dangling.missing].map((id) => numbers.get(id) ?? id);
  throw new MalformedStep(
    `Cannot read the file: #${id} ${type} (line ${line}) must refer to entities of the file, and ` +
      `there is no #${missing}. Parts of its shape would be missing; export it again.`,
    { data: { id: Number(id), type, missing: Number(missing), line } },
  );
}
