/**
 * Files of face labels, in JSON.
 *
 * @module
 */
import { LabelFileError, LabelMismatch } from "../errors.ts";
import type { FaceLabels, LabelTarget } from "./face_labels.ts";
import { labelsByEntityId } from "./labels_by_entity_id.ts";
import { labelsByName, labelsInNames } from "./labels_by_name.ts";
import { labelsByOrder } from "./labels_by_order.ts";

/**
 * By what a file's labels find their faces:
 *
 * - `"name-index"`: a face's name is the position of its label;
 * - `"name-label"`: a face's name is its label;
 * - `"order"`: labels stand in the order in which a walk of the shape meets the faces;
 * - `"entity-id"`: the file says the entity number of each label's face.
 */
export type LabelBasis = "name-index" | "name-label" | "order" | "entity-id";

/** What a file of labels says. */
export interface FaceLabelFile {
  /** By what the labels find their faces. */
  readonly basis: LabelBasis;
  /** The labels, in the order of the file. */
  readonly labels: readonly number[];
  /** The entity number of each label's face, or null. */
  readonly entityIds: readonly number[] | null;
  /** The names of the classes, by label; null where only their number is given. */
  readonly classes: readonly string[] | null;
  /** The number of classes; null where it is not given. */
  readonly classCount: number | null;
  /** Where the labels come from, or null. */
  readonly source: string | null;
}

/** What `index_basis` says in words. */
const BASES: readonly (readonly [RegExp, LabelBasis])[] = [
  [/\bname is the (integer )?index\b/i, "name-index"],
  [/\blabel\b.*\bis the\b.*\bname\b/i, "name-label"],
  [/\bentity\b.*\b(id|number)/i, "entity-id"],
  [/\border\b/i, "order"],
];

/**
 * Reads a file of labels: JSON with `face_labels` (a list of whole numbers) and `index_basis`,
 * which says in words how a label finds its face; beside them, where they are known,
 * `face_entity_ids`, `classes` (names, or how many) and `source`.
 *
 * @param bytes what is in the file
 * @param name what the file is called, for the sentences
 * @throws {LabelFileError} where it is not such a file. A pickle is refused as such: to read one is
 * to run what is in it.
 */
export function parseFaceLabels(bytes: Uint8Array, name: string): FaceLabelFile {
  const json = parseJson(bytes, name);
  const labels = wholeNumbers(json.face_labels);
  if (labels === null) {
    refuse(name, "'face_labels' must be a list of whole numbers", json.face_labels);
  }
  const entityIds = json.face_entity_ids === undefined ? null : wholeNumbers(json.face_entity_ids);
  if (json.face_entity_ids !== undefined && entityIds?.length !== labels.length) {
    refuse(
      name,
      `'face_entity_ids' must be a list of ${labels.length} whole numbers, one for each label`,
      json.face_entity_ids,
    );
  }
  const { classes } = json;
  const names = Array.isArray(classes) && classes.every((entry) => typeof entry === "string");
  const count = names ? classes.length : Number.isInteger(classes) ? classes as number : null;
  const unknown = count === null ? -1 : labels.findIndex((label) => label < 0 || label >= count);
  if (unknown >= 0) {
    refuse(name, `labels must be below the ${count} of 'classes'`, labels[unknown]);
  }
  return {
    basis: basisOf(json.index_basis, entityIds, name),
    labels,
    entityIds,
    classes: names ? classes : null,
    classCount: count,
    source: typeof json.source === "string" ? json.source : null,
  };
}

/**
 * Attaches the labels of a file by what the file says they find their faces by. Where it says
 * more than one thing, all are tried, and must agree.
 *
 * @throws {LabelMismatch} where labels and faces do not fit
 */
export function attachFaceLabels(target: LabelTarget, file: FaceLabelFile): FaceLabels {
  const { basis, labels, entityIds } = file;
  const byId = entityIds === null ? null : labelsByEntityId(target, { ids: entityIds, labels });
  if (basis === "entity-id" && byId !== null) return byId;
  const attached = basis === "name-index"
    ? labelsByName(target, labels)
    : basis === "name-label"
    ? labelsInNames(target)
    : labelsByOrder(target, labels);
  const same = byId !== null
    ? attached.values.every((label, face) => label === byId.values[face])
    : basis !== "name-label" || isReordered(attached.values, labels);
  if (same) return attached;
  throw new LabelMismatch(
    `Cannot attach labels by ${basis}: they must agree with ` +
      `${
        byId === null ? "the list" : "those by entity number"
      }, and do not. Check that the labels ` +
      "are of this file.",
    { data: { basis } },
  );
}

function basisOf(words: unknown, entityIds: readonly number[] | null, name: string): LabelBasis {
  if (words === undefined && entityIds !== null) return "entity-id";
  const found = typeof words === "string" && BASES.find(([pattern]) => pattern.test(words));
  if (!found || (found[1] === "entity-id" && entityIds === null)) {
    refuse(
      name,
      "'index_basis' must say how a label finds its face: that a face's name is the index, that " +
        "the label is its name, an order, or an entity number that 'face_entity_ids' gives",
      words,
    );
  }
  return found[1];
}

function parseJson(bytes: Uint8Array, name: string): Record<string, unknown> {
  // Protocols 2 to 5 of Python's pickle begin so; torch.save's files are zips of pickles.
  const isPickle = bytes[0] === 0x80 && bytes[1] <= 5;
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (isPickle || isZip || /\.(pkl|pickle|pt|pth|joblib)$/i.test(name)) {
    throw new LabelFileError(
      `Cannot read the labels of '${name}': they must be JSON, and this looks like a pickle. To ` +
        "read a pickle is to run what is in it, which is not done here: load it where you trust " +
        "it, and write the labels as JSON.",
      { data: { name } },
    );
  }
  try {
    const json: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof json === "object" && json !== null) return json as Record<string, unknown>;
  } catch (cause) {
    throw new LabelFileError(
      `Cannot read the labels of '${name}': they must be JSON, found something else.`,
      { data: { name }, cause },
    );
  }
  refuse(name, "they must be a JSON object with 'face_labels' and 'index_basis'", "another value");
}

function wholeNumbers(value: unknown): number[] | null {
  return Array.isArray(value) && value.every(Number.isInteger) ? value : null;
}

/** Whether two lists hold the same numbers equally often. */
function isReordered(a: Int32Array, b: readonly number[]): boolean {
  const [left, right] = [Int32Array.from(a).sort(), Int32Array.from(b).sort()];
  return left.length === right.length && left.every((value, i) => value === right[i]);
}

function refuse(name: string, rule: string, value: unknown): never {
  const found = typeof value === "string" ? `'${value}'` : JSON.stringify(value)?.slice(0, 80);
  throw new LabelFileError(`Cannot read the labels of '${name}': ${rule}; found ${found}.`, {
    data: { name },
  });
}
