/**
 * Sample parts as STEP files: written by the kernel, made independent of when and where, and read
 * back to learn the entity numbers.
 *
 * @module
 */
import type { TopoDS_Face, TopoDS_Shape } from "replicad-opencascadejs";
import { scanStep } from "../formats/step/text/step_scan.ts";
import { faceIds } from "../occt/face_ids.ts";
import type { DesignBody } from "./design.ts";
import { FaceMap } from "./face_map.ts";
import { type Kit, PartError } from "./kit.ts";

/** The moment that every sample file claims to be from, so that equal parts are equal files. */
const TIME_STAMP = "2000-01-01T00:00:00";
const WRITE_PATH = "/sample_out.step";
const READ_PATH = "/sample_in.step";

/** A body as it was found in the file. */
export interface ReadBody {
  readonly faces: readonly TopoDS_Face[];
  /** The entity number of each face. */
  readonly ids: readonly number[];
  readonly instances: number;
}

/**
 * Writes bodies as a STEP file (AP214, mm).
 *
 * Bodies that stand once are solids of one product. As soon as one has several places, the file
 * is an assembly: a product a body, a NEXT_ASSEMBLY_USAGE_OCCURRENCE a place.
 */
export function writeStep(kit: Kit, file: string, bodies: readonly DesignBody[]): Uint8Array {
  const { oc } = kit;
  const assembled = bodies.some((body) => body.places);
  const writer = kit.keep(new oc.STEPControl_Writer());
  // The writer's constructor defines the settings, so they cannot be set before.
  oc.Interface_Static.SetIVal("write.step.assembly", assembled ? 1 : 0);
  // Curves in space alone, as most programs write: half the size, and faster to read.
  oc.Interface_Static.SetIVal("write.surfacecurve.mode", 0);
  const status = writer.Transfer(
    compoundOf(kit, bodies),
    oc.STEPControl_StepModelType.STEPControl_AsIs,
    true,
    kit.progress(),
  );
  const done = oc.IFSelect_ReturnStatus.IFSelect_RetDone;
  if (status !== done || writer.Write(WRITE_PATH) !== done) {
    throw new PartError(`Cannot write '${file}': the kernel says ${status}`);
  }
  const text = new TextDecoder().decode(oc.FS.readFile(WRITE_PATH));
  oc.FS.unlink(WRITE_PATH);
  const names = bodies.map((body) => body.name);
  const part = file.replace(/\.step$/, "");
  const products = assembled ? [part, ...names] : [part];
  return new TextEncoder().encode(renamed(text, file, products, names));
}

/** One shape of all bodies at all their places. */
function compoundOf(kit: Kit, bodies: readonly DesignBody[]): TopoDS_Shape {
  const { oc } = kit;
  const [first] = bodies;
  if (bodies.length === 1 && !first.places) return first.solid.shape;
  const compound = kit.keep(new oc.TopoDS_Compound());
  const builder = kit.keep(new oc.TopoDS_Builder());
  builder.MakeCompound(compound);
  for (const { solid, places } of bodies) {
    if (!places) builder.Add(compound, solid.shape);
    for (const [x, y, z] of places ?? []) {
      const motion = kit.keep(new oc.gp_Trsf());
      motion.SetTranslation(kit.keep(new oc.gp_Vec(x, y, z)));
      const location = kit.keep(new oc.TopLoc_Location(motion));
      // Moving, not copying: every place shares one body, as in real assemblies.
      builder.Add(compound, kit.keep(solid.shape.Moved(location, false)));
    }
  }
  return compound;
}

/** Replaces the header and the kernel's running names by fixed ones. */
function renamed(
  text: string,
  file: string,
  products: readonly string[],
  bodies: readonly string[],
): string {
  const header = `FILE_NAME('${file}','${TIME_STAMP}',(''),(''),'Open CASCADE','Trunnion','');`;
  let product = 0;
  let body = 0;
  let place = 0;
  return text
    .replace(/FILE_NAME\([\s\S]*?\);/, header)
    .replace(/\bPRODUCT\('[^']*',\s*'[^']*'/g, () => {
      const name = products[product++];
      return `PRODUCT('${name}','${name}'`;
    })
    .replace(/\bMANIFOLD_SOLID_BREP\('[^']*'/g, () => `MANIFOLD_SOLID_BREP('${bodies[body++]}'`)
    // The kernel counts places over all files that it has ever written.
    .replace(
      /\bNEXT_ASSEMBLY_USAGE_OCCURRENCE\('[^']*'/g,
      () => `NEXT_ASSEMBLY_USAGE_OCCURRENCE('${++place}'`,
    );
}

/**
 * Reads a STEP file back: its distinct bodies, and the entity number of each face.
 *
 * @throws {PartError} where the kernel refuses what it has written itself
 */
export function readBack(kit: Kit, step: Uint8Array): ReadBody[] {
  const { oc } = kit;
  const reader = kit.keep(new oc.STEPControl_Reader());
  oc.FS.writeFile(READ_PATH, step);
  const status = reader.ReadFile(READ_PATH);
  oc.FS.unlink(READ_PATH);
  if (status !== oc.IFSelect_ReturnStatus.IFSelect_RetDone) {
    throw new PartError(`Cannot read a written part back: the kernel says ${status}`);
  }
  reader.TransferRoots(kit.progress());
  const root = kit.keep(reader.OneShape());
  const ids = faceIds(oc, reader, root, scanStep(step).faces);

  const home = kit.keep(new oc.TopLoc_Location());
  const bodies = new FaceMap<number>(oc);
  for (const solid of kit.solids(root)) {
    // Where it was defined, so that all instances of a body are one key.
    const body = kit.keep(solid.Located(home, false));
    bodies.set(body, (bodies.get(body) ?? 0) + 1);
  }
  // Bodies share no face: the ids of each follow those of the one before.
  let next = 0;
  return bodies.entries().map(([body, instances]) => {
    const faces = kit.faces(body);
    return { faces, instances, ids: Array.from(faces, () => ids[next++]) };
  });
}
