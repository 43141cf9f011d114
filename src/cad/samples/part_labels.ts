/**
 * What is known about a sample part: its family, its sizes and what each face is.
 *
 * @module
 */
import { type FaceFeature, FEATURE_CLASSES } from "./feature_classes.ts";
import type { PartMeasures } from "./measures.ts";

/** The families of parts, in the order of their ids. */
export const FAMILIES = [
  "bracket",
  "shaft",
  "housing",
  "gear",
  "fastener",
  "connector",
  "panel",
  "bushing",
  "bearing",
  "gasket",
] as const;

/** A family of parts. */
export type PartFamily = typeof FAMILIES[number];

/** A size, a choice or a fact of a design. Lengths are in mm, angles in degrees. */
export type PartParameter = number | string | boolean;

/** What one face is, found again by its entity number. */
export interface PartFaceLabel {
  /** The face's entity number in the file: 123 for `#123 = ADVANCED_FACE(...)`. */
  readonly id: number;
  /** Which distinct body the face belongs to: an index into `bodies`. */
  readonly body: number;
  /** The face's position in its body, in the order in which the file's shell lists them. */
  readonly index: number;
  /** What the face is. */
  readonly feature: FaceFeature;
  /** The position of `feature` in `feature_classes`. */
  readonly feature_id: number;
}

/** What is known about one distinct body of a file. */
export interface PartBodyLabel {
  /** Position among the bodies of the file, from 0. */
  readonly index: number;
  /** The name of its product. */
  readonly name: string;
  /** How many faces it has. */
  readonly face_count: number;
  /** How often the body stands in the file. */
  readonly instance_count: number;
  /** Volume and area of one instance by formula; null where no formula is known. */
  readonly closed_form: PartMeasures | null;
}

/** The labels of one file: the content of its `.labels.json`. */
export interface PartLabels {
  /** The name of the STEP file beside the labels. */
  readonly file: string;
  /** The family. */
  readonly family: PartFamily;
  /** The position of `family` among the ten families, from 0. */
  readonly family_id: number;
  /** The unit of all lengths of the file. */
  readonly units: "mm";
  /** Sizes and choices of the design, by name. */
  readonly parameters: Readonly<Record<string, PartParameter>>;
  /** The names of the features, by `feature_id`. */
  readonly feature_classes: readonly FaceFeature[];
  /** What each face is, body by body. */
  readonly faces: readonly PartFaceLabel[];
  /** The distinct bodies. */
  readonly bodies: readonly PartBodyLabel[];
  /** Volume and area of the whole file, all instances counted; null where no formula is known. */
  readonly closed_form: PartMeasures | null;
}

/** The columns of `labels.csv`, in order. */
export const CSV_COLUMNS = [
  "file",
  "family",
  "family_id",
  "bodies",
  "instances",
  "faces",
  ...FEATURE_CLASSES.map((feature) => `${feature}_faces` as const),
  "volume",
  "area",
] as const;

/** The faces of a file that are of a feature. */
function countOf(labels: PartLabels, feature: FaceFeature): number {
  return labels.faces.filter((face) => face.feature === feature).length;
}

function csvRow(labels: PartLabels): string {
  const cells = [
    labels.file,
    labels.family,
    labels.family_id,
    labels.bodies.length,
    labels.bodies.reduce((sum, body) => sum + body.instance_count, 0),
    labels.faces.length,
    ...FEATURE_CLASSES.map((feature) => countOf(labels, feature)),
    // An empty cell is what pandas reads as NaN.
    labels.closed_form?.volume ?? "",
    labels.closed_form?.area ?? "",
  ];
  return cells.join(",");
}

/**
 * The table of a folder: a row a file, sorted by name.
 *
 * `faces` and the counts by feature are of the distinct bodies; `volume` and `area` are of all
 * instances, and empty where no formula is known. No cell needs quotes.
 */
export function labelsCsv(parts: readonly PartLabels[]): string {
  return [CSV_COLUMNS.join(","), ...parts.map(csvRow)].join("\n") + "\n";
}

/** The text of a `.labels.json`: one line a face, so that people can read it too. */
export function labelsJson(labels: PartLabels): string {
  const lines = Object.entries(labels).map(([key, value]) => {
    if (!Array.isArray(value) || typeof value[0] !== "object") {
      return `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    }
    const items = value.map((item) => `    ${JSON.stringify(item)}`).join(",\n");
    return `  ${JSON.stringify(key)}: [\n${items}\n  ]`;
  });
  return `{\n${lines.join(",\n")}\n}\n`;
}
