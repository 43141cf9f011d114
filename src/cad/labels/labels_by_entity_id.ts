/**
 * Labels that find their faces by the numbers of the file's entities.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { LabelMismatch } from "../errors.ts";
import type { FaceLabels, LabelTarget } from "./face_labels.ts";
import { matchLabels } from "./label_match.ts";

/** Labels and, in the same order, the entity numbers of their faces. */
export interface NumberedLabels {
  /** (F) 123 for `#123 = ADVANCED_FACE(...)`. */
  readonly ids: ArrayLike<number>;
  /** (F) */
  readonly labels: ArrayLike<number>;
}

/**
 * Attaches labels by the entity numbers of the faces, `#123` of STEP.
 *
 * @throws {LabelMismatch} where a face has no number or no label, a label no face, or a number
 * has two labels
 * @throws {UsageError} where there are not as many numbers as labels
 */
export function labelsByEntityId(
  target: LabelTarget,
  labels: ReadonlyMap<number, number> | NumberedLabels,
): FaceLabels {
  const byId = labels instanceof Map ? labels : numbered(labels as NumberedLabels);
  return matchLabels(target, "entity number", byId, ({ face }) => face.entityId);
}

function numbered({ ids, labels }: NumberedLabels): Map<number, number> {
  if (ids.length !== labels.length) {
    throw new UsageError(
      `Cannot attach labels by entity number: there must be one number for each label, found ` +
        `${ids.length} numbers and ${labels.length} labels`,
      { data: { ids: ids.length, labels: labels.length } },
    );
  }
  const byId = new Map<number, number>();
  for (let i = 0; i < ids.length; i++) {
    if (byId.has(ids[i])) {
      throw new LabelMismatch(
        `Cannot attach labels by entity number: each number must have one label, found #${
          ids[i]
        } ` +
          "twice. Check where the labels come from.",
        { data: { id: ids[i] } },
      );
    }
    byId.set(ids[i], labels[i]);
  }
  return byId;
}
