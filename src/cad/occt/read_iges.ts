/**
 * One reading of an IGES file by a booted kernel.
 *
 * @module
 */
import type { IgesDump, ReadIgesOptions } from "../formats/shape_kernel.ts";
import { FaceIndex } from "./face_index.ts";
import { ReadFailure } from "./failure.ts";
import type { IgesKernel, IgesLocation, IgesReader, IgesShape } from "./iges_kernel.ts";
import { Laps } from "./laps.ts";

/** Where files stand in the kernel's own file system, which lives in its memory. */
const PATH = "/file.igs", DUMP = "/file.brep";

/**
 * Reads an IGES file: all its roots as one shape, in millimetres.
 *
 * @throws {ReadFailure} where the kernel's reader refuses the file, or finds no shape in it
 */
export function readIges(
  oc: IgesKernel,
  bytes: Uint8Array,
  options: ReadIgesOptions,
): Omit<IgesDump, "heapBytes" | "kernelVersion"> {
  const laps = new Laps();
  using held = new DisposableStack();
  const hold = <T extends { delete(): void }>(object: T): T => {
    held.defer(() => object.delete());
    return object;
  };
  const reader = hold(new oc.IGESControl_Reader_1());
  const progress = hold(new oc.Message_ProgressRange_1());
  oc.FS.writeFile(PATH, bytes);
  const { value } = reader.ReadFile(PATH);
  oc.FS.unlink(PATH);
  if (value !== oc.IFSelect_ReturnStatus.IFSelect_RetDone.value) {
    throw new ReadFailure("unreadable", `the reader's status is ${value}`);
  }
  laps.end("read");

  reader.TransferRoots(progress);
  const root = hold(reader.OneShape());
  if (root.IsNull()) {
    throw new ReadFailure("empty", `${reader.NbRootsForTransfer()} roots gave no shape`);
  }
  laps.end("transfer");

  oc.BRepTools.Write_3(root, DUMP, progress);
  const brep = oc.FS.readFile(DUMP);
  oc.FS.unlink(DUMP);
  laps.end("dump");

  const ids = faceEntities(oc, reader, root, options, progress);
  laps.end("ids");
  reader.ClearShapes();
  return { brep, ...ids, timings: laps.timings };
}

/**
 * Which entity each distinct face of `root` comes from, in the order in which a walk first meets
 * them, and which entities became none.
 *
 * The kernel keeps what each entity became: translating it once more gives the very face.
 */
function faceEntities(
  oc: IgesKernel,
  reader: IgesReader,
  root: IgesShape,
  { faces, surfaces }: ReadIgesOptions,
  progress: { delete(): void },
): { faceIds: Int32Array; lost: number[] } {
  using distinct = new FaceIndex<IgesShape, IgesLocation>(
    new oc.TopLoc_Location_1(),
    (face) => face.HashCode(0x7fffffff),
  );
  forEachFace(oc, root, (face) => distinct.add(face));
  const faceIds = new Int32Array(distinct.size), lost: number[] = [];
  const translate = (number: number): number => {
    // The directory has two lines an entity.
    if (!reader.TransferOne((number + 1) / 2, progress)) return 0;
    const shape = reader.Shape(reader.NbShapes());
    let found = 0;
    if (!shape.IsNull()) {
      forEachFace(oc, shape, (face) => {
        found++;
        const index = distinct.find(face);
        if (index >= 0 && faceIds[index] === 0) faceIds[index] = number;
      });
    }
    shape.delete();
    return found;
  };
  for (const number of faces) if (translate(number) === 0) lost.push(number);
  // Of the surfaces only those are faces that have not been met as part of one.
  for (const number of surfaces) if (faceIds.includes(0)) translate(number);
  return { faceIds, lost };
}

function forEachFace(oc: IgesKernel, shape: IgesShape, visit: (face: IgesShape) => void): void {
  const { TopAbs_FACE, TopAbs_SHAPE } = oc.TopAbs_ShapeEnum;
  const explorer = new oc.TopExp_Explorer_2(shape, TopAbs_FACE, TopAbs_SHAPE);
  for (; explorer.More(); explorer.Next()) {
    const face = explorer.Current();
    visit(face);
    face.delete();
  }
  explorer.delete();
}
