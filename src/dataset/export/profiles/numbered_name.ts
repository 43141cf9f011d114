/** What files are called whose code takes a number from the end of their names. @module */

/** The sample's name and its position in the dataset: `bolt_000017`. */
export function numberedName({ stem, index }: { stem: string; index: number }): string {
  return `${stem}_${String(index).padStart(6, "0")}`;
}
