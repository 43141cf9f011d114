/** Facts by their names, as a table. @module */
import type { Block } from "../../page/page.ts";

/** A line for each fact; those that are null are left out. */
export function facts(facts: Readonly<Record<string, string | null>>): Block {
  return {
    kind: "table",
    data: true,
    columns: [{ name: "", whole: true }, { name: "" }],
    rows: Object.entries(facts).flatMap(([name, text]) => text === null ? [] : [[name, text]]),
  };
}
