/**
 * The shapes of a B-Rep text.
 *
 * @module
 */
import { type BrepScanner, pairCode } from "./brep_scanner.ts";
import type {
  CurveRecord,
  EdgeShape,
  FaceShape,
  Orientation,
  PcurveRecord,
  PolygonRecord,
  RegularityRecord,
  ShapeRef,
  TShape,
  VertexPosition,
  VertexShape,
} from "./brep_tree.ts";

/** How many of everything that shapes refer to there are. */
interface ShapeLimits {
  readonly version: number;
  /** The table's number of each location of the text, that of the identity in front. */
  readonly locations: readonly number[];
  readonly curves2d: number;
  readonly curves: number;
  readonly surfaces: number;
  readonly polygons: number;
  readonly polygonsOnTriangulations: number;
  readonly triangulations: number;
}

const ORIENTATIONS: ReadonlyMap<number | undefined, Orientation> = new Map([
  ["+".charCodeAt(0), "forward"],
  ["-".charCodeAt(0), "reversed"],
  ["i".charCodeAt(0), "internal"],
  ["e".charCodeAt(0), "external"],
]);
const KINDS: ReadonlyMap<number, TShape["kind"]> = new Map([
  [pairCode("Ve"), "vertex"],
  [pairCode("Ed"), "edge"],
  [pairCode("Wi"), "wire"],
  [pairCode("Fa"), "face"],
  [pairCode("Sh"), "shell"],
  [pairCode("So"), "solid"],
  [pairCode("CS"), "compsolid"],
  [pairCode("Co"), "compound"],
]);
const CONTINUITIES: ReadonlyMap<number, string> = new Map(
  ["C0", "G1", "C1", "G2", "C2", "C3", "CN"].map((word) => [pairCode(word), word]),
);
/** The fifth of the seven flags: free, modified, checked, orientable, closed, infinite, convex. */
const CLOSED = 0b0000100;
const STAR = 42, TWO = 50;

/** A shape but for its children, which stand behind its flags. */
type Own<T extends TShape> = Omit<T, "children">;

/** Reads the section of shapes. */
export class ShapeReader {
  readonly #scanner: BrepScanner;
  readonly #limits: ShapeLimits;

  constructor(scanner: BrepScanner, limits: ShapeLimits) {
    this.#scanner = scanner;
    this.#limits = limits;
  }

  /**
   * Takes all shapes. The text has those that others refer to first and numbers them from the
   * back, so that the last one is number 1: here it is index 0.
   */
  readShapes(): TShape[] {
    const scanner = this.#scanner;
    scanner.startSection("TShapes");
    const count = scanner.count("shapes");
    const shapes = new Array<TShape>(count);
    for (let index = count - 1; index >= 0; index--) shapes[index] = this.#readShape(index, count);
    return shapes;
  }

  /** Takes the use of a shape that the text ends with. */
  readRoot(count: number): ShapeRef {
    this.#scanner.section = "root";
    const root = this.#readRef(-1, count);
    return root ?? this.#scanner.fail("a shape before it");
  }

  #readShape(index: number, count: number): TShape {
    const scanner = this.#scanner;
    const kind = scanner.pair(KINDS, "the kind of a shape");
    if (kind === "vertex") return this.#finish<VertexShape>(this.#readVertex(), index, count);
    if (kind === "edge") return this.#finish<EdgeShape>(this.#readEdge(), index, count);
    if (kind === "face") return this.#finish<FaceShape>(this.#readFace(), index, count);
    const closed = (scanner.flags() & CLOSED) !== 0;
    return { kind, children: this.#readChildren(index, count), closed };
  }

  /** Takes what stands behind a shape's own: flags and children. */
  #finish<T extends TShape>(own: Own<T>, index: number, count: number): Own<T> & {
    children: readonly ShapeRef[];
  } {
    this.#scanner.flags();
    return Object.assign(own, { children: this.#readChildren(index, count) });
  }

  #readChildren(parent: number, count: number): ShapeRef[] {
    const children: ShapeRef[] = [];
    for (;;) {
      const child = this.#readRef(parent, count);
      if (child === null) return children;
      children.push(child);
    }
  }

  /** Takes one use of a shape, or the star that ends a list of them. */
  #readRef(parent: number, count: number): ShapeRef | null {
    const scanner = this.#scanner;
    const byte = scanner.byte();
    if (byte === STAR) return null;
    const orientation = ORIENTATIONS.get(byte);
    if (orientation === undefined) {
      scanner.seek(scanner.offset - 1);
      return scanner.fail("the use of a shape (+, -, i or e and a number) or *");
    }
    const shape = scanner.index(count, "the number of a shape") - 1;
    // What a shape refers to stands before it, so nothing can hold itself.
    if (shape <= parent) scanner.fail("a shape that refers to one before it only, before it");
    return { shape, location: this.#location(), orientation };
  }

  #location(): number {
    const { locations } = this.#limits;
    return locations[this.#scanner.index(locations.length - 1, "the number of a location")];
  }

  #curve(): number {
    return this.#scanner.index(this.#limits.curves, "the number of a curve") - 1;
  }

  #curve2d(): number {
    return this.#scanner.index(this.#limits.curves2d, "the number of a curve") - 1;
  }

  #surface(): number {
    return this.#scanner.index(this.#limits.surfaces, "the number of a surface") - 1;
  }

  #readVertex(): Own<VertexShape> {
    const scanner = this.#scanner;
    const tolerance = scanner.real();
    const point = scanner.reals(3);
    const positions: VertexPosition[] = [];
    for (;;) {
      const parameter = scanner.real();
      const kind = scanner.index(3, "the kind of a vertex's position");
      if (kind === 0) return { kind: "vertex", tolerance, point, positions };
      const curve = kind === 1 ? this.#curve() : -1;
      const curve2d = kind === 2 ? this.#curve2d() : -1;
      const parameter2 = kind === 3 ? scanner.real() : NaN;
      const surface = kind === 1 ? -1 : this.#surface();
      const location = this.#location();
      positions.push({ parameter, parameter2, curve, curve2d, surface, location });
    }
  }

  #readEdge(): Own<EdgeShape> {
    const scanner = this.#scanner;
    const tolerance = scanner.real();
    const sameParameter = scanner.flag(), sameRange = scanner.flag();
    const degenerate = scanner.flag();
    let curve: CurveRecord | null = null;
    const pcurves: PcurveRecord[] = [], polygons: PolygonRecord[] = [];
    const regularities: RegularityRecord[] = [];
    for (;;) {
      const kind = scanner.index(7, "the kind of an edge's representation");
      if (kind === 0) break;
      if (kind === 1) {
        const record = this.#readCurveRecord();
        // The first is the one that counts, as in the kernel.
        if (curve === null && record.curve >= 0) curve = record;
      } else if (kind <= 3) pcurves.push(this.#readPcurve(kind === 3));
      else if (kind === 4) regularities.push(this.#readRegularity());
      else polygons.push(this.#readPolygon(kind));
    }
    return {
      kind: "edge",
      tolerance,
      sameParameter,
      sameRange,
      degenerate,
      curve,
      pcurves,
      regularities,
      polygons,
    };
  }

  #readCurveRecord(): CurveRecord {
    const curve = this.#curve();
    const location = this.#location();
    const first = this.#scanner.real();
    return { curve, location, first, last: this.#scanner.real() };
  }

  #readPcurve(seam: boolean): PcurveRecord {
    const scanner = this.#scanner;
    const curve2d = this.#curve2d();
    const reversedCurve2d = seam ? this.#curve2d() : -1;
    if (seam) this.#readContinuity();
    const surface = this.#surface();
    const location = this.#location();
    const first = scanner.real(), last = scanner.real();
    // The second version repeats the ends as points of the surface's parameters.
    if (this.#limits.version === 2) scanner.reals(4);
    return { curve2d, reversedCurve2d, surface, location, first, last };
  }

  #readRegularity(): RegularityRecord {
    const continuity = this.#readContinuity();
    const surface1 = this.#surface(), location1 = this.#location();
    const surface2 = this.#surface(), location2 = this.#location();
    return { continuity, surfaces: [surface1, surface2], locations: [location1, location2] };
  }

  #readContinuity(): string {
    return this.#scanner.pair(CONTINUITIES, "a continuity such as C0");
  }

  #readPolygon(kind: number): PolygonRecord {
    const scanner = this.#scanner, limits = this.#limits;
    const onTriangulation = kind > 5;
    const limit = onTriangulation ? limits.polygonsOnTriangulations : limits.polygons;
    const polygon = scanner.index(limit, "the number of a polygon") - 1;
    const reversedPolygon = kind === 7 ? scanner.index(limit, "the number of a polygon") - 1 : -1;
    const triangulation = onTriangulation
      ? scanner.index(limits.triangulations, "the number of a triangulation") - 1
      : -1;
    return { polygon, reversedPolygon, triangulation, location: this.#location() };
  }

  #readFace(): Own<FaceShape> {
    const scanner = this.#scanner;
    const naturalRestriction = scanner.flag();
    const tolerance = scanner.real();
    const surface = this.#surface();
    const location = this.#location();
    let triangulation = -1;
    // Flags are of 0 and 1 only, so a 2 announces the mesh of the face.
    if (scanner.peek() === TWO) {
      scanner.byte();
      triangulation = scanner.index(this.#limits.triangulations, "the number of a triangulation") -
        1;
    }
    return { kind: "face", tolerance, naturalRestriction, surface, location, triangulation };
  }
}
