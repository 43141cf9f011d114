/** All parts of odd kinds that the kernel reads right, as STEP text. */
import { ODD_BALLS } from "./odd_balls.ts";
import { ODD_BANDS } from "./odd_bands.ts";
import { ODD_FACETS } from "./odd_facets.ts";
import { ODD_HOLES } from "./odd_holes.ts";
import { ODD_KINDS } from "./odd_kinds.ts";
import { NESTED } from "./odd_nested.ts";
import { ODD_PARTS } from "./odd_parts.ts";
import { ODD_SHEETS } from "./odd_sheets.ts";
import { ODD_WINDOWS } from "./odd_windows.ts";

/** By what they are; a part is made when it is asked for. */
export const ALL_ODD_PARTS: Record<string, () => string> = {
  ...ODD_PARTS,
  ...ODD_BALLS,
  ...ODD_BANDS,
  ...ODD_FACETS,
  ...ODD_HOLES,
  ...ODD_KINDS,
  ...ODD_SHEETS,
  ...ODD_WINDOWS,
  "a window of a window": () => NESTED["a window of a window"](),
};
