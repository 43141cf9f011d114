/**
 * The bodies of a STEP file, read without a kernel.
 *
 * @module
 */
import type { Body, BodyKind, Instance, Transform } from "../../../brep.ts";
import { inUnit } from "../../../assembly/same_place.ts";
import { compose } from "../../../geometry/transform.ts";
import type { StepEntities } from "../text/step_entities.ts";
import type { StepPart, StepProducts } from "../step_assembly.ts";
import type { StepScan } from "../text/step_scan.ts";
import { contextAngle, contextLength, contextUncertainty } from "../unit_sizes.ts";
import { BodyReader } from "./body_reader.ts";
import { LEAST_TOLERANCE } from "./open_edge.ts";
import { proveBody } from "./prove_body.ts";
import { StepCursor } from "./step_cursor.ts";
import { StepFrames } from "./step_frames.ts";
import { StepGeometry } from "./step_geometry.ts";
import { Unproven } from "./unproven.ts";

/** Words in the types of items that have faces; what is read of them is told apart by its type. */
const FACED = /SOLID|BREP|SHELL|SURFACE|FACE|REPLICA|TESSELLAT|TRIANGULAT|PRIMITIVE|BLOCK|SPHERE/;
/** Items that the kernel makes shapes of, though no faces. */
const SHAPES_WITHOUT_FACES = new Set(["GEOMETRIC_CURVE_SET", "GEOMETRIC_SET"]);

/** Whatever a file states, nothing may be farther apart, in millimetres. */
const MOST_APART = 0.01;

/** A body as it is met on the walk over the products. */
interface Found {
  readonly kind: BodyKind;
  readonly shells: readonly number[];
  readonly instances: Instance[];
}

/** A file whose text has been looked through. */
export interface StepFile {
  readonly scan: StepScan;
  readonly entities: StepEntities;
  readonly products: StepProducts;
  /** The names of faces that have one, by their numbers. */
  readonly names: ReadonlyMap<number, string>;
  /** Millimetres in the unit that coordinates are wanted in. */
  readonly unit: number;
}

/**
 * Reads the bodies of a file, in the order in which a walk over its products first meets them.
 *
 * @throws {Unproven} where anything is met that is not proven to be read right
 */
export function readBodies({ scan, entities, products, names, unit }: StepFile): Body[] {
  const cursor = new StepCursor(scan.text, scan.index);
  const { length, angle, least, most } = unitsOf(entities);
  const frames = new StepFrames(cursor, length / unit);
  const geometry = new StepGeometry(cursor, frames, angle);
  const tools = {
    cursor,
    frames,
    geometry,
    faceNames: names,
    precision: Math.min(most, MOST_APART) / unit,
    stated: { least: least / unit, most: most / unit },
  };
  const bodies: Body[] = [];
  for (const { kind, shells, instances } of findBodies(cursor, products, unit)) {
    const body = BodyReader.read(shells, tools), { brep } = body;
    proveBody(body, kind);
    bodies.push({ index: bodies.length, kind, name: null, brep, instances });
  }
  if (bodies.length === 0) throw new Unproven("a file without a body that is read");
  const faces = bodies.reduce((sum, { brep }) => sum + brep.faces.length, 0);
  if (faces !== scan.faces.length) {
    throw new Unproven("faces that no product has", null, `${scan.faces.length - faces}`);
  }
  return bodies;
}

function unitsOf(entities: StepEntities) {
  const all = entities.ofType("GLOBAL_UNIT_ASSIGNED_CONTEXT").map(({ id }) => {
    const length = contextLength(entities, id), angle = contextAngle(entities, id);
    if (angle === null) throw new Unproven("a unit of angle that is not known", id);
    const precision = contextUncertainty(entities, id) ?? 1e-4 * (length ?? 1);
    return { length, angle, precision };
  }).filter(({ length }) => length !== null);
  if (all.length === 0) throw new Unproven("a file without a unit of length");
  const [{ length, angle }] = all;
  if (all.some((other) => other.length !== length || other.angle !== angle)) {
    throw new Unproven("contexts of different units");
  }
  const stated = all.map(({ precision }) => Math.max(LEAST_TOLERANCE, precision));
  return { length: length!, angle, least: Math.min(...stated), most: Math.max(...stated) };
}

function findBodies(
  cursor: StepCursor,
  { roots }: StepProducts,
  unit: number,
): Iterable<Found> {
  const found = new Map<number, Found>();
  const add = (
    id: number,
    kind: BodyKind,
    shells: readonly number[],
    transform: Transform | null,
    path: readonly number[],
  ) => {
    let body = found.get(id);
    if (body === undefined) found.set(id, body = { kind, shells, instances: [] });
    body.instances.push({ transform: inUnit(transform, unit), path });
  };
  const visit = (part: StepPart, transform: Transform | null, path: readonly number[]) => {
    const items = part.items.filter((item) =>
      SHAPES_WITHOUT_FACES.has(cursor.type(item)) ||
      cursor.types(item).some((type) => FACED.test(type))
    );
    // What is alone in its part is the part.
    const isAlone = items.length + part.components.length === 1;
    let position = 0;
    for (const item of items) {
      const type = cursor.open(item);
      const at = isAlone ? path : [...path, position++];
      if (SHAPES_WITHOUT_FACES.has(type)) continue;
      cursor.skipText();
      if (type === "MANIFOLD_SOLID_BREP") {
        add(item, "solid", [cursor.reference()], transform, at);
      } else if (type === "BREP_WITH_VOIDS") {
        add(item, "solid", [cursor.reference(), ...cursor.references()], transform, at);
      } else if (type === "SHELL_BASED_SURFACE_MODEL") {
        for (const shell of cursor.references()) add(shell, "shell", [shell], transform, at);
      } else throw new Unproven(`an item of the kind ${type}`, item);
    }
    for (const { part: inner, id, transform: own } of part.components) {
      const isWhole = isAlone && cursor.type(id) === "MAPPED_ITEM";
      visit(inner, compose(transform, own), isWhole ? path : [...path, position++]);
    }
  };
  roots.forEach((root, i) => visit(root, null, roots.length > 1 ? [i] : []));
  return found.values();
}
