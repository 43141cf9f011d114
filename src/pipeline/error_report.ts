/** A page of a task's errors. @module */
import type { ItemError } from "./item_error.ts";

/** What the page is made of; every task has it. */
export interface ReportedTask {
  readonly name: string;
  readonly errors: readonly ItemError[];
  readonly results: readonly unknown[];
  readonly skipped: number;
}

/** A self-contained HTML page: how many of each class, then each error with its trace. */
export function errorReport({ name, errors, results, skipped }: ReportedTask): string {
  const title = `Errors of ${escapeHtml(name)}`;
  const classes = [...countByClass(errors)]
    .map(([name, count]) => `<tr><td>${escapeHtml(name)}</td><td>${count}</td></tr>`);
  const rows = errors.map((error) =>
    `<tr><td>${error.item_index}</td><td>${escapeHtml(error.item)}</td>` +
    `<td>${escapeHtml(error.error_class)}</td><td><details><summary>${escapeHtml(error.message)}` +
    `</summary><pre>${escapeHtml(error.logs.join("\n"))}</pre></details></td></tr>`
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}</title>
<style>
:root { color-scheme: light dark; font-family: system-ui, sans-serif; }
table { border-collapse: collapse; margin-block: 1em; }
td, th { border: 1px solid; padding: .3em .6em; text-align: left; vertical-align: top; }
pre { white-space: pre-wrap; }
</style>
</head>
<body>
<h1>${title}</h1>
<p>${results.length} done, ${skipped} skipped, ${errors.length} failed.</p>
<table><thead><tr><th>Class</th><th>Count</th></tr></thead>
<tbody>${classes.join("\n")}</tbody></table>
<table><thead><tr><th>Index</th><th>Item</th><th>Class</th><th>Message</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table>
</body>
</html>
`;
}

/** How often each class of error occurs, the most frequent first. */
export function countByClass(errors: readonly ItemError[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { error_class } of errors) counts.set(error_class, (counts.get(error_class) ?? 0) + 1);
  return new Map([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}
