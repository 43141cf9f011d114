/** Reads STEP texts without a kernel. */
import type { Body } from "../../../../../src/cad/brep.ts";
import { readBodies } from "../../../../../src/cad/formats/step/proven/read_bodies.ts";
import { StepCursor } from "../../../../../src/cad/formats/step/proven/step_cursor.ts";
import { StepFrames } from "../../../../../src/cad/formats/step/proven/step_frames.ts";
import { StepGeometry } from "../../../../../src/cad/formats/step/proven/step_geometry.ts";
import type { StepTools } from "../../../../../src/cad/formats/step/proven/step_tools.ts";
import { Unproven } from "../../../../../src/cad/formats/step/proven/unproven.ts";
import { stepProducts } from "../../../../../src/cad/formats/step/step_assembly.ts";
import { StepEntities } from "../../../../../src/cad/formats/step/text/step_entities.ts";
import { scanStep } from "../../../../../src/cad/formats/step/text/step_scan.ts";
import { stepFaceNames } from "../../../../../src/cad/formats/step/step_face_names.ts";

const encode = (text: string) => new TextEncoder().encode(text);

/** The bodies of a file. What a kernel is known to read wrong of it is told. */
export function readText(text: string, unit = 1, kernelErrs?: (what: string) => void): Body[] {
  const scan = scanStep(encode(text));
  const entities = new StepEntities(scan.text, scan.index);
  const names = stepFaceNames(entities);
  const products = stepProducts(entities);
  return readBodies({ scan, entities, products, names, unit, kernelErrs });
}

/** Why a file cannot be proven; null where it can. */
export function reasonOf(text: string): string | null {
  return reasonThrown(() => readText(text));
}

/** Why something cannot be proven; null where it can. */
export function reasonThrown(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof Unproven) return error.reason;
    throw error;
  }
}

/** A cursor over entities, one a line: `#1=CIRCLE('',#2,5.);`. */
export function cursorOver(lines: string): StepCursor {
  const { text, index } = scanStep(encode(`ISO-10303-21;HEADER;ENDSEC;DATA;\n${lines}\nENDSEC;`));
  return new StepCursor(text, index);
}

/** The geometry of entities, in millimetres and radians unless it is told. */
export function geometryOver(lines: string, length = 1, angle = 1): StepGeometry {
  const cursor = cursorOver(lines);
  return new StepGeometry(cursor, new StepFrames(cursor, length), angle);
}

/** What a file of these entities is read with. */
export function toolsOver(lines: string, length = 1, angle = 1): StepTools {
  const cursor = cursorOver(lines), frames = new StepFrames(cursor, length);
  return {
    cursor,
    frames,
    geometry: new StepGeometry(cursor, frames, angle),
    faceNames: new Map(),
    precision: 1e-6,
    stated: { least: 1e-6, most: 1e-6 },
    kernelErrs: () => {},
  };
}
