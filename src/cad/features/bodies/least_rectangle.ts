/**
 * The least rectangle around a shadow.
 *
 * @module
 */

/** What the least rectangle is. */
interface Rectangle {
  /** By which the frame is turned about its third axis so that its first lies along a side. */
  readonly angle: number;
  readonly area: number;
  /** How far the points reach along the third axis. */
  readonly height: number;
}

/**
 * The rectangle of the least area around the points' shadow along a frame's third axis: one of its
 * sides lies along a side of the shadow's convex hull (Freeman and Shapira, 1975).
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
  // The farthest corner along a side, across it and against it: each only moves on as sides turn.
  const farthest = [0, 0, 0];
  let angle = 0, area = Infinity;
  for (let i = 0; i < hull.length; i++) {
    const a = 2 * hull[i], b = 2 * hull[(i + 1) % hull.length];
    const dx = flat[b] - flat[a], dy = flat[b + 1] - flat[a + 1];
    const length = Math.hypot(dx, dy);
    if (!(length > 0)) continue;
    const c = dx / length, s = dy / length, first = area === Infinity;
    const x1 = support(flat, hull, farthest, 0, first, c, s);
    const y1 = support(flat, hull, farthest, 1, first, -s, c);
    const x0 = support(flat, hull, farthest, 2, first, -c, -s);
    // The side itself is the lowest.
    const own = (x1 + x0) * (y1 - (c * flat[a + 1] - s * flat[a]));
    if (first || own < area * (1 - 1e-9)) {
      area = own;
      angle = Math.atan2(s, c);
    }
  }
  return { angle, area: area === Infinity ? 0 : area, height };
}

/** How far the hull reaches in a direction, found from the corner that was the farthest before. */
function support(
  flat: Float64Array,
  hull: readonly number[],
  farthest: number[],
  which: number,
  first: boolean,
  x: number,
  y: number,
): number {
  const reach = (k: number) => x * flat[2 * hull[k]] + y * flat[2 * hull[k] + 1];
  // Around the hull they come one after the other: at the first side each is sought from the one
  // before.
  let at = !first ? farthest[which] : which === 0 ? 0 : farthest[which - 1], best = reach(at);
  for (let i = 0; i < hull.length; i++) {
    const next = (at + 1) % hull.length, value = reach(next);
    if (value < best) break;
    at = next;
    best = value;
  }
  farthest[which] = at;
  return best;
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
