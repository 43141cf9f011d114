import { Line } from "../line.ts";

/** An image is straight where no point of it is farther off, in the parameters. */
const STRAIGHT = 1e-11;

/** A straight image. */
interface FoundLine {
  readonly line: Line;
  /** Its rates, before what is as good as nothing was taken for it. */
  readonly du: number;
  readonly dv: number;
  /** How far its points may be off. */
  readonly slackU: number;
  readonly slackV: number;
}

/**
 * The line through the places (ua, va) at `a` and (ub, vb) at `b`, of an image that is `span` long.
 * What is as good as constant is exactly so.
 */
export function lineBetween(
  a: number,
  ua: number,
  va: number,
  b: number,
  ub: number,
  vb: number,
  span: number,
): FoundLine {
  const du = (ub - ua) / (b - a), dv = (vb - va) / (b - a);
  const slackU = STRAIGHT * (1 + Math.abs(du * span)),
    slackV = STRAIGHT * (1 + Math.abs(dv * span));
  const su = Math.abs(du * span) <= slackU ? 0 : du;
  const sv = Math.abs(dv * span) <= slackV ? 0 : dv;
  const line = new Line([ua - su * a, va - sv * a], [su, sv]);
  return { line, du, dv, slackU, slackV };
}
