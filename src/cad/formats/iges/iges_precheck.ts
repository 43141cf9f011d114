/**
 * What can be said about an IGES file before a kernel sees it.
 *
 * @module
 */
import {
  EmptyFile,
  MalformedIges,
  NoBodies,
  NotIges,
  PointsOnly,
  UnsupportedFormat,
  WireframeOnly,
} from "../../errors.ts";
import { looksLike } from "../looks_like.ts";
import { headOf } from "../unpack_file.ts";
import { igesEntities, type IgesEntity } from "./iges_entities.ts";
import { checkCounts } from "./iges_counts.ts";
import { type IgesGlobal, igesGlobal } from "./iges_global.ts";
import { type IgesLines, igesLines } from "./iges_lines.ts";
import { checkReferences, CURVE_TYPES, FACE_TYPES, SURFACE_TYPES } from "./iges_references.ts";

/** An IGES file whose text has been looked through. */
export interface IgesFile {
  readonly lines: IgesLines;
  readonly global: IgesGlobal;
  /** By their numbers. */
  readonly entities: ReadonlyMap<number, IgesEntity>;
}

/**
 * Looks through an IGES file and refuses what no reading would do justice to.
 *
 * @throws {EmptyFile | NotIges} where there is not one byte, or the file is something else
 * @throws {UnsupportedFormat} where it is in the compressed or the binary form, or not in true size
 * @throws {TruncatedFile} where the end is missing
 * @throws {NonFiniteCoordinates} where a number is not finite
 * @throws {MalformedIges} where lines, parameters or references do not fit each other
 * @throws {NoBodies} where there is nothing that a body could be made of
 */
export function precheckIges(bytes: Uint8Array): IgesFile {
  if (bytes.length === 0) {
    throw new EmptyFile(
      "Cannot read the file: it must hold an IGES model, and has 0 bytes. Copy or export it again.",
    );
  }
  requireIges(bytes);
  const lines = igesLines(bytes);
  const global = igesGlobal(lines.G);
  const entities = igesEntities(lines, global.delimiters);
  checkReferences(entities);
  checkCounts(entities);
  const types = new Set([...entities.values()].map(({ type }) => type));
  if (![...types].some((type) => FACE_TYPES.has(type) || SURFACE_TYPES.has(type))) {
    throw noIgesBodies(entities);
  }
  return { lines, global, entities };
}

/** Why a file has no body, in the words of its own contents. */
export function noIgesBodies(entities: ReadonlyMap<number, IgesEntity>): NoBodies {
  const types = [...entities.values()].map(({ type }) => type);
  const must = "Cannot find a body in the file: it must hold a solid, a shell or a face, ";
  const data = { entities: entities.size }, remedy = "instead. Leave it out.";
  if (types.some((type) => type >= 150 && type <= 184)) {
    return new NoBodies(`${must}and has solids by construction (CSG) ${remedy}`, { data });
  }
  if (types.some((type) => type === 134 || type === 136 || type === 138 || type === 146)) {
    return new NoBodies(`${must}and has a finite-element model ${remedy}`, { data });
  }
  if (types.some((type) => CURVE_TYPES.has(type) && type !== 116)) {
    return new WireframeOnly(`${must}and has curves ${remedy}`, { data });
  }
  if (types.includes(116)) return new PointsOnly(`${must}and has points ${remedy}`, { data });
  return new NoBodies(`${must}and has ${entities.size} entities of other kinds ${remedy}`, {
    data,
  });
}

function requireIges(bytes: Uint8Array): void {
  const [, first = ""] = /^([^\r\n]*)/.exec(headOf(bytes)) ?? [];
  const flag = /^.{72}([SCB])[ 0]*1\s*(?:.{0,80})?$/.exec(first.slice(0, 80))?.[1];
  if (flag === "S") return;
  if (flag !== undefined) {
    const form = flag === "C" ? "compressed" : "binary";
    throw new UnsupportedFormat(
      `Cannot read the file: IGES must be in its form of lines of 80 columns, and this is the ` +
        `${form} one. Export it as ASCII, or as STEP.`,
      { data: { form } },
    );
  }
  if (/S[ 0]{0,6}1 *$/.test(first)) {
    throw new MalformedIges(
      "Cannot read the file: the lines of IGES must have 80 columns, the letter of their section " +
        `in column 73, and the first one has ${first.trimEnd().length}. Export it again.`,
      { data: { line: 1, columns: first.trimEnd().length } },
    );
  }
  const found = looksLike(bytes);
  throw new NotIges(
    "Cannot read the file: IGES must begin with a line that has S in column 73, and this looks " +
      `like ${found}. Check where the file came from.`,
    { data: { found } },
  );
}
