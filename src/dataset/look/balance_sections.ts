/**
 * How labels and splits are balanced, as parts of a dataset's page.
 *
 * @module
 */
import type { Block, Section } from "../../page/page.ts";
import { countText, shareText } from "../../page/quantity_text.ts";
import { subsetTone } from "../split/split_page.ts";
import type { Distribution } from "../statistics/distribution.ts";
import type { Overview } from "./overview.ts";

const MOST_CLASSES = 8;

/** A table for each label, and a bar for each split. */
export function balanceSections({ labels, splits, moreSplits }: Overview): Section[] {
  return [
    ...labels.map((label) => ({
      heading: `Label ${label.key}`,
      small: true,
      blocks: [labelTable(label)],
    })),
    ...splits.length === 0 ? [] : [{
      heading: splits.length === 1 && splits[0].name === "default" ? "Split" : "Splits",
      small: true,
      blocks: [
        ...splits.map(({ name, sizes }) => splitBar(splits.length === 1 ? "" : name, sizes)),
        ...moreSplits === 0 ? [] : [
          { kind: "note", text: `and ${moreSplits} more splits`, tone: "quiet" } as const,
        ],
      ],
    }],
  ];
}

function splitBar(label: string, sizes: Readonly<Record<string, number>>): Block {
  return {
    kind: "parts",
    label,
    parts: Object.entries(sizes).sort(([a], [b]) => orderOf(a) - orderOf(b)).map(
      ([name, count], place) => ({ name, count, tone: subsetTone(name, place) }),
    ),
  };
}

/** Subsets in the order in which they are used, folds by their number. */
function orderOf(subset: string): number {
  const place = ["train", "validation", "test"].indexOf(subset);
  return place >= 0 ? place : 3 + Number(/\d+$/.exec(subset)?.[0] ?? 0);
}

function labelTable({ bins, total, missing }: Distribution): Block {
  const sorted = [...bins].sort((a, b) => b.count - a.count);
  const shown = sorted.slice(0, MOST_CLASSES).map(({ label, count }) => ({ label, count }));
  if (missing > 0) shown.push({ label: "(missing)", count: missing });
  const most = Math.max(1, ...shown.map(({ count }) => count));
  return {
    kind: "table",
    columns: [
      { name: "" },
      { name: "" },
      { name: "", align: "right" },
      { name: "", align: "right" },
    ],
    rows: shown.map(({ label, count }) => [
      label,
      { share: count / most },
      countText(count),
      shareText(total === 0 ? 0 : count / total),
    ]),
    more: Math.max(0, bins.length - MOST_CLASSES),
  };
}
