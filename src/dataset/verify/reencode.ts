/**
 * Encodes one body as a dataset has it.
 *
 * @module
 */
import type { Brep } from "../../cad/brep.ts";
import type { BlockArray } from "./sample_block.ts";
import { BrepEncoder, type EncodedArrays } from "../../cad/encode/brep_encoder.ts";

type Push = (
  encoder: BrepEncoder,
  inner: readonly number[],
  attributes: Readonly<Record<string, unknown>>,
) => EncodedArrays;

/**
 * What writes each array, with the sizes that its rows have. Arrays that depend on more than that
 * are left out: on random points, whose seed the dataset does not name, or on which pairs are
 * written.
 */
const PUSHES: Readonly<Record<string, Push>> = {
  "faces/face_indices": (encoder) => encoder.pushFaceIndices(),
  "faces/face_valid": (encoder) => encoder.pushFaceValid(),
  "faces/face_entity_ids": (encoder) => encoder.pushFaceIds(),
  "faces/face_types": (encoder) => encoder.pushFaceAttributes(),
  "faces/face_areas": (encoder) => encoder.pushFaceAttributes(),
  "faces/face_loops": (encoder) => encoder.pushFaceAttributes(),
  "faces/face_centroids": (encoder) => encoder.pushFaceAttributes(),
  "faces/face_uv_grids": (encoder, [u, v], chosen) => encoder.pushFaceGrid(u, v, chosen),
  "faces/face_neighborscount": (encoder) => encoder.pushFaceNeighborsCount(),
  "edges/edge_indices": (encoder) => encoder.pushEdgeIndices(),
  "edges/edge_types": (encoder) => encoder.pushEdgeAttributes(),
  "edges/edge_lengths": (encoder) => encoder.pushEdgeAttributes(),
  "edges/edge_convexities": (encoder) => encoder.pushEdgeAttributes(),
  "edges/edge_dihedral_angles": (encoder) => encoder.pushEdgeAttributes(),
  "edges/edge_u_grids": (encoder, [n], chosen) => encoder.pushCurveGrid(n, chosen),
  "bodies/body_grid_origins": (encoder) => encoder.pushGridOrigin(),
  "graph/edges_source": (encoder) => encoder.pushFaceAdjacencyGraph(),
  "graph/edges_destination": (encoder) => encoder.pushFaceAdjacencyGraph(),
  "graph/num_nodes": (encoder) => encoder.pushFaceAdjacencyGraph(),
  "faces/face_uv_bounds": (encoder) => encoder.pushFaceShapes(),
  "faces/face_closed": (encoder) => encoder.pushFaceShapes(),
  "faces/face_rational": (encoder) => encoder.pushFaceShapes(),
  "edges/edge_closed": (encoder) => encoder.pushEdgeShapes(),
  "edges/edge_rational": (encoder) => encoder.pushEdgeShapes(),
  "edges/edge_continuities": (encoder) => encoder.pushEdgeShapes(),
  "edges/edge_vertices": (encoder) => encoder.pushVertices(),
  "vertices/vertex_positions": (encoder) => encoder.pushVertices(),
  "coedges/coedge_next": (encoder) => encoder.pushCoedges(),
  "coedges/coedge_mate": (encoder) => encoder.pushCoedges(),
  "coedges/coedge_face": (encoder) => encoder.pushCoedges(),
  "coedges/coedge_edge": (encoder) => encoder.pushCoedges(),
  "coedges/coedge_reversed": (encoder) => encoder.pushCoedges(),
  "arcs/arc_source": (encoder) => encoder.pushDirectedGraph(),
  "arcs/arc_destination": (encoder) => encoder.pushDirectedGraph(),
  "arcs/arc_edge": (encoder) => encoder.pushDirectedGraph(),
  "mesh_points/positions": (encoder, _, chosen) => encoder.pushFaceMesh(chosen),
  "face_mesh/triangles": (encoder, _, chosen) => encoder.pushFaceMesh(chosen),
  "face_mesh/triangle_faces": (encoder, _, chosen) => encoder.pushFaceMesh(chosen),
  "face_mesh/triangle_normals": (encoder, _, chosen) => encoder.pushFaceMesh(chosen),
  "faces/face_triangle_counts": (encoder, _, chosen) => encoder.pushFaceMesh(chosen),
  "edge_mesh/points": (encoder, _, chosen) => encoder.pushFaceMesh(chosen),
  "edges/edge_point_counts": (encoder, _, chosen) => encoder.pushFaceMesh(chosen),
  "bodies/body_areas": (encoder) => encoder.pushBodyAttributes(),
  "bodies/body_centroids": (encoder) => encoder.pushBodyAttributes(),
  "bodies/body_boxes": (encoder) => encoder.pushBodyAttributes(),
  "bodies/body_diagonals": (encoder) => encoder.pushBodyAttributes(),
  "bodies/body_closed": (encoder) => encoder.pushBodyAttributes(),
  "solids/solid_volumes": (encoder) => encoder.pushBodyAttributes(),
  "solids/solid_centers_of_mass": (encoder) => encoder.pushBodyAttributes(),
};

/** What says which faces have values. */
const VALID = "faces/face_valid";

/** Whether an array can be encoded again. */
export function canReencode(key: string): boolean {
  return Object.hasOwn(PUSHES, key);
}

/** Encodes some arrays of a body, by their keys and the sizes behind the first dimension. */
export function reencode(
  brep: Brep,
  arrays: readonly Pick<BlockArray, "key" | "inner" | "attributes">[],
): EncodedArrays {
  // The array is there where bad faces were kept.
  const onBadFace = arrays.some(({ key }) => key === VALID) ? "keep" : "refuse";
  const encoder = new BrepEncoder(brep, undefined, { onBadFace });
  return Object.fromEntries(
    arrays.map(({ key, inner, attributes }) => [
      key,
      PUSHES[key](encoder, inner, attributes)[key],
    ]),
  );
}
