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
import type { Sampling } from "../features/faces/face_sampler.ts";

/** The profiles that come with Trunnion. */
export type ProfileName = "hoops" | "uvnet";

/** What a model is fed with. Its name and version are written into the dataset. */
export interface Profile {
  readonly name: string;
  /** Raised whenever a value that the profile writes changes. */
  readonly version: number;
  readonly description: string;
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
  pushFaceIndices(): EncodedArrays;
  pushFaceIds(): EncodedArrays;
  pushFaceAttributes(): EncodedArrays;
  pushFaceGrid(u?: number, v?: number): EncodedArrays;
  pushFaceNeighborsCount(): EncodedArrays;
  pushFaceDiscretization(samples?: number, sampling?: Sampling): EncodedArrays;
  pushFaceShapes(): EncodedArrays;
  pushFaceCurvatures(samples?: number): EncodedArrays;
  pushEdgeIndices(): EncodedArrays;
  pushEdgeAttributes(): EncodedArrays;
  pushEdgeShapes(): EncodedArrays;
  pushEdgeCurvatures(n?: number): EncodedArrays;
  pushCurveGrid(n?: number): EncodedArrays;
  pushFaceAdjacencyGraph(): EncodedArrays;
  pushDirectedGraph(): EncodedArrays;
  pushVertices(): EncodedArrays;
  pushCoedges(): EncodedArrays;
  pushExtendedAdjacency(): EncodedArrays;
  pushFacePairEdgesPath(most?: number): EncodedArrays;
  pushAverageFacePairDistanceHistograms(grid?: number, bins?: number): EncodedArrays;
  pushAverageFacePairAngleHistograms(grid?: number, bins?: number): EncodedArrays;
  pushBodyAttributes(): EncodedArrays;
  pushFingerprint(): EncodedArrays;
  push<G extends CustomGroup>(
    group: G,
    name: string,
    compute: (item: CustomItems[G], index: number) => CustomValue,
    options?: CustomOptions,
  ): EncodedArrays;
  /** Another profile, whole: this one then adds to it. */
  pushProfile(profile: ProfileName | Profile): EncodedArrays;
}

/** What a dataset says of its profile: `"uvnet@1"`. */
export function profileLabel({ name, version }: Pick<Profile, "name" | "version">): string {
  return `${name}@${version}`;
}
