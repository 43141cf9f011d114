/**
 * Drawings as plane faces of the kernel.
 *
 * @module
 */
import type { TopoDS_Edge, TopoDS_Face, TopoDS_Wire } from "replicad-opencascadejs";
import { type Frame, place } from "./frame.ts";
import type { KernelScope } from "./kernel_scope.ts";
import type { FaceFeature } from "./feature_classes.ts";
import { isCircle, type Outline, type Point2, type Segment } from "./outline.ts";

/** An edge of a drawing, and what the face swept from it will be. */
export interface DrawnEdge {
  readonly edge: TopoDS_Edge;
  readonly feature: FaceFeature;
}

/** A drawing in the kernel. */
interface Drawing {
  readonly face: TopoDS_Face;
  readonly edges: readonly DrawnEdge[];
}

/** Draws what is inside `outer` and outside all of `inner`. */
export function draw(
  scope: KernelScope,
  outer: Outline,
  inner: readonly Outline[],
  frame: Frame,
): Drawing {
  const { oc } = scope;
  const edges: DrawnEdge[] = [];
  const plane = scope.keep(
    new oc.gp_Pln(scope.point(frame.origin), scope.direction(frame.z)),
  );
  const maker = scope.keep(
    new oc.BRepBuilderAPI_MakeFace(plane, wireOf(scope, outer, frame, edges), true),
  );
  for (const hole of inner) {
    const wire = wireOf(scope, hole, frame, edges);
    // A hole runs clockwise.
    maker.Add(scope.keep(oc.TopoDS.Wire(scope.keep(wire.Reversed()))));
  }
  return { face: scope.keep(maker.Face()), edges };
}

function wireOf(
  scope: KernelScope,
  outline: Outline,
  frame: Frame,
  edges: DrawnEdge[],
): TopoDS_Wire {
  const maker = scope.keep(new scope.oc.BRepBuilderAPI_MakeWire());
  const add = (edge: TopoDS_Edge, feature: FaceFeature) => {
    maker.Add(edge);
    // The wire replaces an edge by one that shares its neighbour's vertex.
    edges.push({ edge: scope.keep(maker.Edge()), feature });
  };
  if (isCircle(outline)) {
    const circ = scope.keep(
      new scope.oc.gp_Circ(scope.axes(frame, outline.center), outline.radius),
    );
    const edge = scope.keep(new scope.oc.BRepBuilderAPI_MakeEdge(circ));
    add(scope.keep(edge.Edge()), outline.feature);
    return scope.keep(maker.Wire());
  }
  let from = outline.start;
  for (const segment of outline.segments) {
    add(edgeOf(scope, from, segment, frame), segment.feature);
    from = segment.to;
  }
  return scope.keep(maker.Wire());
}

function edgeOf(
  scope: KernelScope,
  from: Point2,
  { via, through, to }: Segment,
  frame: Frame,
): TopoDS_Edge {
  const { oc } = scope;
  const at = (point: Point2) => scope.point(place(frame, point));
  if (via) {
    const arc = scope.keep(new oc.GC_MakeArcOfCircle(at(from), at(via), at(to)));
    const maker = new oc.BRepBuilderAPI_MakeEdge(scope.keep(arc.Value()));
    return scope.keep(scope.keep(maker).Edge());
  }
  if (through) {
    const points = [from, ...through, to];
    const array = scope.keep(new oc.NCollection_Array1_gp_Pnt(1, points.length));
    points.forEach((point, i) => array.SetValue(i + 1, at(point)));
    const spline = scope.keep(new oc.GeomAPI_PointsToBSpline(array));
    const maker = new oc.BRepBuilderAPI_MakeEdge(scope.keep(spline.Curve()));
    return scope.keep(scope.keep(maker).Edge());
  }
  return scope.keep(scope.keep(new oc.BRepBuilderAPI_MakeEdge(at(from), at(to))).Edge());
}
