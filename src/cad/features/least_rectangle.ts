/**
 * The least rectangle around a shadow.
 *
 * @module
 */

/** What the least rectangle is. */
export interface Rectangle {
  /** By which the frame is turned about its third axis so that its first lies along a side. */
  readonly angle: number;
  readonly area: number;
  /** How far the points reach along the third axis. */
  readonly height: number;
}

/**
 * The rectangle of the least area around the points' shadow along a frame's third axis: one of its sides
 * lies along a side of the shadow's convex hull (Freeman and Shapira, 1975).
 *
 * @param frame three unit vectors at right angles, nine numbers
 */
export function leastRectangle(points: Float64Array, frame: Float64Array): Rectangle {
  const count = points.length / 3;
  const flat = new Float64Array(2 * count);
  let low = Infinity, high = -Infinity;
  for (let i = 0; i < count; i++) {
    const x = points[3 * i], y = points[3 * i + 1], z = points[3 * i + 2];
    flat[2 * i] = frame[0] * x + frame[1] * y + frame[2] * z;
    flat[2 * i + 1] = frame[3] * x + frame[4] * y + frame[5] * z;
    const h = frame[6] * x + frame[7] * y + frame[8] * z;
    if (h < low) low = h;
    if (h > high) high = h;
  }
  const height = count === 0 ? 0 : high - low;
  const hull = convexHull(flat);
  let angle = 0, area = Infinity;
  for (let i = 0; i < hull.length; i++) {
    const a = 2 * hull[i], b = 2 * hull[(i + 1) % hull.length];
    const dx = flat[b] - flat[a], dy = flat[b + 1] - flat[a + 1];
    const length = Math.hypot(dx, dy);
    if (!(length > 0)) continue;
    const c = dx / length, s = dy / length;
    let x0 = Infinity, x1 = -Infinity, y0 = Infinity, y1 = -Infinity;
    for (const index of hull) {
      const x = c * flat[2 * index] + s * flat[2 * index + 1];
      const y = c * flat[2 * index + 1] - s * flat[2 * index];
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
    }
    const own = (x1 - x0) * (y1 - y0);
    if (area === Infinity || own < area * (1 - 1e-9)) {
      area = own;
      angle = Math.atan2(s, c);
    }
  }
  return { angle, area: area === Infinity ? 0 : area, height };
}

/** The corners of the convex hull, counterclockwise, as indices (Andrew's monotone chain). */
function convexHull(flat: Float64Array): number[] {
  const order = Array.from({ length: flat.length / 2 }, (_, i) => i)
    .sort((a, b) => flat[2 * a] - flat[2 * b] || flat[2 * a + 1] - flat[2 * b + 1]);
  const half = (indices: readonly number[]) => {
    const chain: number[] = [];
    for (const i of indices) {
      while (
        chain.length > 1 && turn(flat, chain[chain.length - 2], chain[chain.length - 1], i) <= 0
      ) {
        chain.pop();
      }
      chain.push(i);
    }
    chain.pop();
    return chain;
  };
  return order.length < 3 ? order : [...half(order), ...half(order.reverse())];
}

function turn(p: Float64Array, a: number, b: number, c: number): number {
  return (p[2 * b] - p[2 * a]) * (p[2 * c + 1] - p[2 * a + 1]) -
    (p[2 * b + 1] - p[2 * a + 1]) * (p[2 * c] - p[2 * a]);
}
