/**
 * Principal axes.
 *
 * @module
 */

/** The eigenvalues of a symmetric 3 x 3 matrix, ascending, and a unit vector of each. */
interface Eigen {
  readonly values: readonly [number, number, number];
  readonly vectors: readonly number[][];
}

/**
 * Jacobi's method: turns the axes until nothing is left off the diagonal.
 *
 * @param m six numbers: xx, yy, zz, xy, yz, zx
 */
export function eigenvectors(m: ArrayLike<number>): Eigen {
  const a = [[m[0], m[3], m[5]], [m[3], m[1], m[4]], [m[5], m[4], m[2]]];
  const v = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
  for (let sweep = 0; sweep < 30; sweep++) {
    const off = Math.abs(a[0][1]) + Math.abs(a[1][2]) + Math.abs(a[0][2]);
    if (!(off > 1e-300)) break;
    for (const [p, q] of [[0, 1], [1, 2], [0, 2]]) {
      if (a[p][q] === 0) continue;
      const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
      const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
      const c = 1 / Math.sqrt(t * t + 1), s = t * c;
      for (let k = 0; k < 3; k++) {
        const x = a[k][p], y = a[k][q];
        a[k][p] = c * x - s * y;
        a[k][q] = s * x + c * y;
      }
      for (let k = 0; k < 3; k++) {
        const x = a[p][k], y = a[q][k];
        a[p][k] = c * x - s * y;
        a[q][k] = s * x + c * y;
        const e = v[k][p], f = v[k][q];
        v[k][p] = c * e - s * f;
        v[k][q] = s * e + c * f;
      }
    }
  }
  const order = [0, 1, 2].sort((i, j) => a[i][i] - a[j][j]);
  return {
    values: [a[order[0]][order[0]], a[order[1]][order[1]], a[order[2]][order[2]]],
    vectors: order.map((i) => [v[0][i], v[1][i], v[2][i]]),
  };
}
