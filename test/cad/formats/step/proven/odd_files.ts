/**
 * Writes the odd parts of the tests as files, for the other commands of this folder.
 *
 * `deno run -A test/cad/formats/step/proven/odd_files.ts FOLDER`
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { ODD_BANDS } from "./odd_bands.ts";
import { ODD_FACETS } from "./odd_facets.ts";
import { ODD_KINDS } from "./odd_kinds.ts";
import { ODD_SHEETS } from "./odd_sheets.ts";
import { ODD_WINDOWS } from "./odd_windows.ts";
import { ODD_PARTS } from "./odd_parts.ts";

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
  const parts = Object.entries({
    ...ODD_PARTS,
    ...ODD_BANDS,
    ...ODD_FACETS,
    ...ODD_KINDS,
    ...ODD_SHEETS,
    ...ODD_WINDOWS,
  });
  for (const [name, text] of parts) {
    writeFileSync(join(folder, `${name.replaceAll(" ", "_")}.step`), text());
  }
  console.log(`${parts.length} parts in ${folder}`);
}
