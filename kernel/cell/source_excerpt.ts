import type { Place } from "./edits.ts";

/** A line of a cell with its place before it, and a caret under the column. */
export function sourceExcerpt(label: string, code: string, { line, column }: Place): string[] {
  const source = code.split("\n")[line - 1] ?? "";
  const head = `${label}:${line} | `;
  // Tabs stay tabs, so that the caret stands where the reader sees the column.
  const space = source.slice(0, column - 1).replace(/[^\t]/g, " ");
  return [head + source, " ".repeat(head.length) + space + "^"];
}
