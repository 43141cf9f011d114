/**
 * What models of graphs of faces take.
 *
 * @module
 */
import type { Brep } from "../brep.ts";
import type { EncodedArrays } from "../features/array_pusher.ts";
import type { ProfileMisfit } from "./profile.ts";

/** The convexity of an edge at which no two faces meet in an angle. */
const NO_ANGLE = 0;

/**
 * Models of graphs with an arc there and an arc back for each edge between two faces: edges are of
 * one or two faces, some faces meet, and those that do agree on which side is outside.
 */
export function misfitOfGraph({ faces, edges }: Brep): ProfileMisfit | undefined {
  const shared = edges.findIndex((edge) => edge.faces.length > 2);
  if (shared >= 0) {
    return {
      rule: "bodies in whose edges at most two faces meet",
      found: `${edges[shared].faces.length} at edge ${shared}`,
      limit: 2,
      instead: "Part the body there, or leave it out",
    };
  }
  if (!edges.some((edge) => edge.faces.length === 2)) {
    return {
      rule: "bodies of faces that meet in edges",
      found: faces.length === 1 ? "one face alone" : `${faces.length} faces apart`,
      instead: "Leave the body out: its graph has no arcs",
    };
  }
  const sides = edges.map(() => [0, 0]);
  for (const { loops, reversed } of faces) {
    for (const coedge of loops.flat()) sides[coedge.edge][coedge.reversed === reversed ? 0 : 1]++;
  }
  const odd = edges.findIndex((edge, i) =>
    edge.faces.length === 2 && (sides[i][0] !== 1 || sides[i][1] !== 1)
  );
  if (odd < 0) return undefined;
  return {
    rule: "bodies whose faces meet with the material on one side",
    found: `edge ${odd}, along which its faces do not run there and back`,
    instead: "Mend the body in a CAD system, or leave it out",
  };
}

/**
 * What only the arrays tell of such a body: all of its faces are measured, and there is an angle at
 * each edge between two of them.
 *
 * @param arrays with areas of faces, convexities of edges, and the graph of faces
 */
export function misfitOfNumbers(arrays: EncodedArrays): ProfileMisfit | undefined {
  const [areas, convexities, source, destination] = [
    "faces/face_areas",
    "edges/edge_convexities",
    "graph/edges_source",
    "graph/edges_destination",
  ].map((key) => Array.from(arrays[key].data, Number));
  const bad = areas.findIndex(Number.isNaN);
  if (bad >= 0) {
    return {
      rule: "bodies all of whose faces can be measured",
      found: `face ${bad}, which cannot`,
      instead: "Leave the body out",
    };
  }
  const flat = convexities.findIndex((code, edge) =>
    code === NO_ANGLE && source[edge] !== destination[edge]
  );
  if (flat < 0) return undefined;
  return {
    rule: "bodies whose faces meet in angles",
    found: `none at edge ${flat}, beside which a face has no normal`,
    instead: "Mend the body in a CAD system, or leave it out",
  };
}

/** Models that look up how many loops a face has, and how many edges to others, in a table. */
export function misfitOfCounts(
  { faces, edges }: Brep,
  most: { readonly loops: number; readonly arcs: number },
): ProfileMisfit | undefined {
  const arcs = new Int32Array(faces.length);
  for (const { faces: [a, b] } of edges) {
    if (b === undefined) continue;
    arcs[a]++;
    arcs[b]++;
  }
  for (const [index, { loops }] of faces.entries()) {
    const counts = { loops: loops.length, arcs: arcs[index] };
    for (const [name, of] of [["loops", "loops"], ["arcs", "edges to other faces"]] as const) {
      if (counts[name] <= most[name]) continue;
      return {
        rule: `faces with at most ${most[name]} ${of}`,
        found: `${counts[name]} of face ${index}`,
        limit: most[name],
        instead: "Leave the body out: the model has no entry for more",
      };
    }
  }
  return undefined;
}
