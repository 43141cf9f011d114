/**
 * Which pairs of faces are written, and how much room they take.
 *
 * @module
 */
import { FeatureError } from "../feature_error.ts";
import type { FaceHops } from "../faces/face_hops.ts";

/**
 * How pairwise arrays are written: `"dense"` for every ordered pair, as published; `"sparse"` for
 * the pairs within some hops; `"onDemand"` not at all, but what they can be computed from.
 */
export type PairwiseMode = "dense" | "sparse" | "onDemand";

/** What is written about pairs of faces. */
export interface PairwiseOptions {
  /**
   * Which pairs are written, and how.
   *
   * @default {"dense"}
   */
  readonly mode?: PairwiseMode;
  /**
   * The longest path, in edges of the graph of faces, between the faces of a sparse pair. A face
   * and itself are a pair too.
   *
   * @default {2}
   */
  readonly hops?: number;
  /**
   * The most bytes that the pairwise arrays of one body may take together.
   *
   * @default {2 ** 29} 512 MiB: 960 faces with all four arrays, dense
   */
  readonly limit?: number;
}

/** What pairwise arrays would take, before any is computed. */
export interface PairwiseSize {
  /** As the option says. */
  readonly mode: PairwiseMode;
  /** The number of rows. */
  readonly pairs: number;
  /** Bytes of each array, before compression. */
  readonly bytes: Readonly<Record<string, number>>;
  /** Bytes of all of them together. */
  readonly total: number;
  /** The most bytes that are allowed. */
  readonly limit: number;
}

/** The options with their defaults. */
export function pairwiseDefaults(options: PairwiseOptions = {}): Required<PairwiseOptions> {
  return {
    mode: options.mode ?? "dense",
    hops: options.hops ?? 2,
    limit: options.limit ?? 2 ** 29,
  };
}

/** The number of rows that there will be. */
export function countPairs(
  hops: FaceHops,
  { mode, hops: most }: Required<PairwiseOptions>,
): number {
  if (mode === "dense") return hops.faces * hops.faces;
  let count = 0;
  if (mode === "sparse") { for (let f = 0; f < hops.faces; f++) count += hops.within(f, most); }
  return count;
}

/** The faces of each row: by the first face, then the second. */
export function listPairs(
  hops: FaceHops,
  options: Required<PairwiseOptions>,
): { source: Int32Array; destination: Int32Array } {
  const count = countPairs(hops, options), { faces } = hops;
  const source = new Int32Array(count), destination = new Int32Array(count);
  for (let a = 0, row = 0; row < count; a++) {
    for (let b = 0; b < faces; b++) {
      if (options.mode === "sparse") {
        const distance = hops.between(a, b);
        if (distance < 0 || distance > options.hops) continue;
      }
      source[row] = a;
      destination[row++] = b;
    }
  }
  return { source, destination };
}

/** @throws FeatureError where the arrays would take more than the limit */
export function requireRoom(faces: number, { mode, pairs, total, limit }: PairwiseSize): void {
  if (total <= limit) return;
  throw new FeatureError(
    `Cannot write pairwise arrays: those of one body may take at most ${megabytes(limit)}, and ` +
      `${pairs} pairs of ${faces} faces would take ${megabytes(total)}. Keep to near pairs with ` +
      `pairwise: { mode: "sparse", hops: 2 }, compute them when they are needed with ` +
      `{ mode: "onDemand" }, or raise the limit`,
    { data: { mode, faces, pairs, bytes: total, limit } },
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
