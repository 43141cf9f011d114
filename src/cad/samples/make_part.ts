/**
 * One sample part, from its number to its file and labels. Runs inside the kernel's process.
 *
 * @module
 */
import type { TopoDS_Shape } from "replicad-opencascadejs";
import type { OpenCascade } from "../occt/load_occt.ts";
import type { Arrangement, DesignBody, PartDesign } from "./design.ts";
import { DESIGNERS } from "./families.ts";
import { FEATURE_CLASSES } from "./feature_classes.ts";
import { Kit, PartError } from "./kit.ts";
import {
  FAMILIES,
  type PartBodyLabel,
  type PartFaceLabel,
  type PartFamily,
  type PartLabels,
} from "./part_labels.ts";
import { addMeasures, type PartMeasures } from "./measures.ts";
import { createRandomStream } from "../random_stream.ts";
import { readBack, type ReadBody, writeStep } from "./step_file.ts";

/** Which part to make. Equal requests give equal bytes. */
export interface PartRequest {
  readonly seed: number;
  /** The part's number, from 0. */
  readonly index: number;
  readonly family: PartFamily;
  readonly arrangement: Arrangement;
  /** The name of the STEP file that the part will be. */
  readonly file: string;
}

/** A part as bytes, and what is known of it. */
interface MadePart {
  readonly step: Uint8Array;
  readonly info: PartLabels;
}

/**
 * Makes a part: designs it, writes it as STEP, reads it back and labels each face by its entity
 * number.
 *
 * @throws {PartError} where the kernel cannot make the part, or the file read back is not the
 * part that was written
 */
export function makePart(oc: OpenCascade, request: PartRequest): Promise<MadePart> {
  const { seed, index, family, arrangement, file } = request;
  const kit = new Kit(oc);
  try {
    const random = createRandomStream(seed, index, FAMILIES.indexOf(family));
    const design = DESIGNERS[family](kit, random, arrangement);
    const step = writeStep(kit, file, design.bodies);
    const info = labelsOf(kit, request, design, readBack(kit, step));
    return Promise.resolve({ step, info });
  } catch (error) {
    return Promise.reject(error);
  } finally {
    kit.dispose();
  }
}

function labelsOf(
  kit: Kit,
  request: PartRequest,
  design: PartDesign,
  found: readonly ReadBody[],
): PartLabels {
  if (found.length !== design.bodies.length) {
    throw new PartError(
      `Cannot label '${request.file}': ${design.bodies.length} bodies were written, ` +
        `found ${found.length} on reading back`,
    );
  }
  const faces = design.bodies.flatMap((body, i) => faceLabels(kit, i, body, found[i]));
  const bodies = design.bodies.map((body, i): PartBodyLabel => ({
    index: i,
    name: body.name,
    face_count: found[i].faces.length,
    instance_count: found[i].instances,
    closed_form: body.closedForm,
  }));
  return {
    file: request.file,
    family: request.family,
    family_id: FAMILIES.indexOf(request.family),
    units: "mm",
    parameters: design.parameters,
    feature_classes: FEATURE_CLASSES,
    faces,
    bodies,
    closed_form: total(bodies),
  };
}

function total(bodies: readonly PartBodyLabel[]): PartMeasures | null {
  let sum: PartMeasures = { volume: 0, area: 0 };
  for (const { closed_form, instance_count } of bodies) {
    if (closed_form === null) return null;
    sum = addMeasures(sum, closed_form, instance_count);
  }
  return sum;
}

/**
 * The labels of a body's faces. Faces come back in the order in which they were written, and
 * each pair is compared: a label on the wrong face would be worse than none.
 */
function faceLabels(kit: Kit, index: number, body: DesignBody, found: ReadBody): PartFaceLabel[] {
  const written = kit.faces(body.solid.shape);
  if (written.length !== found.faces.length) {
    throw new PartError(
      `Cannot label '${body.name}': ${written.length} faces were written, ` +
        `found ${found.faces.length} on reading back`,
    );
  }
  return written.map((face, i) => {
    const feature = body.solid.features.get(face);
    const id = found.ids[i];
    if (feature === undefined || id === 0 || !sameFace(kit, face, found.faces[i])) {
      throw new PartError(`Cannot label '${body.name}': face ${i} is not the one written`);
    }
    return { id, body: index, index: i, feature, feature_id: FEATURE_CLASSES.indexOf(feature) };
  });
}

/**
 * Whether two faces are the same, to a thousandth of their size: by their boxes, or by area and
 * centre. The box is ten times faster, and can be too wide on a round face whose parameters the
 * file has shifted.
 */
function sameFace(kit: Kit, a: TopoDS_Shape, b: TopoDS_Shape): boolean {
  return sameBox(kit, a, b) || sameCentre(kit, a, b);
}

function sameBox(kit: Kit, a: TopoDS_Shape, b: TopoDS_Shape): boolean {
  const [p, q] = [a, b].map((face) => {
    const box = kit.keep(new kit.oc.Bnd_Box());
    kit.oc.BRepBndLib.Add(face, box, false);
    return [box.CornerMin(), box.CornerMax()].flatMap((corner) => {
      kit.keep(corner);
      return [corner.X(), corner.Y(), corner.Z()];
    });
  });
  const size = Math.hypot(p[3] - p[0], p[4] - p[1], p[5] - p[2]);
  return p.every((value, i) => Math.abs(value - q[i]) <= 1e-3 * size);
}

function sameCentre(kit: Kit, a: TopoDS_Shape, b: TopoDS_Shape): boolean {
  const [p, q] = [a, b].map((face) => {
    const props = kit.keep(new kit.oc.GProp_GProps());
    // Adaptive: with fixed points the answer depends on how the surface is written.
    kit.oc.BRepGProp.SurfaceProperties(face, props, 1e-4, false);
    const center = kit.keep(props.CentreOfMass());
    return { area: props.Mass(), x: center.X(), y: center.Y(), z: center.Z() };
  });
  const apart = Math.hypot(p.x - q.x, p.y - q.y, p.z - q.z);
  return Math.abs(p.area - q.area) <= 1e-3 * p.area && apart <= 1e-3 * Math.sqrt(p.area);
}
