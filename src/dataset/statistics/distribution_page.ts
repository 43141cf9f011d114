/**
 * A distribution as a page.
 *
 * @module
 */
import type { Page } from "../../page/page.ts";
import { type BinScale, scaleText } from "./divide_values.ts";
import { countedText, countText, shareText } from "../../page/quantity_text.ts";

/** What is drawn of a distribution. */
interface Counted {
  readonly key: string;
  readonly group: string | null;
  readonly kind: "categorical" | "numeric";
  readonly bins: readonly {
    readonly label: string;
    readonly count: number;
    readonly fileIds: readonly number[];
  }[];
  readonly total: number;
  readonly missing: number;
  readonly scale: BinScale | null;
}

/** Rows shown; a person reads no more. */
const MOST_ROWS = 25;

/** Draws up the page: a row for each bin, the largest classes first where there are too many. */
export function distributionPage({ key, group, kind, bins, total, missing, scale }: Counted): Page {
  const large = bins.length > MOST_ROWS && kind === "categorical";
  const sorted = large ? [...bins].sort((a, b) => b.count - a.count) : bins;
  const shown = sorted.slice(0, MOST_ROWS);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const what = group === null ? "sample" : `row`;
  return {
    title: key,
    lead: [
      countedText(total, what) + (group === null ? "" : ` of ${group}`) +
      `, ${countedText(bins.length, kind === "numeric" ? "bin" : "value")}` +
      (missing > 0 ? `, ${countText(missing)} without a value` : "") +
      scaleText(scale) +
      (large ? "; the most frequent first" : ""),
    ],
    sections: [{
      heading: "",
      blocks: [{
        kind: "table",
        columns: [
          { name: kind === "numeric" ? "bin" : "value" },
          { name: "" },
          { name: "count", align: "right" },
          { name: "share", align: "right" },
          { name: "files", align: "right" },
        ],
        rows: shown.map(({ label, count, fileIds }) => [
          label,
          { share: count / most },
          countText(count),
          shareText(total === 0 ? 0 : count / total),
          countText(fileIds.length),
        ]),
        more: bins.length - shown.length,
      }],
    }],
  };
}
