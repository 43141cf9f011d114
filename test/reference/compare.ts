/** Compares what the encoder gives for a body with what native OpenCascade says of it. */
import type { Body } from "../../src/cad/brep.ts";
import { BrepEncoder, type EncodedArrays } from "../../src/cad/encode/brep_encoder.ts";
import { edgeUses } from "../../src/cad/features/adjacency.ts";
import { EDGE_TYPES, FACE_TYPES } from "../../src/cad/features/codes.ts";
import type { Reference, ReferenceBody } from "./values.ts";

/** How far values may be apart. */
export const TOLERANCE = {
  /** Relative, of lengths, and of areas of surfaces that have a formula. */
  analytic: 1e-6,
  /** Relative, of areas of free-form surfaces. */
  freeForm: 1e-5,
  /** Of a face's centre of gravity, by the square root of its area. */
  centroid: 1e-5,
  /** Radians. */
  dihedral: 1e-6,
} as const;

/** What float32 adds: half a unit in the last place. */
const FLOAT32 = 2 ** -24;
/** Below it faces meet smoothly, by native's rule and by ours; above it they do not. */
const SMOOTH = 0.01;

/** One value that is not as native has it. */
export interface Difference {
  readonly body: number;
  readonly row: "face" | "edge";
  readonly index: number;
  readonly field: string;
  readonly ours: unknown;
  readonly native: unknown;
  /** How far apart, for numbers. */
  readonly distance?: number;
}

/** How many rows were compared, and what differs. */
export interface Comparison {
  readonly rows: number;
  readonly differences: readonly Difference[];
}

/** Native's names of surfaces and curves, where ours are others. */
const OUR_KIND: Readonly<Record<string, string>> = { bspline: "nurbs", bezier: "nurbs" };
const FREE_FORM = new Set(["bspline", "bezier", "offset", "other"]);

/** Compares a body's faces and edges, row by row. */
export function compareBody(
  body: Body,
  native: ReferenceBody,
  { faceTypes, edgeTypes }: Reference,
): Comparison {
  const differences: Difference[] = [];
  const { faces, edges } = body.brep;
  const { faces: nativeFaces, edges: nativeEdges } = native;
  const at = { body: body.index };
  if (faces.length !== nativeFaces.type.length || edges.length !== nativeEdges.type.length) {
    throw new Error(
      `body ${body.index} has ${faces.length} faces and ${edges.length} edges, native's has ` +
        `${nativeFaces.type.length} and ${nativeEdges.type.length}`,
    );
  }
  const encoder = new BrepEncoder(body.brep);
  const arrays: EncodedArrays = {
    ...encoder.pushFaceAttributes(),
    ...encoder.pushEdgeAttributes(),
    ...encoder.pushFaceAdjacencyGraph(),
  };
  const column = (key: string) => Array.from(arrays[key].data, Number);
  const check = (
    row: "face" | "edge",
    index: number,
    field: string,
    distance: number,
    allowed: number,
    ours: unknown,
    native: unknown,
  ) => {
    if (distance <= allowed) return;
    differences.push({ ...at, row, index, field, ours, native, distance });
  };
  const same = (
    row: "face" | "edge",
    index: number,
    field: string,
    ours: unknown,
    native: unknown,
  ) => {
    if (JSON.stringify(ours) !== JSON.stringify(native)) {
      differences.push({ ...at, row, index, field, ours, native });
    }
  };

  const areas = column("faces/face_areas"), centroids = column("faces/face_centroids");
  const faceCodes = column("faces/face_types"), loops = column("faces/face_loops");
  nativeFaces.type.forEach((type, i) => {
    const name = faceTypes[type];
    same("face", i, "type", faceCodes[i], codeOf(FACE_TYPES, name));
    same("face", i, "loops", loops[i], nativeFaces.loops[i]);
    const area = nativeFaces.area[i];
    if (area === null) return same("face", i, "area", areas[i], null);
    const allowed = FREE_FORM.has(name) ? TOLERANCE.freeForm : TOLERANCE.analytic;
    check("face", i, "area", Math.abs(areas[i] / area - 1), allowed, areas[i], area);
    const ours = centroids.slice(3 * i, 3 * i + 3);
    const theirs = nativeFaces.centroid.slice(3 * i, 3 * i + 3).map(Number);
    const away = Math.hypot(...ours.map((x, k) => x - theirs[k])) / Math.sqrt(area);
    const rounding = FLOAT32 * Math.hypot(...theirs) / Math.sqrt(area);
    check("face", i, "centroid", away, TOLERANCE.centroid + rounding, ours, theirs);
  });

  const lengths = column("edges/edge_lengths"), edgeCodes = column("edges/edge_types");
  const convexities = column("edges/edge_convexities");
  const angles = column("edges/edge_dihedral_angles");
  const sources = column("graph/edges_source"), targets = column("graph/edges_destination");
  const uses = edgeUses(body.brep);
  nativeEdges.type.forEach((type, i) => {
    const name = type < 0 ? "other" : edgeTypes[type];
    same("edge", i, "type", edgeCodes[i], codeOf(EDGE_TYPES, name));
    same("edge", i, "uses", uses[i].length, nativeEdges.uses[i]);
    const [source, target = source] = nativeEdges.faces[i];
    same("edge", i, "faces", [...edges[i].faces], nativeEdges.faces[i]);
    same("edge", i, "adjacency", [sources[i], targets[i]], [source, target]);
    const length = nativeEdges.length[i];
    const away = length === 0 ? lengths[i] : Math.abs(lengths[i] / length - 1);
    const allowed = length === 0 ? 0 : TOLERANCE.analytic;
    check("edge", i, "length", away, allowed, lengths[i], length);
    same("edge", i, "convexity", convexities[i], nativeEdges.convexity[i]);
    const angle = nativeEdges.dihedral[i] ?? 0;
    // Where faces meet smoothly we write 0, whatever little angle there is.
    const theirs = Math.abs(angle) < SMOOTH ? 0 : angle;
    check(
      "edge",
      i,
      "dihedral",
      Math.abs(angles[i] - theirs),
      TOLERANCE.dihedral,
      angles[i],
      theirs,
    );
  });
  return { rows: faces.length + edges.length, differences };
}

function codeOf(codes: Readonly<Record<string, number>>, name: string): number {
  return codes[OUR_KIND[name] ?? name] ?? codes.other;
}
