/**
 * Which entity of the file each face of a shape comes from.
 *
 * @module
 */
import type { StepRecord } from "../formats/step/text/step_scan.ts";
import type { OpenCascade } from "./load_occt.ts";

type Reader = InstanceType<OpenCascade["STEPControl_Reader"]>;
type Shape = InstanceType<OpenCascade["TopoDS_Shape"]>;
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
  using distinct = new FaceIndex(oc);
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

/** The distinct faces met so far: the same face elsewhere, or turned round, is the same. */
class FaceIndex {
  readonly #oc: OpenCascade;
  readonly #origin: InstanceType<OpenCascade["TopLoc_Location"]>;
  readonly #buckets = new Map<number, { face: Shape; index: number }[]>();
  size = 0;

  constructor(oc: OpenCascade) {
    this.#oc = oc;
    this.#origin = new oc.TopLoc_Location();
  }

  add(face: Shape): void {
    // The hash takes in where a face stands, so that it has to be the same for all.
    const moved = face.Located(this.#origin, false);
    const bucket = this.#bucket(moved);
    if (bucket.some((entry) => entry.face.IsPartner(moved))) moved.delete();
    else bucket.push({ face: moved, index: this.size++ });
  }

  /** Position of `face` among the distinct ones, or -1. */
  find(face: Shape): number {
    using moved = face.Located(this.#origin, false);
    return this.#bucket(moved).find((entry) => entry.face.IsPartner(moved))?.index ?? -1;
  }

  #bucket(face: Shape): { face: Shape; index: number }[] {
    const hash = this.#oc.ReplicadShapeHasher.HashCode(face, 0x7fffffff);
    const bucket = this.#buckets.get(hash) ?? [];
    if (bucket.length === 0) this.#buckets.set(hash, bucket);
    return bucket;
  }

  [Symbol.dispose](): void {
    for (const bucket of this.#buckets.values()) bucket.forEach(({ face }) => face.delete());
    this.#origin.delete();
  }
}
