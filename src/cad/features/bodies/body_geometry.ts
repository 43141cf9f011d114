/**
 * What several features of one body need, each found once.
 *
 * @module
 */
import type { Brep, OnBadFace } from "../../brep.ts";
import { type EdgeUse, edgeUses } from "../adjacency.ts";
import { CONVEXITIES } from "../codes.ts";
import { FeatureError } from "../feature_error.ts";
import { FaceBounds } from "../faces/face_bounds.ts";
import { type Dihedral, dihedral } from "../edges/dihedral.ts";
import { edgeCurve, type PlacedCurve } from "../edges/edge_curve.ts";
import { EdgeLengths } from "../edges/edge_length.ts";
import { extentsOf } from "./body_extents.ts";
import type { Extents } from "./extents.ts";
import { type FaceArea, FaceAreas } from "../faces/face_area.ts";
import { type Closing, closingOf, type Mass, massOf } from "./mass.ts";

/**
 * What has been found out about a body hangs on its edges: copies of it that have other names and
 * colours have the same. A WeakMap would do, but V8 copies what it holds at each scavenge, dead or
 * not, until a full collection: a fifth of the time of encoding small files.
 */
const KNOWN = Symbol("trunnion.geometry");
type KnownEdges = Brep["edges"] & { [KNOWN]?: BodyGeometry };

// What these keep from one body to the next is room that they write into before they read it.
const measureArea = new FaceAreas();
const measureLength = new EdgeLengths();

/**
 * A body with what has been found out about it: every value is computed when it is first asked for.
 */
export class BodyGeometry {
  readonly brep: Brep;
  /** The regions of parameters that the faces cover. */
  bounds: FaceBounds;
  #areas: (FaceArea | undefined)[];
  #dihedrals: (Dihedral | undefined)[];
  #lengths: Float64Array;
  #uses: EdgeUse[][] | undefined;
  #curves: (PlacedCurve | null)[] | undefined;
  #box: Extents | undefined;
  #mass: Mass | undefined;
  #closing: Closing | undefined;
  #others = new Map<string, unknown>();

  /** Whether faces that cannot be measured are kept. */
  readonly keepsBadFaces: boolean;
  #valid: Uint8Array | undefined;

  constructor(brep: Brep, onBadFace: OnBadFace = brep.onBadFace ?? "refuse") {
    this.brep = brep;
    this.keepsBadFaces = onBadFace === "keep";
    this.bounds = new FaceBounds(brep, this.keepsBadFaces);
    this.#areas = new Array(brep.faces.length);
    this.#dihedrals = new Array(brep.edges.length);
    this.#lengths = new Float64Array(brep.edges.length).fill(-1);
  }

  /**
   * What is known of the same body under other names and colours: what one finds out, both know.
   */
  #named(brep: Brep): BodyGeometry {
    const named = new BodyGeometry(brep, this.keepsBadFaces ? "keep" : "refuse");
    named.bounds = this.bounds;
    named.#areas = this.#areas;
    named.#dihedrals = this.#dihedrals;
    named.#lengths = this.#lengths;
    named.#uses = this.#uses;
    named.#curves = this.#curves;
    named.#box = this.#box;
    named.#mass = this.#mass;
    named.#closing = this.#closing;
    named.#others = this.#others;
    return named;
  }

  /** The geometry of a body: what has been found out about it before is known. */
  static of(brep: Brep, onBadFace: OnBadFace = brep.onBadFace ?? "refuse"): BodyGeometry {
    const before = (brep.edges as KnownEdges)[KNOWN];
    if (before === undefined || before.keepsBadFaces !== (onBadFace === "keep")) {
      const geometry = new BodyGeometry(brep, onBadFace);
      // Those of a frozen list are found out each time.
      if (before !== undefined || Object.isExtensible(brep.edges)) {
        const value = { value: geometry, enumerable: false, writable: true };
        Object.defineProperty(brep.edges, KNOWN, value);
      }
      return geometry;
    }
    return before.brep === brep ? before : before.#named(brep);
  }

  /** What few ask for, but some twice: it is computed when it is first asked for by its name. */
  once<T>(name: string, compute: (geometry: BodyGeometry) => T): T {
    if (!this.#others.has(name)) this.#others.set(name, compute(this));
    return this.#others.get(name) as T;
  }

  /** The uses of each edge by the loops of faces. */
  get uses(): readonly (readonly EdgeUse[])[] {
    return this.#uses ??= edgeUses(this.brep);
  }

  /** The curve of each edge; null where it has no length. */
  get curves(): readonly (PlacedCurve | null)[] {
    return this.#curves ??= this.brep.edges.map((edge, i) =>
      // Only edges without a curve of their own are told by their uses.
      edgeCurve(this.brep, edge, edge.curve === null ? this.uses[i] : [])
    );
  }

  /** 1 for each face that can be measured; all of them are, where bad ones are refused. */
  get valid(): Uint8Array {
    return this.#valid ??= Uint8Array.from(this.brep.faces, (_, face) => {
      if (!this.keepsBadFaces) return 1;
      try {
        this.area(face);
        return 1;
      } catch (error) {
        if (error instanceof FeatureError) return 0;
        throw error;
      }
    });
  }

  /** Whether no face of the body is bad. */
  get isValid(): boolean {
    return this.valid.every((valid) => valid === 1);
  }

  /** Whether no face that meets in an edge is bad. */
  isValidEdge(edge: number): boolean {
    return this.brep.edges[edge].faces.every((face) => this.valid[face] === 1);
  }

  /** @throws FeatureError where the face's area cannot be trusted */
  area(face: number): FaceArea {
    return this.#areas[face] ??= measureArea.measure(
      this.brep.faces[face],
      face,
      this.bounds.of(face),
    );
  }

  /** @throws FeatureError where the edge's length cannot be trusted */
  length(edge: number): number {
    if (this.#lengths[edge] < 0) {
      const { tolerance } = this.brep.edges[edge];
      this.#lengths[edge] = measureLength.measure(this.curves[edge], edge, tolerance);
    }
    return this.#lengths[edge];
  }

  /** Without a value where one of the faces is bad. */
  dihedral(edge: number): Dihedral {
    if (!this.isValidEdge(edge)) return { angle: NaN, convexity: CONVEXITIES.none };
    return this.#dihedrals[edge] ??= dihedral(
      this.brep,
      this.brep.edges[edge],
      this.uses[edge],
      this.curves[edge],
    );
  }

  /** The box along the coordinate axes; of a body without edges and faces, none. */
  get box(): Extents {
    return this.#box ??= extentsOf(
      this.brep,
      this.bounds,
      this.curves,
      Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
    );
  }

  /** The length of the box's diagonal; 0 of an empty body. */
  get diagonal(): number {
    const { low, high } = this.box;
    const length = Math.hypot(high[0] - low[0], high[1] - low[1], high[2] - low[2]);
    return Number.isFinite(length) ? length : 0;
  }

  /** @throws FeatureError where the body holds no volume, with the reason */
  get mass(): Mass {
    return this.#mass ??= massOf(this);
  }

  /** @throws FeatureError where the body holds no volume, with the reason */
  get closing(): Closing {
    return this.#mass ?? (this.#closing ??= closingOf(this));
  }
}
