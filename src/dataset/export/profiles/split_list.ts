/** The lists of names by which published code divides files. @module */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** What published code calls the subset that is `"validation"` here. */
const VALIDATION = "val";

/** Writes `train.txt`, `val.txt`, `test.txt`, or the subset's own name: a name a line. */
export function writeSplitList(folder: string, subset: string, names: readonly string[]): void {
  const list = subset === "validation" ? VALIDATION : subset;
  writeFileSync(join(folder, `${list}.txt`), names.map((name) => `${name}\n`).join(""));
}
