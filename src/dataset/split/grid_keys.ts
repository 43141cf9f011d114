/** Samples whose faces pass through the same points, coarsely. @module */
import { UsageError } from "../../base/errors.ts";
import type { ArrayInfo } from "../read/array_groups.ts";
import type { DatasetReader } from "../read/reader.ts";

/** The array of the points: rows of (u, v, component), of which the first three are the point. */
const [GROUP, ARRAY] = ["faces", "face_uv_grids"];
/** Rows that are in memory at once, as far as a sample has no more. */
const MOST_ROWS = 4096;

/**
 * What samples share whose faces have the same points when their box is scaled to -1 to 1 and
 * coordinates are rounded to `2^bits` steps: the hashes of all faces' points, sorted. It is the
 * rule of BrepGen's `deduplicate_cad.py`, on the grids that the dataset has.
 *
 * @returns by sample; null for one without faces, or with a face that could not be measured
 * @throws {UsageError} when the dataset has no grids of faces
 */
export async function gridKeys(reader: DatasetReader, bits: number): Promise<(string | null)[]> {
  const info = gridsOf(reader);
  if (info === null) {
    throw new UsageError(
      `Cannot find duplicates by points in '${reader.location}': it has no '${GROUP}/${ARRAY}'. ` +
        'Encode with pushFaceGrid(10, 10), or say `dedupe: "exact"`',
      { data: { bits } },
    );
  }
  const { offsets } = await reader.layout(info);
  const width = info.shape[1] * info.shape[2], components = info.shape[3];
  const keys: (string | null)[] = [];
  for (let first = 0; first < reader.sampleCount;) {
    let end = first + 1;
    while (end < reader.sampleCount && offsets[end + 1] - offsets[first] <= MOST_ROWS) end++;
    const { data } = await reader.read(GROUP, ARRAY, [offsets[first], offsets[end]]);
    for (let s = first; s < end; s++) {
      const [from, to] = [offsets[s] - offsets[first], offsets[s + 1] - offsets[first]];
      const points = pointsOf(data as Float32Array, from * width, to * width, components);
      keys.push(keyOf(points, width, bits));
    }
    first = end;
  }
  return keys;
}

/** The grids of faces with the points on them; null where there are none. */
export function gridsOf({ arrays }: DatasetReader): ArrayInfo | null {
  const info = arrays.groups().includes(GROUP) ? arrays.find(GROUP, ARRAY) : null;
  return info === null || info.shape.length !== 4 || info.shape[3] < 3 ? null : info;
}

function pointsOf(data: Float32Array, from: number, to: number, components: number): Float64Array {
  const points = new Float64Array(3 * (to - from));
  for (let p = from; p < to; p++) {
    for (let k = 0; k < 3; k++) points[3 * (p - from) + k] = data[p * components + k];
  }
  return points;
}

function keyOf(points: Float64Array, width: number, bits: number): string | null {
  if (points.length === 0) return null;
  const [low, high] = [[Infinity, Infinity, Infinity], [-Infinity, -Infinity, -Infinity]];
  for (let i = 0; i < points.length; i++) {
    if (!Number.isFinite(points[i])) return null;
    low[i % 3] = Math.min(low[i % 3], points[i]);
    high[i % 3] = Math.max(high[i % 3], points[i]);
  }
  const size = Math.max(...high.map((one, k) => one - low[k]));
  const steps = 2 ** bits - 1;
  const faces: string[] = [];
  for (let face = 0; face < points.length; face += 3 * width) {
    let a = 0x811c9dc5, b = 0x9e3779b9;
    for (let i = face; i < face + 3 * width; i++) {
      const middle = (low[i % 3] + high[i % 3]) / 2;
      const scaled = size > 0 ? (points[i] - middle) / size + 0.5 : 0.5; // 0 to 1
      const step = Math.trunc(scaled * steps);
      a = Math.imul(a ^ step, 0x01000193);
      b = Math.imul(b ^ (step + (b >>> 15)), 0x85ebca6b);
    }
    faces.push((a >>> 0).toString(16) + "." + (b >>> 0).toString(16));
  }
  return faces.sort().join(" ");
}
