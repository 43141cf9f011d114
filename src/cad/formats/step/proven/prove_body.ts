/**
 * What a body must satisfy before its numbers are taken without a kernel.
 *
 * @module
 */
import type { BodyKind, Brep, Face } from "../../../brep.ts";
import { closednessOf, countEdgeUses } from "../../../closedness.ts";
import { BodyGeometry } from "../../../features/bodies/body_geometry.ts";
import { FeatureError } from "../../../features/feature_error.ts";
import { surfaceBends } from "../../../geometry/bends.ts";
import type { ParameterBox } from "../../../geometry/trimming/trimming_pieces.ts";
import type { ReadBody } from "./body_reader.ts";
import { proveWithin } from "./face_surface.ts";
import { Apartness } from "./prove_apart.ts";
import { proveLoops } from "./prove_loops.ts";
import { Unproven } from "./unproven.ts";

/** A closed body's faces may leave this share of their area open: what quadratures are exact to. */
const OPEN = 1e-8;
/** The share of a face's area by which its edges may miss its surface. */
const MISSED = 1e-5;
/** Coordinates above this multiple of the body's size have lost the digits that matter. */
const FAR = 1e4;

/**
 * Proves a body, or says why it cannot be proven.
 *
 * @param shells of how many shells the file says that it is
 * @throws {Unproven} with the proof that failed
 */
export function proveBody(body: ReadBody, kind: BodyKind, shells: number): void {
  const { brep } = body, pieces = piecesOf(brep);
  proveUses(brep, kind);
  if (kind === "solid") proveEuler(brep, pieces);
  // The kernel makes a body of each piece.
  if (pieces !== shells) throw new Unproven("a shell in pieces");
  const apart = new Apartness(brep);
  for (const face of brep.faces) {
    apart.prove(face);
    proveLoops(face);
  }
  try {
    proveMeasures(body, kind);
  } catch (error) {
    if (error instanceof FeatureError) {
      throw new Unproven("a body that cannot be measured", null, error.message);
    }
    throw error;
  }
}

/** In a closed body each edge is used twice, in opposite senses; in an open one, at most. */
function proveUses(brep: Brep, kind: BodyKind): void {
  const counts = countEdgeUses(brep), { uses, balance } = counts;
  brep.edges.forEach(({ degenerate }, edge) => {
    if (degenerate) return;
    if (uses[edge] > 2) throw new Unproven("an edge that more than two faces use");
    if (uses[edge] === 2 && balance[edge] !== 0) {
      throw new Unproven("an edge that two faces use in the same sense");
    }
  });
  if (kind !== "solid") return;
  const { closed, reason } = closednessOf(brep, counts);
  if (!closed) throw new Unproven("a solid that is not closed", null, reason);
}

/** V - E + F - (L - F) = 2 (S - G), with S shells and G handles that there are 0 or more of. */
function proveEuler(brep: Brep, shells: number): void {
  const used = new Set<number>();
  let edges = 0, loops = 0;
  for (const { degenerate, startVertex, endVertex } of brep.edges) {
    if (!degenerate) edges++;
    used.add(startVertex).add(endVertex);
  }
  for (const face of brep.faces) loops += face.loops.length;
  const euler = used.size - edges + 2 * brep.faces.length - loops;
  if (euler % 2 !== 0 || euler > 2 * shells) {
    throw new Unproven("a body that Euler's formula does not hold for", null, `${euler}`);
  }
}

/** The number of pieces that the faces fall into, connected by edges. */
function piecesOf({ faces, edges }: Brep): number {
  const group = faces.map((_, i) => i);
  const find = (i: number): number => group[i] === i ? i : group[i] = find(group[i]);
  for (const { faces: [a, b] } of edges) if (b !== undefined) group[find(a)] = find(b);
  return group.filter((to, i) => to === i).length;
}

/**
 * On a crease the normal is that of either side, as rounding has it. Grids may lie there, on the
 * border of the face too.
 */
function proveSmooth({ surface, entityId }: Face, { u0, u1, v0, v1 }: ParameterBox): void {
  const { u, v } = surfaceBends(surface), { periodU, periodV } = surface;
  const isWithin = (bend: number, low: number, high: number, period: number) => {
    const margin = 1e-6 * (high - low);
    const at = period === 0 ? bend : bend + period * Math.ceil((low - margin - bend) / period);
    return at <= high + margin && at >= low - margin;
  };
  const has = u.some((at) => isWithin(at, u0, u1, periodU)) ||
    v.some((at) => isWithin(at, v0, v1, periodV));
  if (has) throw new Unproven("a surface with a crease", entityId);
}

function proveMeasures({ brep, open, missed, windows }: ReadBody, kind: BodyKind): void {
  const geometry = BodyGeometry.of(brep);
  const { low, high } = geometry.box;
  const farthest = Math.max(...[...low, ...high].map(Math.abs));
  if (!(farthest <= FAR * geometry.diagonal)) {
    throw new Unproven("a body that is far from its origin", null, `${farthest} mm`);
  }
  let total = 0, gaps = 0;
  brep.faces.forEach((face, index) => {
    const { area } = geometry.area(index);
    if (!(area > 0)) throw new Unproven("a face without an area", face.entityId);
    const { box } = geometry.bounds.of(index);
    proveSmooth(face, box);
    for (const window of windows.get(index) ?? []) {
      proveWithin(window, face.surface, box, face.entityId);
    }
    if (missed[index] > MISSED * area) {
      throw new Unproven(
        "edges that are off their surface",
        face.entityId,
        `${missed[index]} mm^2`,
      );
    }
    total += area;
    gaps += open[index];
  });
  if (kind !== "solid") return;
  const { volume, gap } = geometry.closing;
  if (!(gap <= OPEN + 2 * gaps / total)) {
    throw new Unproven("faces that leave a gap", null, `${gap} of the area`);
  }
  // Of all bodies of an area the ball has most.
  if (!(volume <= 1.000001 * Math.sqrt(total ** 3 / (36 * Math.PI)))) {
    throw new Unproven("a volume that its area cannot hold", null, `${volume} mm^3`);
  }
}
