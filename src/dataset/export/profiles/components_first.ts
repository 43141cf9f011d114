/** Arrays as convolutions take them. @module */
import type { Rows } from "./profile_samples.ts";

/** (rows, ..., components) as (rows, components, ...). */
export function componentsFirst({ data, shape }: Rows): Rows {
  const rows = shape[0], components = shape.at(-1)!, inner = shape.slice(1, -1);
  const points = inner.reduce((product, n) => product * n, 1);
  const out = new Float64Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let p = 0; p < points; p++) {
      for (let k = 0; k < components; k++) {
        out[(row * components + k) * points + p] = Number(
          data[(row * points + p) * components + k],
        );
      }
    }
  }
  return { data: out, shape: [rows, components, ...inner] };
}
