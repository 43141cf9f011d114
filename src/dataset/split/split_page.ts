/**
 * How a split came out, as a page.
 *
 * @module
 */
import type { Page, Tone } from "../../page/page.ts";
import { countedText, countText } from "../../page/quantity_text.ts";
import type { SplitReport } from "./split_report.ts";

const SUBSET_TONES: Readonly<Record<string, Tone>> = {
  train: "info",
  validation: "warn",
  test: "good",
};

const FOLD_TONES: readonly Tone[] = ["info", "warn", "good"];

/**
 * The tone in which a subset is drawn, wherever it is.
 *
 * @param place its place among the others, for folds
 */
export function subsetTone(subset: string, place: number): Tone {
  return SUBSET_TONES[subset] ?? FOLD_TONES[place % FOLD_TONES.length];
}

const MOST_CLASSES = 20;

/** Draws up the page: the sizes, what to know of them, and how each class was divided. */
export function splitPage(report: SplitReport): Page {
  const { name, key, seed, classes, sizes, notes } = report;
  const subsets = Object.keys(sizes);
  const all = classes.length <= MOST_CLASSES;
  const sorted = all ? classes : [...classes].sort((a, b) => b.size - a.size);
  const shown = sorted.slice(0, MOST_CLASSES);
  const total = Object.values(sizes).reduce((sum, size) => sum + size, report.none);
  const made = seed === null ? "made elsewhere" : `seed ${seed}`;
  return {
    title: name === null ? "Split, checked" : key === "" ? `Split ${name}` : `Split by ${key}`,
    lead: [`${countedText(total, "sample")}, ${made}`],
    sections: [
      {
        heading: "Sets",
        blocks: [
          {
            kind: "parts",
            label: "",
            parts: subsets.map((subset, place) => ({
              name: subset,
              count: sizes[subset],
              tone: subsetTone(subset, place),
            })),
          },
          ...notes.map((text) => ({ kind: "note", text, tone: "warn" } as const)),
        ],
      },
      ...classes.length === 0 ? [] : [{
        heading: "How each class was divided",
        blocks: [{
          kind: "table" as const,
          columns: [
            { name: key },
            ...["samples", ...subsets, "weight"].map((name) => ({ name, align: "right" } as const)),
          ],
          rows: shown.map(({ label, size, counts, weight }) => [
            label,
            ...[size, ...subsets.map((subset) => counts[subset])].map(countText),
            weight === null ? "" : String(Number(weight.toPrecision(3))),
          ]),
          more: classes.length - shown.length,
        }],
      }],
    ],
  };
}
