/**
 * Which entity of the file each face of a shape comes from.
 *
 * @module
 */
import type { StepRecord } from "../formats/step/text/step_scan.ts";
import { FaceIndex } from "./face_index.ts";
import type { OpenCascade } from "./load_occt.ts";

type Reader = InstanceType<OpenCascade["STEPControl_Reader"]>;
type Shape = InstanceType<OpenCascade["TopoDS_Shape"]>;
type Location = InstanceType<OpenCascade["TopLoc_Location"]>;
type Transient = InstanceType<OpenCascade["Standard_Transient"]>;

/**
 * The entity number of each distinct face of `root`, in the order in which a depth-first walk
 * first meets them; 0 where no entity gave the face (a surface of a geometric set, say).
 *
 * The kernel keeps what each entity became: translating a face's entity once more gives the
 * very face of the root, seen from where it was defined.
 *
 * @param faces the face entities of the file, as a scan of its bytes finds them
 */
export function faceIds(
  oc: OpenCascade,
  reader: Reader,
  root: Shape,
  faces: readonly StepRecord[],
): Int32Array {
  using distinct = new FaceIndex<Shape, Location>(
    new oc.TopLoc_Location(),
    (face) => oc.ReplicadShapeHasher.HashCode(face, 0x7fffffff),
  );
  forEachFace(oc, root, (face) => distinct.add(face));
  const ids = new Int32Array(distinct.size);
  using progress = new oc.Message_ProgressRange();
  let left = ids.length;
  for (const { id, entity } of faceEntities(reader, faces)) {
    if (left > 0 && reader.TransferEntity(entity, progress)) {
      using shape = reader.Shape(reader.NbShapes());
      forEachFace(oc, shape, (face) => {
        const index = distinct.find(face);
        if (index < 0 || ids[index] !== 0) return;
        ids[index] = id;
        left--;
      });
    }
    entity.delete();
  }
  return ids;
}

/**
 * The kernel's objects for the face entities. The model numbers entities in the order of the
 * file; where a label tells that it does not, the whole model is searched.
 */
function faceEntities(
  reader: Reader,
  faces: readonly StepRecord[],
): { id: number; entity: Transient }[] {
  using model = reader.StepModel();
  const count = model.NbEntities();
  const found: { id: number; entity: Transient }[] = [];
  for (const { id, ordinal } of faces) {
    if (ordinal > count) break;
    const entity = model.Value(ordinal);
    if (model.IdentLabel(entity) !== id) {
      entity.delete();
      break;
    }
    found.push({ id, entity });
  }
  if (found.length === faces.length) return found;

  found.forEach(({ entity }) => entity.delete());
  const wanted = new Set(faces.map((face) => face.id));
  const searched: { id: number; entity: Transient }[] = [];
  for (let number = 1; number <= count; number++) {
    const entity = model.Value(number);
    const id = model.IdentLabel(entity);
    if (wanted.has(id)) searched.push({ id, entity });
    else entity.delete();
  }
  return searched;
}

function forEachFace(oc: OpenCascade, shape: Shape, visit: (face: Shape) => void): void {
  const { TopAbs_FACE, TopAbs_SHAPE } = oc.TopAbs_ShapeEnum;
  using explorer = new oc.TopExp_Explorer(shape, TopAbs_FACE, TopAbs_SHAPE);
  for (; explorer.More(); explorer.Next()) {
    using face = explorer.Current();
    visit(face);
  }
}
