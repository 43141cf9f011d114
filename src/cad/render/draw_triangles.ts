/**
 * Shaded triangles.
 *
 * @module
 */
import type { Canvas } from "./canvas.ts";
import type { Rgb } from "./face_colours.ts";
import type { ViewedPoints } from "./view_frame.ts";

/** What is drawn, and in which colours. */
interface ShadedMesh {
  /** The points of each triangle, 3 each. */
  readonly triangles: Uint32Array;
  /** The face of each. */
  readonly triangleFaces: ArrayLike<number>;
  /** The outward normal at each corner, 9 numbers a triangle. */
  readonly normals: Float32Array;
  /** The colour of a face. */
  readonly colourOf: (face: number) => Rgb;
}

/** Light that comes from everywhere, more of it from above. */
const [AMBIENT, SKY] = [0.42, 0.1];
/** Two lights, as directions in the picture (right, up, to the eye), and how bright they are. */
const KEY = { x: -0.55, y: 0.55, z: 0.63, power: 0.6 };
const FILL = { x: 0.6, y: 0.1, z: 0.79, power: 0.3 };
/** A soft gloss, which tells round from flat. */
const GLOSS = 0.16;

/** Draws triangles where nothing is nearer to the eye. */
export function drawTriangles(
  { side, depth, colour }: Canvas,
  { triangles, triangleFaces, normals, colourOf }: ShadedMesh,
  { pixels, axes }: ViewedPoints,
): void {
  const [right, up, eye] = axes;
  const light = new Float64Array(6); // light and gloss at each corner
  for (let t = 0; t < triangleFaces.length; t++) {
    const a = 3 * triangles[3 * t], b = 3 * triangles[3 * t + 1], c = 3 * triangles[3 * t + 2];
    const ax = pixels[a], ay = pixels[a + 1], az = pixels[a + 2];
    const bx = pixels[b], by = pixels[b + 1], bz = pixels[b + 2];
    const cx = pixels[c], cy = pixels[c + 1], cz = pixels[c + 2];
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    if (!(Math.abs(area) > 1e-12)) continue; // seen from its edge
    for (let corner = 0; corner < 3; corner++) {
      const n = 9 * t + 3 * corner;
      const x = normals[n], y = normals[n + 1], z = normals[n + 2];
      shade(
        light,
        corner,
        right[0] * x + right[1] * y + right[2] * z,
        up[0] * x + up[1] * y + up[2] * z,
        eye[0] * x + eye[1] * y + eye[2] * z,
      );
    }
    const [red, green, blue] = colourOf(triangleFaces[t]);
    const left = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5));
    const last = Math.min(side - 1, Math.floor(Math.max(ax, bx, cx) - 0.5));
    const top = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
    const bottom = Math.min(side - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
    for (let y = top; y <= bottom; y++) {
      const py = y + 0.5;
      // Weights of the corners along the row: each grows by the same from pixel to pixel.
      const px = left + 0.5;
      let wb = ((px - ax) * (cy - ay) - (cx - ax) * (py - ay)) / area;
      let wc = ((bx - ax) * (py - ay) - (px - ax) * (by - ay)) / area;
      const stepB = (cy - ay) / area, stepC = -(by - ay) / area;
      for (let x = left; x <= last; x++, wb += stepB, wc += stepC) {
        const wa = 1 - wb - wc;
        // A little beyond the border: no pixel may fall between two triangles.
        if (wa < -1e-6 || wb < -1e-6 || wc < -1e-6) continue;
        const z = wa * az + wb * bz + wc * cz;
        const at = y * side + x;
        if (!(z < depth[at])) continue;
        depth[at] = z;
        const bright = wa * light[0] + wb * light[2] + wc * light[4];
        const gloss = 255 * (wa * light[1] + wb * light[3] + wc * light[5]);
        colour[3 * at] = red * bright + gloss;
        colour[3 * at + 1] = green * bright + gloss;
        colour[3 * at + 2] = blue * bright + gloss;
      }
    }
  }
}

/** Lights a corner; of a sheet both sides are lit alike. */
function shade(light: Float64Array, corner: number, x: number, y: number, z: number): void {
  const length = Math.hypot(x, y, z) || 1;
  const sign = z < 0 ? -1 / length : 1 / length;
  const [right, up, eye] = [x * sign, y * sign, z * sign];
  const key = Math.max(0, right * KEY.x + up * KEY.y + eye * KEY.z);
  const fill = Math.max(0, right * FILL.x + up * FILL.y + eye * FILL.z);
  light[2 * corner] = AMBIENT + SKY * up + KEY.power * key + FILL.power * fill;
  light[2 * corner + 1] = GLOSS * Math.pow(key, 24);
}
