/**
 * The bodies of a STEP file, read without a kernel.
 *
 * @module
 */
import type { Body } from "../../../brep.ts";
import type { StepProducts } from "../step_assembly.ts";
import { isSoundPlacement, placement } from "../step_placement.ts";
import type { StepEntities } from "../text/step_entities.ts";
import type { StepScan } from "../text/step_scan.ts";
import { BodyReader } from "./body_reader.ts";
import { BodyUnits, type Units } from "./body_units.ts";
import { findBodies } from "./find_bodies.ts";
import { proveBody } from "./prove_body.ts";
import { StepCursor } from "./step_cursor.ts";
import { StepFrames } from "./step_frames.ts";
import { StepGeometry } from "./step_geometry.ts";
import type { StepTools } from "./step_tools.ts";
import { Unproven } from "./unproven.ts";

/** Whatever a file states, nothing may be farther apart, in millimetres. */
const MOST_APART = 0.01;

/** A file whose text has been looked through. */
export interface StepFile {
  readonly scan: StepScan;
  readonly entities: StepEntities;
  readonly products: StepProducts;
  /** The names of faces that have one, by their numbers. */
  readonly names: ReadonlyMap<number, string>;
  /** Millimetres in the unit that coordinates are wanted in. */
  readonly unit: number;
  /** Told what of the file the kernel is known to read wrong. */
  readonly kernelErrs?: (what: string) => void;
}

/**
 * Reads the bodies of a file, in the order in which a walk over its products first meets them.
 *
 * @throws {Unproven} where anything is met that is not proven to be read right
 */
export function readBodies(
  { scan, entities, products, names, unit, kernelErrs = () => {} }: StepFile,
): Body[] {
  const cursor = new StepCursor(scan.text, scan.index);
  const units = new BodyUnits(entities, products);
  const tools = new Map<Units, StepTools>();
  const toolsFor = (own: Units): StepTools => {
    let known = tools.get(own);
    if (known === undefined) {
      const length = own.length / unit;
      const frames = new StepFrames(cursor, length);
      const operator = (id: number) =>
        isSoundPlacement(entities, id) ? placement(entities, id, length) : null;
      const precision = Math.min(units.most, MOST_APART) / unit;
      known = {
        cursor,
        frames,
        geometry: new StepGeometry(cursor, frames, own.angle, { precision, kernelErrs, operator }),
        faceNames: names,
        precision,
        stated: { least: units.least / unit, most: units.most / unit },
        kernelErrs,
      };
      tools.set(own, known);
    }
    return known;
  };
  const bodies: Body[] = [];
  for (const { item, kind, shells, instances } of findBodies(cursor, products, unit)) {
    const body = BodyReader.read(shells, toolsFor(units.of(item))), { brep } = body;
    proveBody(body, kind, shells.length);
    bodies.push({ index: bodies.length, kind, name: null, brep, instances });
  }
  if (bodies.length === 0) throw new Unproven("a file without a body that is read");
  const faces = bodies.reduce((sum, { brep }) => sum + brep.faces.length, 0);
  if (faces !== scan.faces.length) {
    throw new Unproven("faces that no product has", null, `${scan.faces.length - faces}`);
  }
  return bodies;
}
