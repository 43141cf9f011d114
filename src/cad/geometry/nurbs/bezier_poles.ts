/** The Bezier poles of a polynomial on [-1, 1], given by its coefficients of the powers of x. */
export function bezierPoles(powers: readonly number[]): Float64Array {
  const degree = powers.length - 1;
  // Horner's scheme with x = -(1 - t) + t, in Bernstein polynomials of one degree more each time.
  let poles = [powers[degree]];
  for (let k = degree - 1; k >= 0; k--) {
    const next = new Array<number>(poles.length + 1).fill(powers[k]);
    poles.forEach((pole, i) => {
      next[i] -= pole * (poles.length - i) / poles.length;
      next[i + 1] += pole * (i + 1) / poles.length;
    });
    poles = next;
  }
  return Float64Array.from(poles);
}
