/** What Node gets for the names that need Deno. @module */
import * as all from "../../mod.ts";
import * as here from "../../node.ts";

/** The text of a module that Node loads for a door that needs Deno as a whole. */
export function refusingEntry(door: object): string {
  return [
    'import { needsDeno } from "./src/base/needs_deno.js";',
    ...Object.keys(door).sort().map((name) => `export const ${name} = needsDeno("${name}");`),
    "",
  ].join("\n");
}

/**
 * The text of the module that Node loads: all that `node.ts` exports, and for every other value of
 * `mod.ts` one that says, when it is used, that it needs Deno.
 */
export function nodeEntry(): string {
  const others = Object.keys(all).filter((name) => !(name in here)).sort();
  return [
    'import { needsDeno } from "./src/base/needs_deno.js";',
    'export * from "./node.js";',
    ...others.map((name) => `export const ${name} = needsDeno("${name}");`),
    "",
  ].join("\n");
}
