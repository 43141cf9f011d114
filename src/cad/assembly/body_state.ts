/**
 * What the topology of a body says about it.
 *
 * @module
 */
import type { Body, Brep } from "../brep.ts";
import { closednessOf, countEdgeUses } from "../closedness.ts";
import { NonManifold } from "../errors.ts";

/** What of a body its state is found by. */
export type BodyTopology = Pick<Body, "kind" | "brep" | "splitEdges">;

/** What the topology of a body says about it; nothing is measured. */
export interface BodyState {
  /**
   * Whether the faces have no boundary together, so that they have an inside
   * ({@linkcode closednessOf}): each edge is used as often one way as the other.
   */
  readonly closed: boolean;
  /** Whether no edge is used more than twice, here or in the solid that the body was part of. */
  readonly manifold: boolean;
  /**
   * Whether the faces' outsides agree: each edge that is used twice is used once in each
   * direction.
   */
  readonly oriented: boolean;
  /** Connected sets of faces, by the edges that they share. */
  readonly shells: number;
  /** Closed shells inside a solid beside its outer one; 0 for what is not a closed solid. */
  readonly voids: number;
  /** Edges that are used once. */
  readonly boundaryEdges: number;
  /** Edges that are used more than twice, with {@linkcode Body.splitEdges}. */
  readonly nonManifoldEdges: number;
}

/**
 * Finds out what a body is by its topology: how often its edges are used, seams counted twice as
 * the loops do. Edges without length (poles) bound nothing and are left out. Faces that touch
 * without sharing an edge do not join: nothing is measured.
 *
 * @example Nothing is not closed
 * ```ts
 * import { bodyState } from "trunnion";
 *
 * const brep = { faces: [], edges: [], vertices: new Float64Array() };
 * console.log(bodyState({ kind: "solid", brep }).closed); // false
 * ```
 */
export function bodyState({ kind, brep, splitEdges = 0 }: BodyTopology): BodyState {
  const counts = countEdgeUses(brep), { uses, balance } = counts;
  let [boundaryEdges, nonManifoldEdges, unbalanced] = [0, splitEdges, 0];
  brep.edges.forEach(({ degenerate }, edge) => {
    if (degenerate || uses[edge] === 0) return;
    if (uses[edge] === 1) boundaryEdges++;
    else if (uses[edge] > 2) nonManifoldEdges++;
    else if (balance[edge] !== 0) unbalanced++;
  });
  const { closed } = closednessOf(brep, counts);
  const shells = countShells(brep);
  return {
    closed,
    manifold: nonManifoldEdges === 0,
    oriented: unbalanced === 0,
    shells,
    voids: kind === "solid" && closed && nonManifoldEdges === 0 ? shells - 1 : 0,
    boundaryEdges,
    nonManifoldEdges,
  };
}

/**
 * Checks that no more than two faces of a body meet in an edge.
 *
 * @param what what needs it, for the sentence
 * @throws {NonManifold} where more than two do
 */
export function requireManifold(body: BodyTopology, what: string): void {
  const { manifold, nonManifoldEdges } = bodyState(body);
  if (manifold) return;
  throw new NonManifold(
    `Cannot ${what}: at most two faces of a body may meet in an edge, found ${nonManifoldEdges} ` +
      "edges where more do. Split the body there, or leave it out.",
    { data: { kind: body.kind, nonManifoldEdges } },
  );
}

/** Counts sets of faces that are connected by edges. */
function countShells({ faces, edges }: Brep): number {
  const parent = Int32Array.from(faces, (_, face) => face);
  const root = (face: number): number => {
    while (parent[face] !== face) face = parent[face] = parent[parent[face]];
    return face;
  };
  let shells = faces.length;
  for (const { faces: [first, ...others], degenerate } of edges) {
    if (first === undefined || degenerate) continue;
    for (const other of others) {
      const [a, b] = [root(first), root(other)];
      if (a === b) continue;
      parent[a] = b;
      shells--;
    }
  }
  return shells;
}
