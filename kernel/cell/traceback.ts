import { type Place, placeOf } from "./edits.ts";
import { sourceExcerpt } from "./source_excerpt.ts";

/** A cell that was run, for frames that stand in it. */
export interface CellSource {
  /** As it is shown, e.g. `[3]`. */
  label: string;
  code: string;
  /** The offset in `code` that a place in the engine's script came from. */
  origin(place: Place): number;
}

/** What the engine's name of each cell begins with. */
export const CELL_FILE = "trunnion-cell-";
const CELL_PLACE = /trunnion-cell-(\d+)\.ts(?:, <anonymous>)?:(\d+):(\d+)/g;
/** Frames of Deno, of the kernel, and of what the engine wraps around a cell. */
const OURS = /^\s+at .*(ext:|node:vm|\/kernel\/engine\/inside\/|<anonymous>(:\d+:\d+)?\)?$)/;

/** Texts that hold a stack with places in cells or frames of ours. */
const HAS_STACK = /^\s+at .*(?:trunnion-cell-\d+\.ts|\/kernel\/engine\/inside\/)/m;

/** The name under which the engine knows a cell. */
export function cellFile(id: number): string {
  return `${CELL_FILE}${id}.ts`;
}

/**
 * A stack as a person needs it: places in cells by the cell's own lines, frames of the kernel left
 * out, and the line of the first place in a cell below.
 */
export function tracebackOf(stack: string, cells: ReadonlyMap<number, CellSource>): string[] {
  const { lines, first } = readPlaces(stack, cells);
  if (first === undefined) return lines;
  return [...lines, "", ...sourceExcerpt(first.cell.label, first.cell.code, first.place)];
}

/** A text that a cell has shown, with stacks in it, as of `console.error(error)`, by its lines. */
export function withCellPlaces(text: string, cells: ReadonlyMap<number, CellSource>): string {
  return HAS_STACK.test(text) ? readPlaces(text, cells).lines.join("\n") : text;
}

interface PlaceInCell {
  cell: CellSource;
  place: Place;
}

/** A stack's lines that are not ours, with places in cells, and the first of these. */
function readPlaces(
  stack: string,
  cells: ReadonlyMap<number, CellSource>,
): { lines: string[]; first?: PlaceInCell } {
  let first: PlaceInCell | undefined;
  const lines = stack.split("\n").filter((line) => !OURS.test(line)).map((line) =>
    line.replace(CELL_PLACE, (found, id, row, column) => {
      const cell = cells.get(Number(id));
      if (cell === undefined) return found;
      const offset = cell.origin({ line: Number(row), column: Number(column) });
      const place = placeOf(cell.code, Math.max(0, offset));
      first ??= { cell, place };
      return `${cell.label}:${place.line}:${place.column}`;
    }).replace(/(file:\/\/.+?)\?v=\d+/g, "$1")
  );
  return { lines, first };
}
