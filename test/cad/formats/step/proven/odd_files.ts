/**
 * Writes the odd parts of the tests as files, for the other commands of this folder.
 *
 * `deno run -A test/cad/formats/step/proven/odd_files.ts FOLDER`
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { ALL_ODD_PARTS } from "./all_odd_parts.ts";

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
  const parts = Object.entries(ALL_ODD_PARTS);
  for (const [name, text] of parts) {
    writeFileSync(join(folder, `${name.replaceAll(" ", "_")}.step`), text());
  }
  console.log(`${parts.length} parts in ${folder}`);
}
