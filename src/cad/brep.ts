/**
 * The boundary representation of one body, and the bodies of one file.
 *
 * Indices are local to the body: face `i` of a body is `brep.faces[i]`, whatever other bodies
 * the file has.
 *
 * @module
 */
import type { Curve } from "./geometry/curve.ts";
import type { Surface } from "./geometry/surface.ts";

/** A rigid motion with a uniform scale: the three rows of a 3 x 4 matrix, 12 numbers. */
export type Transform = Float64Array;

/** One use of an edge by a loop of a face. */
export interface Coedge {
  /** Index of the edge in {@linkcode Brep.edges}. */
  readonly edge: number;
  /** Whether the loop runs against the edge's own direction (the face taken as forward). */
  readonly reversed: boolean;
  /** The edge's image in the surface's parameters; null where the file gives none. */
  readonly pcurve: Curve | null;
  /** First parameter of the pcurve. */
  readonly first: number;
  /** Last parameter of the pcurve. */
  readonly last: number;
}

/** A closed chain of coedges that bounds a face. */
export type Loop = readonly Coedge[];

/** A trimmed surface. */
export interface Face {
  /** The surface, in its own place. */
  readonly surface: Surface;
  /** Where the surface lies in the body; null for where it was defined. */
  readonly location: Transform | null;
  /** Whether the face's normal points against the surface's `du x dv`. */
  readonly reversed: boolean;
  /** What bounds the face; none where it is bounded by its parameters alone. */
  readonly loops: readonly Loop[];
  /** Tolerance of the face, in the model's length unit. */
  readonly tolerance: number;
  /**
   * The entity number of the face in the file (`#123` of STEP), or null where it has none that a
   * double holds exactly.
   */
  readonly entityId: number | null;
  /** That number, where it is above 2^53 - 1. */
  readonly entityNumber?: bigint;
  /** The name that the file gives the face, or null. */
  readonly name: string | null;
  /**
   * The colour in which the file shows the face: its own, else its body's. Null where the file
   * gives none.
   *
   * @default {null}
   */
  readonly colour?: Colour | null;
}

/** A colour as the file writes it: red, green and blue from 0 to 1. */
export interface Colour {
  /** From 0 to 1. */
  readonly red: number;
  /** From 0 to 1. */
  readonly green: number;
  /** From 0 to 1. */
  readonly blue: number;
  /** From 0, invisible, to 1. */
  readonly opacity: number;
}

/** A trimmed curve between two vertices. */
export interface Edge {
  /** The curve in space; null where the edge has no length (the pole of a sphere). */
  readonly curve: Curve | null;
  /** Where the curve lies in the body; null for where it was defined. */
  readonly location: Transform | null;
  /** First parameter of the curve. */
  readonly first: number;
  /** Last parameter of the curve. */
  readonly last: number;
  /** Whether the edge has no length: a pole, an apex. */
  readonly degenerate: boolean;
  /** Tolerance of the edge, in the model's length unit. */
  readonly tolerance: number;
  /** Index of the first vertex, -1 where the edge has none. */
  readonly startVertex: number;
  /** Index of the last vertex, -1 where the edge has none. */
  readonly endVertex: number;
  /**
   * How far the edge's first end may lie from its vertex, in the model's length unit.
   *
   * @default {0}
   */
  readonly startTolerance?: number;
  /**
   * The same of its last end.
   *
   * @default {0}
   */
  readonly endTolerance?: number;
  /** The faces that use the edge, each once, in order of first use. */
  readonly faces: readonly number[];
}

/** Faces, edges and vertices of one body. */
export interface Brep {
  /** The faces, in the order in which a walk of the body first meets them. */
  readonly faces: readonly Face[];
  /** The edges, in the order in which the loops of those faces first use them. */
  readonly edges: readonly Edge[];
  /** Positions of the vertices: 3 numbers each. */
  readonly vertices: Float64Array;
  /**
   * What an encoder does about faces that cannot be measured, where it is not told: what the
   * loader's option of this name was.
   *
   * @default {"refuse"}
   */
  readonly onBadFace?: OnBadFace;
}

/**
 * What becomes of a body with a face whose loops bound no region, or whose area cannot be trusted:
 * `"refuse"` the body, or `"keep"` it without the face's numbers.
 */
export type OnBadFace = "refuse" | "keep";

/** What a body is: a solid, a shell, loose faces, or several of these merged into one. */
export type BodyKind = "solid" | "shell" | "face" | "compound";

/** One place where a body stands in the file's assembly. */
export interface Instance {
  /** From the body's coordinates to the file's; null for the identity. */
  readonly transform: Transform | null;
  /** Positions of the children from the root of the assembly down to the body. */
  readonly path: readonly number[];
}

/** One distinct body of a file: a sample. */
export interface Body {
  /** Position among the file's bodies, from 0. */
  readonly index: number;
  /** What the body is. */
  readonly kind: BodyKind;
  /**
   * The product's name where the body is all of the product, else the name of the solid or shell
   * itself, if it has one; null where the file names neither.
   */
  readonly name: string | null;
  /** Its faces, edges and vertices. */
  readonly brep: Brep;
  /** Where the body stands; at least one. */
  readonly instances: readonly Instance[];
  /**
   * The entity number of the solid or shell in the file, or null where it has none.
   *
   * @default {null}
   */
  readonly entityId?: number | null;
  /**
   * Edges of the file's solid in which more than two of its faces meet, where the kernel took the
   * solid apart into shells, of which this is one.
   *
   * @default {0}
   */
  readonly splitEdges?: number;
  /**
   * The name of the product that the body belongs to, or null.
   *
   * @default {null}
   */
  readonly product?: string | null;
  /**
   * The names of the layers that the file has the body on.
   *
   * @default {[]}
   */
  readonly layers?: readonly string[];
  /**
   * The colour that the file gives the body as a whole, or null.
   *
   * @default {null}
   */
  readonly colour?: Colour | null;
}
