/**
 * Handles on things in the kernel's memory, and the few ways of asking that everything here needs.
 *
 * @module
 */
import type {
  NCollection_List_TopoDS_Shape,
  TopAbs_ShapeEnum,
  TopoDS_Face,
  TopoDS_Shape,
} from "replicad-opencascadejs";
import type { OpenCascade } from "../occt/load_occt.ts";
import { FaceMap } from "./face_map.ts";
import { type Frame, place, type Vector3 } from "./frame.ts";
import type { Point2 } from "./outline.ts";

/** Anything of the kernel that occupies its memory until deleted. */
interface Deletable {
  delete(): void;
}

/** Keeps what is made in the kernel, and frees it all at once. */
export class KernelScope {
  readonly oc: OpenCascade;
  #kept: Deletable[] = [];

  constructor(oc: OpenCascade) {
    this.oc = oc;
  }

  /** Notes that something has to be freed with the scope. */
  keep<T extends Deletable>(made: T): T {
    this.#kept.push(made);
    return made;
  }

  /** Frees all that is kept, newest first. Safe to call twice. */
  dispose(): void {
    while (this.#kept.length > 0) this.#kept.pop()?.delete();
  }

  /** The parts of a shape of one kind, in the order of a depth-first walk. */
  walk(shape: TopoDS_Shape, kind: TopAbs_ShapeEnum): TopoDS_Shape[] {
    const found: TopoDS_Shape[] = [];
    const explorer = this.keep(new this.oc.TopExp_Explorer(shape, kind));
    for (; explorer.More(); explorer.Next()) found.push(this.keep(explorer.Current()));
    return found;
  }

  /** Like {@linkcode walk}, each part once. */
  walkOnce(shape: TopoDS_Shape, kind: TopAbs_ShapeEnum): TopoDS_Shape[] {
    const seen = new FaceMap<true>(this.oc);
    for (const part of this.walk(shape, kind)) seen.set(part, true);
    return seen.entries().map(([part]) => part);
  }

  /** The faces of a shape, each once. */
  faces(shape: TopoDS_Shape): TopoDS_Face[] {
    return this.walkOnce(shape, this.oc.TopAbs_ShapeEnum.TopAbs_FACE)
      .map((face) => this.keep(this.oc.TopoDS.Face(face)));
  }

  /** The solids of a shape. */
  solids(shape: TopoDS_Shape): TopoDS_Shape[] {
    return this.walk(shape, this.oc.TopAbs_ShapeEnum.TopAbs_SOLID);
  }

  /** The shapes of a list, which is emptied on the way: the kernel gives copies. */
  unlist(list: NCollection_List_TopoDS_Shape): TopoDS_Shape[] {
    this.keep(list);
    const shapes: TopoDS_Shape[] = [];
    for (let left = list.Size(); left > 0; left--) {
      shapes.push(this.keep(list.First()));
      list.RemoveFirst();
    }
    return shapes;
  }

  /** A list of the kernel. */
  list(shapes: readonly TopoDS_Shape[]): NCollection_List_TopoDS_Shape {
    const list = this.keep(new this.oc.NCollection_List_TopoDS_Shape());
    for (const shape of shapes) this.keep(list.Append(shape));
    return list;
  }

  /** A point of the kernel. */
  point([x, y, z]: Vector3) {
    return this.keep(new this.oc.gp_Pnt(x, y, z));
  }

  /** A direction of the kernel. */
  direction([x, y, z]: Vector3) {
    return this.keep(new this.oc.gp_Dir(x, y, z));
  }

  /** The frame's axes, moved to a point of its drawing. */
  axes(frame: Frame, at: Point2) {
    return this.keep(
      new this.oc.gp_Ax2(
        this.point(place(frame, at)),
        this.direction(frame.z),
        this.direction(frame.x),
      ),
    );
  }

  /** What the kernel's long calls ask for to report progress; nobody listens. */
  progress() {
    return this.keep(new this.oc.Message_ProgressRange());
  }
}
