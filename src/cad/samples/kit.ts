/**
 * The workshop that sample parts are made in: solids by sketches and booleans, with a feature on
 * every face.
 *
 * Features are not guessed from the finished geometry. Each tool knows what its faces are, and
 * the kernel's own history of every operation carries that to the faces of the result.
 *
 * @module
 */
import type {
  BRepAlgoAPI_BooleanOperation,
  BRepBuilderAPI_MakeShape,
  BRepFilletAPI_LocalOperation,
  TopoDS_Edge,
  TopoDS_Shape,
} from "replicad-opencascadejs";
import { TrunnionError } from "../../base/errors.ts";
import { draw, type DrawnEdge } from "./drawing.ts";
import { FaceMap } from "./face_map.ts";
import { type Frame, UPRIGHT, type Vector3 } from "./frame.ts";
import { KernelScope } from "./kernel_scope.ts";
import type { FaceFeature } from "./feature_classes.ts";
import { circle, type Outline } from "./outline.ts";

/** A solid of the kernel, and what each of its faces is. */
export interface Solid {
  readonly shape: TopoDS_Shape;
  readonly features: FaceMap<FaceFeature>;
}

/** What is known of an edge when edges are chosen. */
export interface EdgeFacts {
  readonly kind: "line" | "circle" | "other";
  /** Radius of a circle, else 0. */
  readonly radius: number;
  readonly start: Vector3;
  readonly middle: Vector3;
  readonly end: Vector3;
}

/** How an extruded solid is drawn. */
interface PrismOptions {
  readonly outer: Outline;
  /** Holes in it. @default {none} */
  readonly inner?: readonly Outline[];
  readonly height: number;
  /** Where the drawing lies; extruded along its z. @default {the xy plane} */
  readonly frame?: Frame;
  /** What the two end faces are. @default {"stock"} */
  readonly caps?: FaceFeature;
}

/** The kernel could not make a sample part: a fault of the design, not of the caller. */
export class PartError extends TrunnionError {
  override name = "PartError";
}

/** Makes solids. Whatever it has made is freed by `dispose`. */
export class Kit extends KernelScope {
  /** A drawing extruded along its frame's z. */
  prism(options: PrismOptions): Solid {
    const { outer, inner = [], height, frame = UPRIGHT, caps = "stock" } = options;
    const { face, edges } = draw(this, outer, inner, frame);
    const [x, y, z] = frame.z.map((part) => part * height);
    const maker = this.keep(
      new this.oc.BRepPrimAPI_MakePrism(face, this.keep(new this.oc.gp_Vec(x, y, z))),
    );
    const shape = this.keep(maker.Shape());
    const features = this.#mark(shape, () => caps);
    for (const { edge, feature } of edges) {
      for (const side of this.unlist(maker.Generated(edge))) features.set(side, feature);
    }
    return { shape, features };
  }

  /**
   * A drawing turned once around its frame's y axis. The drawing lies at x >= 0: x is the
   * radius, y goes along the axis.
   */
  revolve(outer: Outline, frame: Frame): Solid {
    const { face, edges } = draw(this, outer, [], frame);
    const axis = this.keep(
      new this.oc.gp_Ax1(this.point(frame.origin), this.direction(frame.y)),
    );
    const maker = this.keep(new this.oc.BRepPrimAPI_MakeRevol(face, axis));
    const shape = this.keep(maker.Shape());
    const known = new FaceMap<FaceFeature>(this.oc);
    const flat: DrawnEdge[] = [];
    for (const drawn of edges) {
      const sides = this.unlist(maker.Generated(drawn.edge));
      for (const side of sides) known.set(side, drawn.feature);
      if (sides.length === 0) flat.push(drawn);
    }
    this.#markFlats(maker, shape, known, flat);
    return this.#withFeatures(shape, "revolve", (side) => known.get(side));
  }

  /** A cylinder from the frame's origin along its z. */
  cylinder(frame: Frame, radius: number, height: number, feature: FaceFeature): Solid {
    const outer = circle([0, 0], radius, feature);
    return this.prism({ outer, height, frame, caps: feature });
  }

  /** A ball. */
  sphere(center: Vector3, radius: number, feature: FaceFeature): Solid {
    const maker = this.keep(new this.oc.BRepPrimAPI_MakeSphere(this.point(center), radius));
    const shape = this.keep(maker.Shape());
    return { shape, features: this.#mark(shape, () => feature) };
  }

  /** What is left of a solid without the tools; a cut face is what the tool's face is. */
  cut(from: Solid, tools: readonly Solid[]): Solid {
    return this.#boolean(this.keep(new this.oc.BRepAlgoAPI_Cut()), "cut", from, tools);
  }

  /** Solids that overlap, made one. */
  fuse(solid: Solid, others: readonly Solid[]): Solid {
    return this.#boolean(this.keep(new this.oc.BRepAlgoAPI_Fuse()), "fuse", solid, others);
  }

  /** Rounds the chosen edges. */
  fillet(solid: Solid, radius: number, where: (edge: EdgeFacts) => boolean): Solid {
    const maker = this.keep(new this.oc.BRepFilletAPI_MakeFillet(solid.shape));
    for (const edge of this.#chosen(solid, "fillet", where)) maker.Add(radius, edge);
    return this.#worked(maker, "fillet", solid);
  }

  /** Bevels the chosen edges, equally far on both sides. */
  chamfer(solid: Solid, distance: number, where: (edge: EdgeFacts) => boolean): Solid {
    const maker = this.keep(new this.oc.BRepFilletAPI_MakeChamfer(solid.shape));
    for (const edge of this.#chosen(solid, "chamfer", where)) maker.Add(distance, edge);
    return this.#worked(maker, "chamfer", solid);
  }

  #mark(shape: TopoDS_Shape, featureOf: (face: TopoDS_Shape) => FaceFeature): FaceMap<FaceFeature> {
    const features = new FaceMap<FaceFeature>(this.oc);
    for (const face of this.faces(shape)) features.set(face, featureOf(face));
    return features;
  }

  #withFeatures(
    shape: TopoDS_Shape,
    what: string,
    featureOf: (face: TopoDS_Shape) => FaceFeature | undefined,
  ): Solid {
    const features = this.#mark(shape, (face) => {
      const feature = featureOf(face);
      if (!feature) throw new PartError(`Cannot ${what}: a face of the result has no origin`);
      return feature;
    });
    return { shape, features };
  }

  /**
   * Marks the plane faces of a revolved solid. The kernel does not say which line made which, so
   * each is found by the circles that the line's ends made.
   */
  #markFlats(
    maker: BRepBuilderAPI_MakeShape,
    shape: TopoDS_Shape,
    known: FaceMap<FaceFeature>,
    flat: readonly DrawnEdge[],
  ): void {
    const { TopAbs_EDGE, TopAbs_VERTEX } = this.oc.TopAbs_ShapeEnum;
    const open = this.faces(shape)
      .filter((face) => !known.get(face))
      .map((face) => ({ face, rims: this.walk(face, TopAbs_EDGE) }));
    for (const { edge, feature } of flat) {
      const ends = this.walk(edge, TopAbs_VERTEX);
      const circles = ends.flatMap((end) => this.unlist(maker.Generated(end)));
      // A line on the axis makes nothing.
      if (circles.length === 0) continue;
      const made = open.filter(({ rims }) =>
        circles.every((circle) => rims.some((rim) => rim.IsSame(circle)))
      );
      for (const { face } of made) known.set(face, feature);
    }
  }

  #boolean(
    maker: BRepAlgoAPI_BooleanOperation,
    what: string,
    solid: Solid,
    tools: readonly Solid[],
  ): Solid {
    maker.SetArguments(this.list([solid.shape]));
    maker.SetTools(this.list(tools.map((tool) => tool.shape)));
    maker.Build(this.progress());
    if (maker.HasErrors()) throw new PartError(`Cannot ${what}: the kernel reports an error`);
    return this.#result(maker, what, [solid, ...tools], undefined);
  }

  #worked(
    maker: BRepFilletAPI_LocalOperation,
    what: "fillet" | "chamfer",
    solid: Solid,
  ): Solid {
    maker.Build(this.progress());
    if (!maker.IsDone()) throw new PartError(`Cannot ${what}: the kernel finds no surface`);
    return this.#result(maker, what, [solid], what);
  }

  #chosen(
    solid: Solid,
    what: string,
    where: (edge: EdgeFacts) => boolean,
  ): TopoDS_Edge[] {
    const edges = this.walkOnce(solid.shape, this.oc.TopAbs_ShapeEnum.TopAbs_EDGE)
      .map((edge) => this.keep(this.oc.TopoDS.Edge(edge)))
      .filter((edge) => where(this.#factsOf(edge)));
    if (edges.length === 0) throw new PartError(`Cannot ${what}: no edge is chosen`);
    return edges;
  }

  #factsOf(edge: TopoDS_Edge): EdgeFacts {
    const { GeomAbs_Line, GeomAbs_Circle } = this.oc.GeomAbs_CurveType;
    const curve = this.keep(new this.oc.BRepAdaptor_Curve(edge));
    const [first, last] = [curve.FirstParameter(), curve.LastParameter()];
    const at = (parameter: number): Vector3 => {
      const point = this.keep(curve.Value(parameter));
      return [point.X(), point.Y(), point.Z()];
    };
    const type = curve.GetType();
    const round = type === GeomAbs_Circle;
    return {
      kind: round ? "circle" : type === GeomAbs_Line ? "line" : "other",
      radius: round ? this.keep(curve.Circle()).Radius() : 0,
      start: at(first),
      middle: at((first + last) / 2),
      end: at(last),
    };
  }

  /**
   * The one solid that an operation has made, its faces' features taken from the operands by the
   * operation's history; faces without a past are `fresh`.
   */
  #result(
    maker: BRepBuilderAPI_MakeShape,
    what: string,
    operands: readonly Solid[],
    fresh: FaceFeature | undefined,
  ): Solid {
    const solids = this.solids(this.keep(maker.Shape()));
    if (solids.length !== 1) {
      throw new PartError(`Cannot ${what}: the result must be one solid, found ${solids.length}`);
    }
    const known = new FaceMap<FaceFeature>(this.oc);
    for (const { features } of operands) {
      for (const [face, feature] of features.entries()) {
        const heirs = this.unlist(maker.Modified(face));
        for (const heir of heirs) known.set(heir, feature);
        if (heirs.length === 0 && !maker.IsDeleted(face)) known.set(face, feature);
      }
    }
    return this.#withFeatures(solids[0], what, (face) => known.get(face) ?? fresh);
  }
}
