/**
 * Pushes what pairs of faces are to each other.
 *
 * @module
 */
import { type ArrayPusher, type EncodedArrays, rowsOf } from "../features/array_pusher.ts";
import { adjacency } from "../features/adjacency.ts";
import { ARRAYS } from "../features/arrays.ts";
import type { BodyGeometry } from "../features/bodies/body_geometry.ts";
import { FacePairs, PAIR_COMPONENTS } from "../features/faces/face_pairs.ts";
import { meanNormalAngle, meanNormals } from "../features/pairs/mean_normals.ts";
import { pairSamples } from "../features/pairs/pair_samples.ts";
import {
  countPairs,
  listPairs,
  pairwiseDefaults,
  type PairwiseOptions,
  type PairwiseSize,
  requireRoom,
} from "../features/pairs/pairwise.ts";

type PairKey =
  | "faceface/extended_adjacency"
  | "faceface/face_pair_edges_path"
  | "faceface/d2_distance"
  | "faceface/a3_distance"
  | "faceface/mean_normal_angles"
  | "faceface/unit_centroid_distances";

/** Arrays with a number a pair. Paths and histograms have a dimension of their own. */
const NUMBERS: readonly PairKey[] = [
  "faceface/extended_adjacency",
  "faceface/mean_normal_angles",
  "faceface/unit_centroid_distances",
];

/** The part of an encoder that deals with pairs: all of its arrays have the same rows. */
export class PairwisePusher {
  readonly #geometry: BodyGeometry;
  readonly #arrays: ArrayPusher;
  readonly #options: Required<PairwiseOptions>;
  readonly #seed: number;
  readonly #pairs = new Map<number, FacePairs>();
  readonly #samples = new Map<number, Float32Array>();
  #list: { source: Int32Array; destination: Int32Array } | undefined;
  #count: number | undefined;

  constructor(
    geometry: BodyGeometry,
    arrays: ArrayPusher,
    options: PairwiseOptions | undefined,
    seed: number,
  ) {
    this.#geometry = geometry;
    this.#arrays = arrays;
    this.#options = pairwiseDefaults(options);
    this.#seed = seed;
  }

  /** Whether only what pairs can be computed from is written. */
  get onDemand(): boolean {
    return this.#options.mode === "onDemand";
  }

  size(edges: number, bins: number): PairwiseSize {
    const { mode, limit } = this.#options, pairs = this.#rows();
    const bytes: Record<string, number> = mode === "onDemand" ? {} : {
      "faceface/extended_adjacency": 4 * pairs,
      "faceface/face_pair_edges_path": 4 * edges * pairs,
      "faceface/d2_distance": 4 * bins * pairs,
      "faceface/a3_distance": 4 * bins * pairs,
    };
    if (mode === "sparse") {
      bytes["faceface/pair_source"] = bytes["faceface/pair_destination"] = 4 * pairs;
    }
    const total = Object.values(bytes).reduce((sum, size) => sum + size, 0);
    return { mode, pairs, bytes, total, limit };
  }

  extendedAdjacency(): EncodedArrays {
    return this.#push("extended adjacency", "faceface/extended_adjacency", 1, () => {
      const { hops } = this.#of(0), { source, destination } = this.#rowList();
      return Float32Array.from(source, (a, row) => hops.between(a, destination[row]));
    });
  }

  edgesPath(most: number): EncodedArrays {
    return this.#push(`edge paths ${most}`, "faceface/face_pair_edges_path", most, () => {
      const { hops } = this.#of(0), { source, destination } = this.#rowList();
      const out = new Int32Array(source.length * most);
      for (let row = 0; row < source.length; row++) {
        hops.path(source[row], destination[row], most, out, row * most);
      }
      return out;
    });
  }

  histograms(kind: "distances" | "angles", grid: number, bins: number): EncodedArrays {
    if (this.onDemand) return this.#pushSamples(grid);
    const key = kind === "distances" ? "faceface/d2_distance" : "faceface/a3_distance";
    return this.#push(`${kind} ${grid} ${bins}`, key, bins, () => {
      const pairs = this.#of(grid), { source, destination } = this.#rowList();
      const { valid } = this.#geometry;
      const out = new Float32Array(source.length * bins);
      const faces = this.#options.mode === "dense" ? this.#geometry.brep.faces.length : 0;
      for (let row = 0; row < source.length; row++) {
        const a = source[row], b = destination[row];
        if (b < a && faces > 0) {
          // The same pair the other way round.
          const known = (b * faces + a) * bins;
          out.copyWithin(row * bins, known, known + bins);
        } else if (valid[a] === 0 || valid[b] === 0) out.fill(NaN, row * bins, (row + 1) * bins);
        else pairs[kind](a, b, bins, out, row * bins);
      }
      return out;
    });
  }

  /** @param grids of the faces, from which their mean normals are taken */
  meanNormalAngles(grids: Float32Array, name: string): EncodedArrays {
    return this.#push(`mean normal angles ${name}`, "faceface/mean_normal_angles", 1, () => {
      const { brep: { faces } } = this.#geometry, means = meanNormals(grids, faces.length);
      return this.#each((a, b) => meanNormalAngle(means, a, b));
    });
  }

  /** @param centroids of the faces, 3 numbers each */
  centroidDistances(centroids: Float32Array): EncodedArrays {
    return this.#push(
      "centroid distances",
      "faceface/unit_centroid_distances",
      1,
      () =>
        this.#each((a, b) => {
          const [x, y, z] = [0, 1, 2].map((k) => centroids[3 * a + k] - centroids[3 * b + k]);
          return Math.hypot(x, y, z);
        }),
    );
  }

  /** A number for each row; NaN where one of the faces is bad. */
  #each(compute: (a: number, b: number) => number): Float32Array {
    const { source, destination } = this.#rowList(), { valid } = this.#geometry;
    return Float32Array.from(source, (a, row) => {
      const b = destination[row];
      return valid[a] === 0 || valid[b] === 0 ? NaN : compute(a, b);
    });
  }

  #pushSamples(grid: number): EncodedArrays {
    return this.#arrays.push(`pair samples ${grid}`, ARRAYS, () => ({
      "faces/face_pair_samples": rowsOf(this.#samplesOf(grid), grid * grid, PAIR_COMPONENTS),
      "bodies/body_diagonals": Float64Array.of(this.#geometry.diagonal),
    }));
  }

  #push(
    name: string,
    key: PairKey,
    width: number,
    compute: () => Float32Array | Int32Array,
  ): EncodedArrays {
    const { mode, limit } = this.#options, pairs = this.#rows();
    const total = 4 * width * pairs + (mode === "sparse" ? 8 * pairs : 0) + this.#bytes(key);
    requireRoom(this.#geometry.brep.faces.length, { mode, pairs, bytes: {}, total, limit });
    const arrays = this.#arrays.push(name, ARRAYS, () => {
      const data = compute();
      return { [key]: NUMBERS.includes(key) ? data : rowsOf(data, width) };
    });
    if (mode === "dense") return arrays;
    const list = this.#arrays.push("pair list", ARRAYS, () => {
      const { source, destination } = this.#rowList();
      return { "faceface/pair_source": source, "faceface/pair_destination": destination };
    });
    return { ...list, ...arrays };
  }

  /** Bytes of the other pairwise arrays that were pushed before. */
  #bytes(except: PairKey): number {
    let bytes = 0;
    for (const [key, { data }] of Object.entries(this.#arrays.arrays)) {
      const listed = key === "faceface/pair_source" || key === "faceface/pair_destination";
      if (key.startsWith("faceface/") && key !== except && !listed) bytes += data.byteLength;
    }
    return bytes;
  }

  /** The pairs with the points of a grid; 0 for none. */
  #of(grid: number): FacePairs {
    let pairs = this.#pairs.get(grid);
    if (pairs === undefined) {
      const { brep } = this.#geometry;
      const inputs = { faces: brep.faces.length, ...adjacency(brep) };
      pairs = new FacePairs(
        grid === 0
          ? inputs
          : { ...inputs, samples: this.#samplesOf(grid), diagonal: this.#geometry.diagonal },
      );
      this.#pairs.set(grid, pairs);
    }
    return pairs;
  }

  #samplesOf(grid: number): Float32Array {
    let samples = this.#samples.get(grid);
    if (samples === undefined) {
      samples = pairSamples(this.#geometry, grid, this.#seed);
      this.#samples.set(grid, samples);
    }
    return samples;
  }

  #rows(): number {
    return this.#count ??= countPairs(this.#of(0).hops, this.#options);
  }

  #rowList(): { source: Int32Array; destination: Int32Array } {
    return this.#list ??= listPairs(this.#of(0).hops, this.#options);
  }
}
