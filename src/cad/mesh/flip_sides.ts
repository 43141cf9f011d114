/**
 * Turns the side between two triangles where that makes both of them better.
 *
 * @module
 */

/** Tells how good a triangle is: the more, the better. */
type Quality = (a: number, b: number, c: number) => number;

/**
 * Flips sides of triangles that are not good enough, in place, as long as the worse one of a pair
 * gets better. Triangulations in parameters need it along curved edges: three points in line there
 * are a triangle across the surface in space.
 *
 * @param triangles three points each, counterclockwise in the parameters
 * @param isFixed whether a side may not be turned
 * @param turns twice the area of a triangle in the parameters, with its sign
 * @param enough triangles of this quality are left as they are
 */
export function flipSides(
  triangles: Uint32Array,
  isFixed: (a: number, b: number) => boolean,
  quality: Quality,
  turns: Quality,
  enough: number,
): void {
  const count = triangles.length / 3;
  const bad: number[] = [];
  for (let i = 0; i < count; i++) {
    const at = 3 * i;
    if (quality(triangles[at], triangles[at + 1], triangles[at + 2]) < enough) bad.push(i);
  }
  if (bad.length === 0) return;
  // Which triangle has a side, as it runs along it.
  const owner = new Map<number, number>();
  const own = (i: number) => {
    for (let k = 0; k < 3; k++) {
      owner.set(sideKey(triangles[3 * i + k], triangles[3 * i + (k + 1) % 3]), i);
    }
  };
  for (let i = 0; i < count; i++) own(i);
  // Each flip makes a pair better; the bound is for rounding.
  for (let left = 20 * bad.length; bad.length > 0 && left > 0; left--) {
    const i = bad.pop()!;
    let best = enough, chosen: [number, number, number, number, number] | null = null;
    for (let k = 0; k < 3; k++) {
      const a = triangles[3 * i + k], b = triangles[3 * i + (k + 1) % 3];
      const c = triangles[3 * i + (k + 2) % 3];
      const before = quality(a, b, c);
      if (before >= enough) break;
      const other = owner.get(sideKey(b, a));
      if (other === undefined || isFixed(a, b)) continue;
      const d = opposite(triangles, other, a, b);
      if (turns(a, d, c) <= 0 || turns(d, b, c) <= 0) continue;
      const now = Math.min(quality(a, d, c), quality(d, b, c));
      const worst = Math.min(before, quality(b, a, d));
      if (now > worst && (chosen === null || now > best)) {
        [best, chosen] = [now, [other, a, b, c, d]];
      }
    }
    if (chosen === null) continue;
    const [other, a, b, c, d] = chosen;
    triangles.set([a, d, c], 3 * i);
    triangles.set([d, b, c], 3 * other);
    owner.delete(sideKey(a, b));
    owner.delete(sideKey(b, a));
    own(i);
    own(other);
    bad.push(i, other);
  }
}

function opposite(triangles: Uint32Array, index: number, a: number, b: number): number {
  for (let k = 0; k < 3; k++) {
    const corner = triangles[3 * index + k];
    if (corner !== a && corner !== b) return corner;
  }
  return a;
}

function sideKey(a: number, b: number): number {
  return a * 0x4000000 + b;
}
