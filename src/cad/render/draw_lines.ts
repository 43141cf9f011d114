/**
 * Edges and outlines.
 *
 * @module
 */
import type { Canvas } from "./canvas.ts";

/** Lines through points, each from one offset to the next. */
interface Polylines {
  /** Places in the picture, 3 numbers each: right, down, away from the eye. */
  readonly pixels: Float32Array;
  /** The points of the lines. */
  readonly points: ArrayLike<number>;
  /** Where each line begins in `points`, and where the last one ends. */
  readonly offsets: ArrayLike<number>;
  /** Lines that are left out. */
  readonly hidden: ReadonlySet<number>;
}

/**
 * Draws lines where nothing hides them.
 *
 * @param width in pixels of the canvas
 */
export function drawLines(canvas: Canvas, lines: Polylines, width: number): void {
  const { pixels, points, offsets, hidden } = lines;
  for (let line = 0; line + 1 < offsets.length; line++) {
    if (hidden.has(line)) continue;
    for (let i = offsets[line]; i + 1 < offsets[line + 1]; i++) {
      drawSegment(canvas, pixels, 3 * points[i], 3 * points[i + 1], width / 2);
    }
  }
}

function drawSegment(
  canvas: Canvas,
  pixels: Float32Array,
  a: number,
  b: number,
  half: number,
): void {
  const { side, ink } = canvas;
  const ax = pixels[a], ay = pixels[a + 1], az = pixels[a + 2];
  const dx = pixels[b] - ax, dy = pixels[b + 1] - ay, dz = pixels[b + 2] - az;
  const square = dx * dx + dy * dy;
  // Whether it is seen is told in the middle of the line, one pixel after the other: beside it, a
  // face that leads away steeply may be nearer than the line.
  const steps = Math.max(1, Math.ceil(Math.sqrt(square)));
  const seen = new Uint8Array(steps + 1);
  for (let step = 0; step <= steps; step++) {
    const share = step / steps;
    seen[step] = isSeen(canvas, ax + share * dx, ay + share * dy, az + share * dz) ? 1 : 0;
  }
  if (!seen.includes(1)) return;
  const reach = half + 1;
  const left = Math.max(0, Math.floor(Math.min(ax, ax + dx) - reach));
  const right = Math.min(side - 1, Math.ceil(Math.max(ax, ax + dx) + reach));
  const top = Math.max(0, Math.floor(Math.min(ay, ay + dy) - reach));
  const bottom = Math.min(side - 1, Math.ceil(Math.max(ay, ay + dy) + reach));
  for (let y = top; y <= bottom; y++) {
    // Of a long slanted line only the pixels near it are looked at.
    let from = left, to = right;
    if (Math.abs(dy) > 1e-6) {
      const inRow = (py: number) => ax + dx * Math.min(1, Math.max(0, (py - ay) / dy));
      const one = inRow(y + 0.5 - reach), other = inRow(y + 0.5 + reach);
      from = Math.max(left, Math.floor(Math.min(one, other) - reach));
      to = Math.min(right, Math.ceil(Math.max(one, other) + reach));
    }
    for (let x = from; x <= to; x++) {
      const px = x + 0.5 - ax, py = y + 0.5 - ay;
      const share = square > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / square)) : 0;
      const away = Math.hypot(px - share * dx, py - share * dy);
      const cover = half + 0.5 - away;
      if (cover <= 0 || seen[Math.round(share * steps)] === 0) continue;
      const at = y * side + x;
      const value = cover >= 1 ? 255 : Math.round(255 * cover);
      if (value > ink[at]) ink[at] = value;
    }
  }
}

/** Depth, in pixels, by which a line is drawn nearer than its faces, in which it lies. */
const NEARER = 1.5;

/** Whether nothing hides a point: among the pixels around it, one is no nearer. */
function isSeen({ side, depth }: Canvas, x: number, y: number, z: number): boolean {
  const column = Math.floor(x), row = Math.floor(y);
  for (let j = Math.max(0, row - 1); j <= Math.min(side - 1, row + 1); j++) {
    for (let i = Math.max(0, column - 1); i <= Math.min(side - 1, column + 1); i++) {
      if (z - NEARER <= depth[j * side + i]) return true;
    }
  }
  return false;
}

/**
 * Draws where a body ends before what is behind it, so that round ones have a border too.
 *
 * @param width in pixels of the canvas
 */
export function drawOutlines({ side, depth, ink }: Canvas, width: number): void {
  // Inside of the body only, where a line along an edge has its other half outside.
  const reach = Math.max(1, Math.round(0.7 * width));
  const jump = 6 * reach;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const at = y * side + x;
      const here = depth[at];
      if (here === Infinity) continue;
      const isBorder = x < reach || y < reach || x >= side - reach || y >= side - reach ||
        isJump(here, depth[at - reach], depth[at + reach], jump) ||
        isJump(here, depth[at - reach * side], depth[at + reach * side], jump);
      if (isBorder) ink[at] = 255;
    }
  }
}

/** Whether one neighbour lies far behind, and not because the surface leads away. */
function isJump(here: number, before: number, after: number, jump: number): boolean {
  const away = Math.max(before, after) - here;
  return away === Infinity || (away > jump && away - (here - Math.min(before, after)) > jump);
}
