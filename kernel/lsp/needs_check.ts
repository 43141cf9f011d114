import type { ParsedCell } from "../cell/parse_cell.ts";
import { walk } from "../cell/walk.ts";

/**
 * Whether a cell may hold a type error. One without any name cannot, as `1 + 1`; in one with JSX,
 * types of elements would be missing.
 */
export function needsCheck(cell: ParsedCell): boolean {
  if (cell.jsx) return false;
  let named = false;
  walk(cell.file.program, (node) => {
    named ||= node.type === "Identifier" || node.type.endsWith("Declaration");
  });
  return named;
}
