/**
 * What two faces of a body are to each other: how far apart in the graph of faces, by which edges,
 * and how their points and normals lie.
 *
 * @module
 */
import { FaceHops } from "./face_hops.ts";

/** The arrays of one body from which every pairwise value can be found again. */
export interface PairInputs {
  /** The number of faces. */
  readonly faces: number;
  /** `graph/edges_source` of the body. */
  readonly source: Int32Array;
  /** `graph/edges_destination` of the body. */
  readonly destination: Int32Array;
  /** `faces/face_pair_samples` of the body: points of each face, 6 numbers each. */
  readonly samples?: Float32Array;
  /** `bodies/body_diagonals` of the body. */
  readonly diagonal?: number;
}

/** Numbers per sample of a pair: x, y, z, outward unit normal. */
export const PAIR_COMPONENTS = 6;

/**
 * Values on the border of two bins belong to the upper one, also where rounding has moved them
 * below it by as much as this: right angles are such a border.
 */
const BORDER = 1e-6;

/** The places of the table by which the bin of a cosine is looked up. */
const TABLE = 1024;

/**
 * Pairwise values on demand, from the arrays that a dataset stores: what the pushes of the
 * encoder write, row by row. It needs nothing but the arrays, and runs wherever they are read.
 *
 * Histograms are averages over all pairs of a point of the one face and a point of the other: of
 * their distances over the diagonal of the body's box (D2), and of the angles between their normals
 * over pi (A3). Bins divide [0, 1] evenly, and their values sum to one.
 *
 * @example Hops between two faces that share an edge
 * ```ts
 * import { FacePairs } from "trunnion";
 *
 * const source = Int32Array.of(0), destination = Int32Array.of(1);
 * const pairs = new FacePairs({ faces: 2, source, destination });
 * console.log(pairs.hops.between(0, 1)); // 1
 * ```
 */
export class FacePairs {
  /** Shortest paths between the faces. */
  readonly hops: FaceHops;
  readonly #samples: Float32Array;
  readonly #points: number;
  readonly #diagonal: number;
  #cosines = new Float64Array(0);
  #bins = new Uint16Array(0);

  /** Takes the arrays of one body; `samples` and `diagonal` are needed for histograms alone. */
  constructor({ faces, source, destination, samples, diagonal }: PairInputs) {
    this.hops = new FaceHops(faces, source, destination);
    this.#samples = samples ?? new Float32Array();
    this.#points = faces === 0 ? 0 : this.#samples.length / (PAIR_COMPONENTS * faces);
    this.#diagonal = diagonal ?? 0;
  }

  /** Writes the histogram of distances between two faces: `bins` numbers from `at` on. */
  distances(a: number, b: number, bins: number, out: Float32Array, at = 0): void {
    const s = this.#samples, size = PAIR_COMPONENTS * this.#points;
    const scale = this.#diagonal > 0 ? bins / this.#diagonal : 0;
    const unit = 1 / (this.#points * this.#points), border = BORDER * bins;
    out.fill(0, at, at + bins);
    for (let i = a * size; i < (a + 1) * size; i += PAIR_COMPONENTS) {
      const x = s[i], y = s[i + 1], z = s[i + 2];
      for (let j = b * size; j < (b + 1) * size; j += PAIR_COMPONENTS) {
        const dx = s[j] - x, dy = s[j + 1] - y, dz = s[j + 2] - z;
        const bin = (Math.sqrt(dx * dx + dy * dy + dz * dz) * scale + border) | 0;
        out[at + (bin < bins ? bin : bins - 1)]++;
      }
    }
    for (let k = at; k < at + bins; k++) out[k] *= unit;
  }

  /** Writes the histogram of the angles between the normals of two faces. */
  angles(a: number, b: number, bins: number, out: Float32Array, at = 0): void {
    if (this.#cosines.length !== bins + 1) this.#makeTable(bins);
    const s = this.#samples, size = PAIR_COMPONENTS * this.#points;
    const cosines = this.#cosines, table = this.#bins;
    const unit = 1 / (this.#points * this.#points);
    out.fill(0, at, at + bins);
    for (let i = a * size; i < (a + 1) * size; i += PAIR_COMPONENTS) {
      const x = s[i + 3], y = s[i + 4], z = s[i + 5];
      for (let j = b * size; j < (b + 1) * size; j += PAIR_COMPONENTS) {
        const cosine = x * s[j + 3] + y * s[j + 4] + z * s[j + 5];
        const place = ((1 - cosine) * (TABLE / 2)) | 0;
        let bin = table[place < 0 ? 0 : place < TABLE ? place : TABLE - 1];
        while (bin < bins - 1 && cosine <= cosines[bin + 1]) bin++;
        out[at + bin]++;
      }
    }
    for (let k = at; k < at + bins; k++) out[k] *= unit;
  }

  /**
   * Cosines of the bins' lower borders, and for equal steps of the cosine the first bin it may be
   * in.
   */
  #makeTable(bins: number): void {
    this.#cosines = Float64Array.from(
      { length: bins + 1 },
      (_, k) => k === 0 ? 2 : Math.cos(Math.PI * (k / bins - BORDER)),
    );
    this.#bins = new Uint16Array(TABLE);
    for (let place = 0, bin = 0; place < TABLE; place++) {
      const highest = 1 - 2 * place / TABLE;
      while (bin < bins - 1 && highest <= this.#cosines[bin + 1]) bin++;
      this.#bins[place] = bin;
    }
  }
}
