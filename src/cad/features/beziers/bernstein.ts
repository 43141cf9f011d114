/**
 * Control points of polynomials.
 *
 * @module
 */

/**
 * What turns the values of a polynomial at `0, 1/degree, ..., 1` into the control points of its
 * Bezier form: the inverse of the matrix of Bernstein's polynomials at those places.
 *
 * @returns rows of control points, columns of values
 */
export function controlPoints(degree: number): readonly (readonly number[])[] {
  const count = degree + 1;
  const rows = Array.from({ length: count }, (_, i) => [
    ...Array.from({ length: count }, (_, k) => bernstein(degree, k, i / degree)),
    ...Array.from({ length: count }, (_, k) => i === k ? 1 : 0),
  ]);
  // Gauss and Jordan, each time by the row with the largest number.
  for (let column = 0; column < count; column++) {
    let best = column;
    for (let i = column + 1; i < count; i++) {
      if (Math.abs(rows[i][column]) > Math.abs(rows[best][column])) best = i;
    }
    [rows[column], rows[best]] = [rows[best], rows[column]];
    const scale = rows[column][column];
    rows[column] = rows[column].map((x) => x / scale);
    for (let i = 0; i < count; i++) {
      const factor = rows[i][column];
      if (i === column || factor === 0) continue;
      rows[i] = rows[i].map((x, k) => x - factor * rows[column][k]);
    }
  }
  return rows.map((row) => row.slice(count));
}

/** Bernstein's polynomial `k` of a degree. */
export function bernstein(degree: number, k: number, t: number): number {
  let choose = 1;
  for (let i = 0; i < k; i++) choose = choose * (degree - i) / (i + 1);
  return choose * t ** k * (1 - t) ** (degree - k);
}
