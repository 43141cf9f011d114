/** Samples whose faces pass through the same points, coarsely. @module */
import { UsageError } from "../../base/errors.ts";
import type { ArrayInfo } from "../read/array_groups.ts";
import type { DatasetReader } from "../read/reader.ts";

/** An array of points: rows of (u, v, component), of which the first three are the point. */
interface PointArray {
  readonly group: string;
  readonly array: string;
  /** Whether the box of a sample's points is -1 to 1 already. */
  readonly scaled: boolean;
}

/** Where the points may be, the first of them that a dataset has is taken. */
const POINT_ARRAYS: readonly PointArray[] = [
  { group: "split_faces", array: "surf_wcs", scaled: true },
  { group: "faces", array: "face_uv_grids", scaled: false },
];
/** Rows that are in memory at once, as far as a sample has no more. */
const MOST_ROWS = 4096;

/**
 * What samples share whose faces have the same points when their box is scaled to -1 to 1 and
 * coordinates are rounded to `2^bits` steps: the hashes of all faces' points, sorted. It is the
 * rule of BrepGen's `deduplicate_cad.py`, on the grids that the dataset has: those of the profile
 * `brepgen` first.
 *
 * @returns by sample; null for one without faces, or with a face that could not be measured
 * @throws {UsageError} when the dataset has no grids of faces
 */
export async function gridKeys(reader: DatasetReader, bits: number): Promise<(string | null)[]> {
  const found = pointsIn(reader);
  if (found === null) {
    throw new UsageError(
      `Cannot find duplicates by points in '${reader.location}': it has no ` +
        "'faces/face_uv_grids'. " +
        'Encode with pushFaceGrid(10, 10), or say `dedupe: "exact"`',
      { data: { bits } },
    );
  }
  const { info, group, array, scaled } = found;
  const { offsets } = await reader.layout(info);
  const width = info.shape[1] * info.shape[2], components = info.shape[3];
  const keys: (string | null)[] = [];
  for (let first = 0; first < reader.sampleCount;) {
    let end = first + 1;
    while (end < reader.sampleCount && offsets[end + 1] - offsets[first] <= MOST_ROWS) end++;
    const { data } = await reader.read(group, array, [offsets[first], offsets[end]]);
    for (let s = first; s < end; s++) {
      const [from, to] = [offsets[s] - offsets[first], offsets[s + 1] - offsets[first]];
      const points = pointsOf(data as Float32Array, from * width, to * width, components);
      keys.push(scaled ? sampleKey(points, width, bits) : keyOf(points, width, bits));
    }
    first = end;
  }
  return keys;
}

/** The grids of faces with the points on them; null where there are none. */
export function gridsOf(reader: DatasetReader): ArrayInfo | null {
  return pointsIn(reader)?.info ?? null;
}

function pointsIn({ arrays }: DatasetReader): (PointArray & { info: ArrayInfo }) | null {
  for (const one of POINT_ARRAYS) {
    if (!arrays.groups().includes(one.group)) continue;
    const info = arrays.find(one.group, one.array);
    if (info !== null && info.shape.length === 4 && info.shape[3] >= 3) return { ...one, info };
  }
  return null;
}

function pointsOf(data: Float32Array, from: number, to: number, components: number): Float64Array {
  const points = new Float64Array(3 * (to - from));
  for (let p = from; p < to; p++) {
    for (let k = 0; k < 3; k++) points[3 * (p - from) + k] = data[p * components + k];
  }
  return points;
}

/** The key of points that are not scaled yet. */
function keyOf(points: Float64Array, width: number, bits: number): string | null {
  const [low, high] = [[Infinity, Infinity, Infinity], [-Infinity, -Infinity, -Infinity]];
  for (let i = 0; i < points.length; i++) {
    low[i % 3] = Math.min(low[i % 3], points[i]);
    high[i % 3] = Math.max(high[i % 3], points[i]);
  }
  const size = Math.max(...high.map((one, k) => one - low[k]));
  const scaled = points.map((x, i) => {
    if (!Number.isFinite(x)) return NaN;
    return size > 0 ? 2 * (x - (low[i % 3] + high[i % 3]) / 2) / size : 0;
  });
  return sampleKey(scaled, width, bits);
}

/** The keys of all faces, sorted; null where there are none, or a point is missing. */
function sampleKey(points: ArrayLike<number>, width: number, bits: number): string | null {
  const keys = pointKeys(points, width, bits);
  return keys === null || keys.length === 0 ? null : keys.sort().join(" ");
}

/**
 * The hashes of rows of points between -1 and 1, their coordinates rounded down to `2^bits` steps
 * in single precision, as NumPy does with float32.
 *
 * @param width points of a row
 * @returns null where a point is missing
 */
export function pointKeys(
  points: ArrayLike<number>,
  width: number,
  bits: number,
): string[] | null {
  const steps = 2 ** bits - 1, keys: string[] = [], { fround } = Math;
  for (let row = 0; row < points.length; row += 3 * width) {
    let a = 0x811c9dc5, b = 0x9e3779b9;
    for (let i = row; i < row + 3 * width; i++) {
      if (!Number.isFinite(points[i])) return null;
      const exact = fround(fround(fround(points[i]) + 1) * steps) / 2;
      const step = Math.min(steps, Math.max(0, Math.trunc(exact)));
      a = Math.imul(a ^ step, 0x01000193);
      b = Math.imul(b ^ (step + (b >>> 15)), 0x85ebca6b);
    }
    keys.push((a >>> 0).toString(16) + "." + (b >>> 0).toString(16));
  }
  return keys;
}
