/**
 * Feature profiles: the inputs of published models.
 *
 * @module
 */
import type { EncodedArrays } from "../features/array_pusher.ts";
import type {
  CustomGroup,
  CustomItems,
  CustomOptions,
  CustomValue,
} from "../features/custom_feature.ts";
import type { GridBounds } from "../features/faces/parameter_bounds.ts";
import type { Brep } from "../brep.ts";
import type { GridOptions } from "../features/grid_options.ts";
import type { Sampling } from "../features/faces/face_sampler.ts";

/** The profiles that come with Trunnion. */
export type ProfileName =
  | "aagnet"
  | "brepformer"
  | "brepgen"
  | "brepmfr"
  | "brepnet"
  | "brt"
  | "hoops"
  | "uvnet";

/** Why a body is nothing for a model. */
export interface ProfileMisfit {
  /** What the model takes, behind "it takes": `"bodies of at most 70 faces"`. Counts go by it. */
  readonly rule: string;
  /** What the body is instead: `"93 faces"`. */
  readonly found: string;
  /** The number that the rule sets, where it sets one. @default {null} */
  readonly limit?: number | null;
  /** What can be done, as a sentence of its own. */
  readonly instead: string;
}

/** What rules of profiles can be about beside the body as it is. */
export interface ProfileMeasures {
  /** The body with its closed faces and edges split; or why that cannot be done with certainty. */
  split(brep: Brep): Brep | string;
  /** Why faces or edges are no Bezier patches and arcs; null where all are. */
  patches(brep: Brep): string | null;
}

/** What a model is fed with. Its name and version are written into the dataset. */
export interface Profile {
  /** Its name, without the version. */
  readonly name: string;
  /** Raised whenever a value that the profile writes changes. */
  readonly version: number;
  /** What it holds, for people. */
  readonly description: string;
  /**
   * What the model cannot take: such a body is refused with a {@linkcode ProfileError} before
   * anything is pushed.
   *
   * @param measures gives what rules are about that takes long to find out
   * @default {every body is taken}
   */
  requires?(brep: Brep, measures: ProfileMeasures): ProfileMisfit | undefined;
  /**
   * Pushes all arrays of the profile.
   *
   * @param pairwise whether data of pairs of faces is asked for
   */
  push(encoder: ProfileEncoder, pairwise: boolean): void;
}

/**
 * What a profile can push. {@linkcode BrepEncoder} is one, and says of each method which arrays it
 * makes, with their shapes, units and errors.
 */
export interface ProfileEncoder {
  /** The number of each face. */
  pushFaceIndices(): EncodedArrays;
  /** The file's entity numbers of faces. */
  pushFaceIds(): EncodedArrays;
  /** Types, areas, loops and centroids of faces. */
  pushFaceAttributes(): EncodedArrays;
  /** Points, normals and masks on a grid over each face. */
  pushFaceGrid(u?: number, v?: number, options?: GridOptions): EncodedArrays;
  /** How many other faces each one meets. */
  pushFaceNeighborsCount(): EncodedArrays;
  /** Random points of each face. */
  pushFaceDiscretization(samples?: number, sampling?: Sampling): EncodedArrays;
  /** Bounds in the parameters, closedness, weights. */
  pushFaceShapes(): EncodedArrays;
  /** Curvatures of faces. */
  pushFaceCurvatures(samples?: number): EncodedArrays;
  /** The number of each edge. */
  pushEdgeIndices(): EncodedArrays;
  /** Types, lengths, convexities and dihedral angles of edges. */
  pushEdgeAttributes(): EncodedArrays;
  /** Closedness, weights and continuity of edges. */
  pushEdgeShapes(): EncodedArrays;
  /** Curvatures of edges. */
  pushEdgeCurvatures(n?: number): EncodedArrays;
  /** Points and tangents along each edge. */
  pushCurveGrid(n?: number, options?: GridOptions): EncodedArrays;
  /** The graph of faces, one arc an edge. */
  pushFaceAdjacencyGraph(): EncodedArrays;
  /** The same with an arc there and an arc back. */
  pushDirectedGraph(): EncodedArrays;
  /** Where the body lies in the frame in which its box fits into [-1, 1]^3. */
  pushUnitFrame(): EncodedArrays;
  /** Areas and centroids of faces in that frame. */
  pushUnitFaces(): EncodedArrays;
  /** Points, normals and masks on a grid over each face, in that frame. */
  pushUnitFaceGrid(u?: number, v?: number, bounds?: GridBounds): EncodedArrays;
  /** The same over OpenCascade's boxes, with marks 1 inside the loops alone. */
  pushInsideGrid(u?: number, v?: number): EncodedArrays;
  /** Lengths of edges in that frame. */
  pushUnitEdges(): EncodedArrays;
  /** Points and tangents along each edge, in that frame. */
  pushUnitCurveGrid(n?: number): EncodedArrays;
  /** Points of faces and edges, the closed ones split, in boxes of -1 to 1. */
  pushSplitParts(): EncodedArrays;
  /** Faces and edges as Bezier patches and arcs. */
  pushBezierPatches(): EncodedArrays;
  /** Positions of vertices, and the ends of edges. */
  pushVertices(): EncodedArrays;
  /** How loops run along edges. */
  pushCoedges(): EncodedArrays;
  /** Points along coedges with tangents, and with the normals on both sides. */
  pushCoedgeGrids(n?: number): EncodedArrays;
  /** The own frame of each coedge. */
  pushCoedgeFrames(): EncodedArrays;
  /** Convexities of edges by points along them. */
  pushSampledConvexities(): EncodedArrays;
  /** Hops between all pairs of faces. */
  pushExtendedAdjacency(): EncodedArrays;
  /** The edges of the shortest path between each pair. */
  pushFacePairEdgesPath(most?: number): EncodedArrays;
  /** Histograms of distances between faces. */
  pushAverageFacePairDistanceHistograms(grid?: number, bins?: number): EncodedArrays;
  /** Histograms of angles between faces. */
  pushAverageFacePairAngleHistograms(grid?: number, bins?: number): EncodedArrays;
  /** Angles between the mean normals of faces. */
  pushMeanNormalAngles(u?: number, v?: number): EncodedArrays;
  /** Distances between the centroids of faces in the unit frame. */
  pushUnitCentroidDistances(): EncodedArrays;
  /** Areas, boxes and mass properties of the body. */
  pushBodyAttributes(): EncodedArrays;
  /** Invariants of the body, and their hash. */
  pushFingerprint(): EncodedArrays;
  /** A feature of the profile's own. */
  push<G extends CustomGroup>(
    group: G,
    name: string,
    compute: (item: CustomItems[G], index: number) => CustomValue,
    options?: CustomOptions,
  ): EncodedArrays;
  /** Another profile, whole: this one then adds to it. */
  pushProfile(profile: ProfileName | Profile): EncodedArrays;
}

/** What a dataset says of its profile: `"uvnet@3"`. */
export function profileLabel({ name, version }: Pick<Profile, "name" | "version">): string {
  return `${name}@${version}`;
}
