/**
 * Labels against predictions, as a page and as text.
 *
 * @module
 */
import type { Block, Page } from "../../page/page.ts";
import { countedText, countText, shareText } from "../../page/quantity_text.ts";
import { recordsText } from "../../page/records_text.ts";

interface Scored {
  readonly name: string;
  readonly support: number;
  readonly predicted: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number;
}

/** What is drawn of a confusion. */
interface Compared {
  readonly label: string;
  readonly prediction: string;
  readonly level: "sample" | "face";
  readonly classes: readonly string[];
  readonly matrix: readonly (readonly number[])[];
  readonly total: number;
  readonly missing: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly majority: number;
  readonly perClass: readonly Scored[];
  readonly worstSamples: readonly {
    readonly id: number;
    readonly name: string;
    readonly wrong: number;
    readonly of: number;
    readonly label: string;
    readonly prediction: string;
  }[];
}

/** Classes in a matrix that a person can read; pairs, samples and classes in a table. */
const [MOST_COLUMNS, MOST_PAIRS, MOST_ROWS] = [12, 8, 25];

/** Draws up the page. */
export function confusionPage(found: Compared): Page {
  return {
    title: `${found.prediction} against ${found.label}`,
    lead: leadOf(found),
    sections: [
      { heading: "Classes, the worst first", blocks: [table(classRows(found), MOST_ROWS)] },
      found.classes.length <= MOST_COLUMNS
        ? { heading: "Of each class (rows), predicted as", blocks: [table(matrixRows(found))] }
        : { heading: "Most often confused", blocks: [table(pairRows(found))] },
      ...found.worstSamples.length === 0 ? [] : [{
        heading: "Worst samples",
        blocks: [table(sampleRows(found), MOST_PAIRS)],
      }],
    ],
  };
}

/** The same for a terminal. */
export function confusionText(found: Compared): string {
  const part = (heading: string, rows: Row[], most = rows.length) => [
    "",
    `${heading}:`,
    recordsText(rows.slice(0, most), { limit: Infinity }),
  ];
  return [
    `${found.prediction} against ${found.label}`,
    ...leadOf(found),
    ...part("Classes, the worst first", classRows(found), MOST_ROWS),
    ...found.classes.length <= MOST_COLUMNS
      ? part("Of each class (rows), predicted as", matrixRows(found))
      : part("Most often confused", pairRows(found)),
    ...found.worstSamples.length === 0 ? [] : part("Worst samples", sampleRows(found), MOST_PAIRS),
  ].join("\n");
}

type Row = Record<string, string>;

function leadOf({ level, total, missing, accuracy, macroF1, majority }: Compared): string[] {
  return [
    `${countedText(total, level)}: ${shareText(accuracy)} right (always the commonest class: ` +
    `${shareText(majority)}), macro-F1 ${macroF1.toFixed(3)}`,
    ...missing === 0 ? [] : [`${countedText(missing, level)} without label or prediction`],
  ];
}

function classRows({ perClass }: Compared): Row[] {
  const share = (value: number | null) => value === null ? "–" : value.toFixed(3);
  return [...perClass].sort((a, b) => a.f1 - b.f1 || b.support - a.support).map((one) => ({
    class: one.name,
    count: countText(one.support),
    predicted: countText(one.predicted),
    precision: share(one.precision),
    recall: share(one.recall),
    F1: one.f1.toFixed(3),
  }));
}

function matrixRows({ classes, matrix }: Compared): Row[] {
  return classes.map((name, i) => ({
    class: name,
    ...Object.fromEntries(classes.map((other, j) => [
      // A class may be called like the column of names.
      other === "class" ? "class " : other,
      matrix[i][j] === 0 ? "·" : countText(matrix[i][j]),
    ])),
  }));
}

function pairRows({ classes, matrix }: Compared): Row[] {
  return classes.flatMap((label, i) =>
    classes.map((prediction, j) => ({ label, prediction, count: i === j ? 0 : matrix[i][j] }))
  ).filter(({ count }) => count > 0).sort((a, b) => b.count - a.count).slice(0, MOST_PAIRS)
    .map(({ label, prediction, count }) => ({ label, "taken for": prediction, count: `${count}` }));
}

function sampleRows({ worstSamples, level }: Compared): Row[] {
  return worstSamples.map(({ name, wrong, of, label, prediction }) => ({
    sample: name,
    ...level === "face" ? { "wrong faces": `${wrong} of ${of}` } : {},
    label,
    "taken for": prediction,
  }));
}

function table(rows: Row[], most: number = rows.length): Block {
  const names = Object.keys(rows[0] ?? {});
  const left = ["class", "label", "taken for", "sample"];
  return {
    kind: "table",
    columns: names.map((name) => ({ name, align: left.includes(name) ? "left" : "right" })),
    rows: rows.slice(0, most).map((row) => names.map((name) => row[name])),
    more: Math.max(0, rows.length - most),
  };
}
