/**
 * Where points are set inside of a face.
 *
 * @module
 */
import { FaceRows } from "../features/faces/face_rows.ts";
import type { Trimming } from "../geometry/trimming/trimming.ts";
import type { FaceMetric } from "./face_metric.ts";
import type { FacePoints } from "./face_points.ts";

/** No point is set this near to the boundary, or to a point that is there: in steps. */
const MARGIN = 0.4;

/** Keeps places apart: the plane in cells, a list of places in each. */
class Places {
  readonly #cells = new Map<number, number[]>();

  add(x: number, y: number): void {
    const key = cellOf(x, y), cell = this.#cells.get(key);
    if (cell === undefined) this.#cells.set(key, [x, y]);
    else cell.push(x, y);
  }

  isNear(x: number, y: number, distance: number): boolean {
    for (let i = -1; i <= 1; i++) {
      for (let j = -1; j <= 1; j++) {
        const cell = this.#cells.get(cellOf(x + i * MARGIN, y + j * MARGIN));
        if (cell === undefined) continue;
        for (let k = 0; k < cell.length; k += 2) {
          if ((cell[k] - x) ** 2 + (cell[k + 1] - y) ** 2 < distance * distance) return true;
        }
      }
    }
    return false;
  }
}

function cellOf(x: number, y: number): number {
  return Math.floor(x / MARGIN) * 0x2000000 + Math.floor(y / MARGIN);
}

/** A side is looked at in this many places at most. */
const MOST_ON_SIDE = 256;

/** Adds the points of the metric's rows that lie inside of the face, away from its boundary. */
export function addInnerPoints(
  points: FacePoints,
  sides: readonly number[],
  trimming: Trimming,
  metric: FaceMetric,
): void {
  if (metric.rows.length === 0) return;
  const { scaleU, scaleV, rows } = metric, { u, v } = points;
  const places = new Places();
  for (let i = 0; i < sides.length; i += 2) {
    const [a, b] = [sides[i], sides[i + 1]];
    const x = u[a] * scaleU, y = v[a] * scaleV;
    const dx = u[b] * scaleU - x, dy = v[b] * scaleV - y;
    const count = Math.min(MOST_ON_SIDE, Math.ceil(Math.hypot(dx, dy) / MARGIN));
    for (let k = 0; k < count; k++) places.add(x + dx * k / count, y + dy * k / count);
  }
  const cutter = new FaceRows();
  for (const row of rows) {
    const ends = cutter.cut(trimming, row);
    if (ends === 0) continue;
    let at = 0;
    for (const place of metric.along(row)) {
      while (at < ends && cutter.ends[at + 1] < place) at += 2;
      if (at >= ends) break;
      if (place <= cutter.ends[at]) continue;
      if (places.isNear(place * scaleU, row * scaleV, MARGIN)) continue;
      points.addNew(place, row);
    }
  }
}
