/** A page of a task's errors. @module */
import { pageHtml } from "../../page/page_html.ts";
import type { ItemError } from "../items/item_error.ts";

/** What the page is made of; every task has it. */
interface ReportedTask {
  readonly name: string;
  readonly errors: readonly ItemError[];
  readonly results: readonly unknown[];
  readonly skipped: number;
}

/** A self-contained HTML page: how many of each class, then each error with its trace. */
export function errorPage({ name, errors, results, skipped }: ReportedTask): string {
  const rows = errors.map((error) => ({
    mark: String(error.item_index),
    text: `${error.error_class}: ${error.message}`,
    sub: error.item,
    detail: { name: "Trace and log", lines: error.logs },
  }));
  return pageHtml({
    title: `Errors of ${name}`,
    lead: [`${results.length} done, ${skipped} skipped, ${errors.length} failed.`],
    sections: errors.length === 0 ? [] : [
      {
        heading: "By class",
        blocks: [{
          kind: "table",
          columns: [{ name: "class" }, { name: "items", align: "right" }],
          rows: [...countByClass(errors)].map(([name, count]) => [name, String(count)]),
        }],
      },
      { heading: "By item", blocks: [{ kind: "list", rows }] },
    ],
  });
}

/** How often each class of error occurs, the most frequent first. */
function countByClass(errors: readonly ItemError[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { error_class } of errors) counts.set(error_class, (counts.get(error_class) ?? 0) + 1);
  return new Map([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}
