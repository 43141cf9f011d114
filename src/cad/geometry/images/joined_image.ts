/**
 * The images of curves of several pieces on surfaces.
 *
 * @module
 */
import type { Curve } from "../curve.ts";
import { Line } from "../line.ts";
import type { JoinedSpline } from "../nurbs/joined_spline.ts";
import { NurbsCurve } from "../nurbs/nurbs_curve.ts";
import type { Surface } from "../surface.ts";
import { type FoundImage, surfaceImage } from "../surface_image.ts";

const DEGREE = 3;
/** What a file states of distances matters where kernels make the same images: not of these. */
const EXACT = { least: 0, most: 0 };

/** The image of a joined curve: piece by piece, so that it bends where the curve does. */
export function joinedImage(
  curve: JoinedSpline,
  first: number,
  last: number,
  surface: Surface,
): FoundImage | null {
  const ends = [first, ...curve.joints.filter((t) => t > first && t < last), last];
  const knots: number[] = [], poles: number[] = [];
  let [gap, off, offAtNodes, doubt] = [0, 0, 0, 0];
  for (let i = 1; i < ends.length; i++) {
    const [from, to] = [ends[i - 1], ends[i]];
    const found = surfaceImage(curve.plain, from, to, surface, EXACT);
    if (found === null) return null;
    gap = Math.max(gap, found.gap);
    off = Math.max(off, found.off);
    offAtNodes = Math.max(offAtNodes, found.offAtNodes);
    doubt = Math.max(doubt, found.doubt);
    const piece = cubic(found.image, from, to);
    if (piece === null) return null;
    const isFirst = i === 1, own = piece.poles;
    const [u, v] = isFirst ? [0, 0] : [
      whole(poles[poles.length - 2] - own[0], surface.periodU),
      whole(poles[poles.length - 1] - own[1], surface.periodV),
    ];
    // A piece begins at the pole that the one before ends at.
    for (let k = isFirst ? 0 : 2; k < own.length; k += 2) poles.push(own[k] + u, own[k + 1] + v);
    const { knots: flat } = piece.basis;
    knots.push(...flat.subarray(isFirst ? 0 : DEGREE + 1, flat.length - DEGREE - 1));
    knots.push(...new Array<number>(i === ends.length - 1 ? DEGREE + 1 : DEGREE).fill(to));
  }
  const image = new NurbsCurve({
    dimension: 2,
    degree: DEGREE,
    knots: Float64Array.from(knots),
    poles: Float64Array.from(poles),
    weights: null,
  });
  // Nobody else's images are known: what this one is off by is in doubt.
  return { image, gap, off, offAtNodes, doubt: Math.max(doubt, off) };
}

/** An image as a clamped cubic; null where it is of another kind. */
function cubic(image: Curve, first: number, last: number): NurbsCurve | null {
  if (image instanceof NurbsCurve) return image.basis.degree === DEGREE ? image : null;
  if (!(image instanceof Line)) return null;
  const { x, y, dx, dy } = image, poles = new Float64Array(2 * (DEGREE + 1));
  for (let i = 0; i <= DEGREE; i++) {
    const t = first + (last - first) * i / DEGREE;
    poles[2 * i] = x + t * dx;
    poles[2 * i + 1] = y + t * dy;
  }
  const knots = new Float64Array(2 * (DEGREE + 1)).fill(first, 0, DEGREE + 1)
    .fill(last, DEGREE + 1);
  return new NurbsCurve({ dimension: 2, degree: DEGREE, knots, poles, weights: null });
}

/** The whole number of periods that is nearest to a distance, as a distance. */
function whole(distance: number, period: number): number {
  return period === 0 ? 0 : period * Math.round(distance / period);
}
