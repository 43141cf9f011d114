/**
 * Where a file's text says that its bodies stand.
 *
 * @module
 */
import { TrunnionError } from "../../../base/errors.ts";
import type { Transform } from "../../brep.ts";
import type { IdentifiedBody } from "./step_identity.ts";
import type { StepPart, StepProducts } from "./step_assembly.ts";
import { compose, determinant, scaleOf } from "../../geometry/transform.ts";

/** A place of a body by the text. */
export interface TextPlace {
  /** From the body's coordinates to the file's, in millimetres; null for the identity. */
  readonly transform: Transform | null;
  /** Whether the body, or a part that it is in, is scaled or mirrored on the way there. */
  readonly isScaledOrMirrored: boolean;
}

/** Places that products can have: the kernel has found as many by then. */
const MAX_PLACES = 2_000_000;

/** What rounding may make of a scale of one. */
const ROUNDING = 1e-9;

/** The places of each body, in the order in which a walk through the products meets them. */
export function textPlaces(
  { roots }: StepProducts,
  identified: readonly IdentifiedBody[],
): TextPlace[][] {
  const places: TextPlace[][] = identified.map(() => []);
  const bodiesOf = new Map<StepPart, number[]>();
  identified.forEach(({ parts }, index) => {
    for (const part of parts) bodiesOf.set(part, [...bodiesOf.get(part) ?? [], index]);
  });
  const path = new Set<StepPart>();
  let count = 0;
  const visit = (part: StepPart, place: TextPlace) => {
    if (++count > MAX_PLACES) {
      throw new TrunnionError(
        `Cannot list the places of the file's products: there may be at most ${MAX_PLACES}, ` +
          "found more; its products are nested in one another too often",
        { data: { limit: MAX_PLACES } },
      );
    }
    for (const body of bodiesOf.get(part) ?? []) places[body].push(place);
    path.add(part);
    for (const { part: inner, transform } of part.components) {
      if (path.has(inner)) continue;
      visit(inner, {
        transform: compose(place.transform, transform),
        isScaledOrMirrored: place.isScaledOrMirrored || scalesOrMirrors(transform),
      });
    }
    path.delete(part);
  };
  for (const root of roots) visit(root, { transform: null, isScaledOrMirrored: false });
  return places;
}

function scalesOrMirrors(transform: Transform | null): boolean {
  return determinant(transform) < 0 || Math.abs(scaleOf(transform) - 1) > ROUNDING;
}
