import type { Brep, Coedge, Edge, Face, Loop } from "../../brep.ts";
import { Plane } from "../../geometry/plane.ts";
import { withLoopSenses } from "../../geometry/trimming/loop_senses.ts";
import { PlaneImages } from "../../geometry/trimming/plane_image.ts";
import { compose, invert, scaleOf } from "../../geometry/transform.ts";
import type { EdgeShape, FaceShape, Orientation, ShapeRef, ShapeTree } from "./brep_tree.ts";
import { chainLoop } from "./loop_order.ts";

/** What the file calls a face, given the face's shape. */
export type FaceIdentities = (shape: number) => { entityId: number | null; name: string | null };

/** The surface of a face, where it lies in the body. */
interface PlacedSurface {
  readonly index: number;
  readonly location: number;
  /** For a plane: the images of curves that lie where the plane does, made when first needed. */
  images: PlaneImages | null;
}

/** An edge of the body, while the faces that use it are still being met. */
interface OpenEdge {
  readonly shape: EdgeShape;
  /** The location of the edge in the body. */
  readonly location: number;
  readonly startVertex: number;
  readonly endVertex: number;
  readonly faces: number[];
}

/** Gathers the faces, edges and vertices of one body. Used once. */
export class BodyBuilder {
  readonly #tree: ShapeTree;
  readonly #identities: FaceIdentities;
  readonly #faces: Face[] = [];
  readonly #edges: OpenEdge[] = [];
  readonly #vertices: number[] = [];
  readonly #vertexTolerances: number[] = [];
  readonly #faceKeys = new Set<number>();
  readonly #edgeIndices = new Map<number, number>();
  readonly #vertexIndices = new Map<number, number>();

  constructor(tree: ShapeTree, identities: FaceIdentities) {
    this.#tree = tree;
    this.#identities = identities;
  }

  /** Builds the body that consists of these solids, shells or faces. */
  build(parts: readonly ShapeRef[]): Brep {
    for (const part of parts) this.#visit(part, 0, false);
    const edges = this.#edges.map((edge) => this.#closeEdge(edge));
    return {
      faces: this.#faces.map((face) => withLoopSenses(face, edges)),
      edges,
      vertices: Float64Array.from(this.#vertices),
    };
  }

  #visit(ref: ShapeRef, outer: number, reversed: boolean): void {
    const shape = this.#tree.shapes[ref.shape];
    const location = this.#tree.locations.compose(outer, ref.location);
    const turned = reversed !== (ref.orientation === "reversed");
    if (shape.kind === "face") this.#addFace(shape, ref.shape, location, turned);
    else if (shape.kind === "shell" || shape.kind === "solid") {
      for (const child of shape.children) this.#visit(child, location, turned);
    }
  }

  #addFace(shape: FaceShape, index: number, location: number, reversed: boolean): void {
    const key = placed(index, location);
    // A face without a surface is a mesh only: there is nothing to evaluate.
    if (this.#faceKeys.has(key) || shape.surface < 0) return;
    this.#faceKeys.add(key);
    const { locations, surfaces } = this.#tree;
    const surfaceLocation = locations.compose(location, shape.location);
    const surface = { index: shape.surface, location: surfaceLocation, images: null };
    const face = this.#faces.length;
    const loops: Loop[] = [];
    for (const wire of shape.children) {
      const loop = this.#loop(wire, location, surface, face);
      if (loop.length > 0) loops.push(loop);
    }
    this.#faces.push({
      surface: surfaces[shape.surface],
      location: locations.matrix(surfaceLocation),
      reversed,
      loops,
      tolerance: shape.tolerance,
      ...this.#identities(index),
    });
  }

  #loop(ref: ShapeRef, outer: number, surface: PlacedSurface, face: number): Loop {
    const { shapes, locations } = this.#tree;
    const wire = shapes[ref.shape];
    if (wire.kind !== "wire" || !bounds(ref.orientation)) return [];
    const wireLocation = locations.compose(outer, ref.location);
    const backwards = ref.orientation === "reversed";
    const loop: Coedge[] = [];
    for (const use of wire.children) {
      const shape = shapes[use.shape];
      if (shape.kind !== "edge" || !bounds(use.orientation)) continue;
      const reversed = backwards !== (use.orientation === "reversed");
      const location = locations.compose(wireLocation, use.location);
      const edge = this.#edge(shape, use.shape, location);
      const { faces } = this.#edges[edge];
      if (faces.at(-1) !== face) faces.push(face);
      loop.push(this.#coedge(edge, reversed, surface));
    }
    // A wire that is used backwards is walked through backwards.
    if (backwards) loop.reverse();
    return chainLoop(loop, this.#edges);
  }

  #edge(shape: EdgeShape, index: number, location: number): number {
    const key = placed(index, location);
    let edge = this.#edgeIndices.get(key);
    if (edge !== undefined) return edge;
    let startVertex = -1, endVertex = -1;
    for (const use of shape.children) {
      if (use.orientation === "forward") startVertex = this.#vertex(use, location);
      else if (use.orientation === "reversed") endVertex = this.#vertex(use, location);
    }
    edge = this.#edges.length;
    this.#edgeIndices.set(key, edge);
    this.#edges.push({ shape, location, startVertex, endVertex, faces: [] });
    return edge;
  }

  #vertex(ref: ShapeRef, outer: number): number {
    const { shapes, locations } = this.#tree;
    const shape = shapes[ref.shape];
    if (shape.kind !== "vertex") return -1;
    const location = locations.compose(outer, ref.location);
    const key = placed(ref.shape, location);
    let vertex = this.#vertexIndices.get(key);
    if (vertex !== undefined) return vertex;
    vertex = this.#vertices.length / 3;
    this.#vertexIndices.set(key, vertex);
    const [x, y, z] = shape.point, m = locations.matrix(location);
    this.#vertexTolerances.push(shape.tolerance * scaleOf(m));
    if (m === null) this.#vertices.push(x, y, z);
    else {
      for (let row = 0; row < 12; row += 4) {
        this.#vertices.push(m[row] * x + m[row + 1] * y + m[row + 2] * z + m[row + 3]);
      }
    }
    return vertex;
  }

  #closeEdge({ shape, location, startVertex, endVertex, faces }: OpenEdge): Edge {
    const { curves, locations } = this.#tree;
    const { curve, degenerate, tolerance } = shape;
    // A pole has no curve in space; its range is that of its image.
    const range = curve ?? shape.pcurves[0];
    return {
      curve: curve === null ? null : curves[curve.curve],
      location: curve === null
        ? null
        : locations.matrix(locations.compose(location, curve.location)),
      first: range?.first ?? 0,
      last: range?.last ?? 0,
      degenerate,
      tolerance,
      startVertex,
      endVertex,
      startTolerance: this.#vertexTolerances[startVertex] ?? 0,
      endTolerance: this.#vertexTolerances[endVertex] ?? 0,
      faces,
    };
  }

  #coedge(edge: number, reversed: boolean, surface: PlacedSurface): Coedge {
    const { curves2d, curves, locations } = this.#tree;
    const { shape, location } = this.#edges[edge];
    for (const record of shape.pcurves) {
      if (record.surface !== surface.index) continue;
      if (locations.compose(location, record.location) !== surface.location) continue;
      const seam = reversed && record.reversedCurve2d >= 0;
      const pcurve = curves2d[seam ? record.reversedCurve2d : record.curve2d] ?? null;
      return { edge, reversed, pcurve, first: record.first, last: record.last };
    }
    if (shape.curve === null) return { edge, reversed, pcurve: null, first: 0, last: 0 };
    const { curve, location: curveLocation, first, last } = shape.curve;
    const images = this.#images(surface, locations.compose(location, curveLocation));
    return { edge, reversed, pcurve: images?.of(curves[curve]) ?? null, first, last };
  }

  /** The images on a plane of curves that lie at `location`; null for any other surface. */
  #images(surface: PlacedSurface, location: number): PlaneImages | null {
    if (location === surface.location && surface.images !== null) return surface.images;
    const plane = this.#tree.surfaces[surface.index];
    if (!(plane instanceof Plane)) return null;
    if (location === surface.location) return surface.images = new PlaneImages(plane, null);
    const { locations } = this.#tree;
    const back = invert(locations.matrix(surface.location));
    return new PlaneImages(plane, compose(back, locations.matrix(location)));
  }
}

/** Whether a shape of this orientation bounds the one that it is in. */
function bounds(orientation: Orientation): boolean {
  return orientation === "forward" || orientation === "reversed";
}

/** One key for a shape in a place: both numbers are far below 2^26. */
function placed(shape: number, location: number): number {
  return shape * 2 ** 26 + location;
}
