/**
 * How a split came out, as a page.
 *
 * @module
 */
import type { Page, Tone } from "../../page/page.ts";
import { countedText, countText } from "../../page/quantity_text.ts";

/** What is drawn of a split. */
interface Divided {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  readonly report: {
    readonly key: string;
    readonly seed: number;
    readonly classes: readonly {
      readonly label: string;
      readonly size: number;
      readonly train: number;
      readonly validation: number;
      readonly test: number;
    }[];
    readonly smallClasses: readonly string[];
    readonly missing: number;
    readonly filesAcrossSubsets: number;
  };
}

/** The tone in which each subset is drawn, wherever it is. */
export const SUBSET_TONES: Readonly<Record<string, Tone>> = {
  train: "info",
  validation: "warn",
  test: "good",
};

const MOST_CLASSES = 20;

/** Draws up the page: the three sizes, what to know of them, and how each class was divided. */
export function splitPage({ train, validation, test, report }: Divided): Page {
  const { key, seed, classes, smallClasses, missing, filesAcrossSubsets } = report;
  const sizes = { train, validation, test };
  const notes = [
    ...smallClasses.length > 0
      ? [
        `${countedText(smallClasses.length, "value")} of '${key}' with too few samples to be in ` +
        `every set: ${smallClasses.slice(0, 8).join(", ")}${
          smallClasses.length > 8 ? ", ..." : ""
        }`,
      ]
      : [],
    ...missing > 0
      ? [`${countedText(missing, "sample")} without a value, divided as a class of their own`]
      : [],
    ...filesAcrossSubsets > 0
      ? [`${countedText(filesAcrossSubsets, "file")} with bodies in more than one set`]
      : [],
  ];
  const all = classes.length <= MOST_CLASSES;
  const sorted = all ? classes : [...classes].sort((a, b) => b.size - a.size);
  const shown = sorted.slice(0, MOST_CLASSES);
  return {
    title: `Split by ${key}`,
    lead: [`${countedText(train + validation + test, "sample")}, seed ${seed}`],
    sections: [
      {
        heading: "Sets",
        blocks: [
          {
            kind: "parts",
            label: "",
            parts: Object.entries(sizes).map(([name, count]) => ({
              name,
              count,
              tone: SUBSET_TONES[name],
            })),
          },
          ...notes.map((text) => ({ kind: "note", text, tone: "warn" } as const)),
        ],
      },
      {
        heading: "How each class was divided",
        blocks: [{
          kind: "table",
          columns: [
            { name: key },
            ...["samples", "train", "validation", "test"]
              .map((name) => ({ name, align: "right" } as const)),
          ],
          rows: shown.map(({ label, size, train, validation, test }) => [
            label,
            ...[size, train, validation, test].map(countText),
          ]),
          more: classes.length - shown.length,
        }],
      },
    ],
  };
}
