/**
 * Work that goes on, as a small page for a notebook.
 *
 * @module
 */
import { factsText, WAITING } from "./live_text.ts";
import type { LiveView } from "./live_view.ts";
import type { Block, Page } from "../page/page.ts";
import { formatInterval } from "./progress_line.ts";
import { countedText, countText, durationText, shareText } from "../page/quantity_text.ts";

/** Workers that are shown. */
const MOST_WORKERS = 8;
/** Characters of an item. */
const LONGEST_ITEM = 80;

/** Describes work that goes on; when it has ended, what it came to. */
export function livePage(view: LiveView): Page {
  const { label, total, done, errors, reused = 0, finished } = view;
  const share = total === null || total === 0 ? "" : `, ${shareText(done / total)}`;
  const count = finished && done === total
    ? countedText(done, "item")
    : `${countText(done)}${total === null ? "" : ` of ${countText(total)}`}${share}`;
  const blocks: Block[] = [
    {
      kind: "parts",
      label: "",
      parts: [
        { name: "done", count: Math.max(0, done - errors - reused), tone: "good" },
        { name: "reused", count: reused, tone: "info" },
        { name: "failed", count: errors, tone: "bad" },
        { name: "waiting", count: Math.max(0, (total ?? done) - done), tone: "none" },
      ],
    },
    {
      kind: "note",
      text: [timeText(view), factsText({ ...view, reused: 0 })].filter(Boolean).join(", "),
      tone: "quiet",
    },
  ];
  const workers = finished ? [] : view.workers ?? [];
  if (workers.length > 0) {
    blocks.push({
      kind: "table",
      columns: [{ name: "worker" }, { name: "item" }, { name: "for", align: "right" }],
      rows: workers.slice(0, MOST_WORKERS).map(({ worker, item, durationMs }) => [
        String(worker),
        item === null ? WAITING : ending(item),
        item === null ? "" : durationText(durationMs),
      ]),
      more: Math.max(0, workers.length - MOST_WORKERS),
    });
  }
  return { title: "", lead: [], sections: [{ heading: `${label}: ${count}`, blocks }] };
}

function timeText({ total, done, elapsed, rate, finished }: LiveView): string {
  const speed = rate === null ? "" : `, ${rate.toFixed(rate < 10 ? 2 : 0)} items/s`;
  if (finished) return `${durationText(elapsed * 1000)}${speed}`;
  const left = total === null || rate === null || rate === 0 || done > total
    ? ""
    : `, ${formatInterval((total - done) / rate)} left`;
  return `${formatInterval(elapsed)}${left}${speed}`;
}

/** The end of a path says more than its beginning. */
function ending(item: string): string {
  return item.length <= LONGEST_ITEM ? item : `…${item.slice(1 - LONGEST_ITEM)}`;
}
