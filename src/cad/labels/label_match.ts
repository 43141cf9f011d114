/**
 * Labels that are found by a key of the face: its name, its entity number.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { foundText } from "../../base/option_rules.ts";
import { LabelMismatch } from "../errors.ts";
import { FaceLabels, facesOf, type LabelledFace, type LabelTarget } from "./face_labels.ts";

/** How many faces or labels an error's sentence lists. */
const LISTED = 5;

/**
 * Gives each face the label of its key. Each face must have a key that a label is for, each
 * label must be for one face.
 *
 * @param by what the key is, for the sentence: `"name"`
 * @throws {LabelMismatch} where faces are without a label, labels without a face, or keys on
 * several faces
 */
export function matchLabels<K extends string | number>(
  target: LabelTarget,
  by: string,
  labels: ReadonlyMap<K, number>,
  keyOf: (face: LabelledFace) => K | null,
): FaceLabels {
  const faces = facesOf(target);
  const facesOfKey = new Map<K, LabelledFace[]>();
  const without: LabelledFace[] = [];
  const values = faces.map((face) => {
    const key = keyOf(face);
    const label = key === null ? undefined : labels.get(key);
    if (key === null || label === undefined) {
      without.push(face);
      return 0;
    }
    const known = facesOfKey.get(key);
    if (known === undefined) facesOfKey.set(key, [face]);
    else known.push(face);
    return requireLabel(by, label);
  });
  const unused = [...labels.keys()].filter((key) => !facesOfKey.has(key));
  const doubled = [...facesOfKey].filter(([, users]) => users.length > 1);
  const problems = [
    gap(without.map(describeFace), "faces without a label"),
    gap(unused.map(String), `labels without a face (by ${by})`),
    gap(
      doubled.map(([key, users]) => `${key} (${users.map(describeFace).join(" and ")})`),
      `${/^[aeiou]/.test(by) ? "an" : "a"} ${by} on several faces`,
    ),
  ].filter((problem) => problem !== null);
  if (problems.length > 0) throw mismatch(by, faces.length, labels.size, problems.join("; "));
  return new FaceLabels(target, values);
}

/** Gives each face the label at its own position. */
export function countLabels(
  target: LabelTarget,
  by: string,
  labels: ArrayLike<number>,
): FaceLabels {
  const faces = facesOf(target).length;
  if (labels.length !== faces) {
    throw mismatch(by, faces, labels.length, "the order says nothing of which are missing");
  }
  for (const label of Array.from(labels)) requireLabel(by, label);
  return new FaceLabels(target, labels);
}

/**
 * Says how labels do not fit.
 *
 * @param expected the number of faces
 * @param found the number of labels
 */
export function mismatch(
  by: string,
  expected: number,
  found: number,
  problem: string,
): LabelMismatch {
  return new LabelMismatch(
    `Cannot attach labels by ${by}: each of the ${expected} faces must have one label, found ` +
      `${found} labels; ${problem}. Check that the labels are of this file, and by what they ` +
      "find their faces.",
    { data: { by, expected, found } },
  );
}

function requireLabel(by: string, label: number): number {
  if (Number.isInteger(label) && Math.abs(label) < 2 ** 31) return label;
  throw new UsageError(
    `Cannot attach labels by ${by}: a label must be a whole number of 32 bits, found ${
      foundText(label)
    }. ` +
      "Give classes numbers, and keep their names beside them.",
    { data: { by } },
  );
}

function gap(items: readonly string[], what: string): string | null {
  if (items.length === 0) return null;
  const more = items.length > LISTED ? ` and ${items.length - LISTED} more` : "";
  return `${what}: ${items.slice(0, LISTED).join(", ")}${more}`;
}

/** A face in words: `face 3 of body 0 (#17, name '2')`. */
function describeFace({ face, body, index }: LabelledFace): string {
  const { entityId, entityNumber, name } = face;
  const id = entityId !== null
    ? `#${entityId}`
    : entityNumber === undefined
    ? "no entity number"
    : `#${entityNumber}, more than labels can name`;
  return `face ${index} of body ${body} (${id}, ${name === null ? "no name" : `name '${name}'`})`;
}
