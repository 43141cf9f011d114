/**
 * Labels of faces, one a face, in the order in which the faces are encoded.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import type { Body, Brep, Face } from "../brep.ts";

/** What labels are attached to: a model, some of its bodies, one body or a B-Rep. */
export type LabelTarget =
  | { readonly bodies: readonly Body[] }
  | readonly Body[]
  | Pick<Body, "index" | "brep">
  | Brep;

/** A face that gets a label. */
export interface LabelledFace {
  readonly face: Face;
  /** Position among all faces of the target. */
  readonly position: number;
  /** Index of the body; 0 for a B-Rep alone. */
  readonly body: number;
  /** Index of the face in its body. */
  readonly index: number;
}

/** The label of each face of a target. */
export class FaceLabels {
  /** (F) one label a face; the bodies one after the other. */
  readonly values: Int32Array;
  readonly #ranges: ReadonlyMap<number, readonly [number, number]>;

  /**
   * Labels that are attached already, as the functions `labelsBy...` do.
   *
   * @param values one label for each of the target's faces, in their order
   */
  constructor(target: LabelTarget, values: ArrayLike<number>) {
    this.values = Int32Array.from(values);
    const ranges = new Map<number, [number, number]>();
    let start = 0;
    for (const { index, brep } of bodiesOf(target)) {
      ranges.set(index, [start, start + brep.faces.length]);
      start += brep.faces.length;
    }
    this.#ranges = ranges;
  }

  /**
   * The labels of one body's faces.
   *
   * @throws {UsageError} where the labels were not attached to that body
   */
  of(body: Pick<Body, "index">): Int32Array {
    const range = this.#ranges.get(body.index);
    if (range === undefined) {
      throw new UsageError(
        `Cannot get the labels of body ${body.index}: they are for the bodies ` +
          `${[...this.#ranges.keys()].join(", ")}`,
        { data: { body: body.index } },
      );
    }
    return this.values.subarray(...range);
  }
}

/** The faces of a target, in the order of their labels. */
export function facesOf(target: LabelTarget): LabelledFace[] {
  let position = 0;
  return bodiesOf(target).flatMap(({ index: body, brep }) =>
    brep.faces.map((face, index) => ({ face, position: position++, body, index }))
  );
}

function bodiesOf(target: LabelTarget): readonly Pick<Body, "index" | "brep">[] {
  if ("bodies" in target) return target.bodies;
  if ("brep" in target) return [target];
  if ("faces" in target) return [{ index: 0, brep: target }];
  return target;
}
