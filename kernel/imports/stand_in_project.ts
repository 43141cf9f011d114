import { fileURLToPath } from "node:url";
import { VERSION } from "../../src/base/version.ts";
import { findProjectConfig } from "./project_config.ts";
import type { ModuleOptions } from "./module_options.ts";

/**
 * The text of a deno.json for a notebook that has none in its folder or above; undefined where
 * there is one, or where Trunnion is no checkout. Deno looks names of modules up before it asks us,
 * and those in Trunnion's own modules are explained by Trunnion's deno.json: it has to be linked.
 */
export function standInProject({ cell, trunnion }: ModuleOptions): string | undefined {
  if (findProjectConfig(cell) !== undefined || !trunnion.startsWith("file:")) return undefined;
  return JSON.stringify({
    links: [fileURLToPath(new URL(".", trunnion))],
    imports: { trunnion: `jsr:@trunnion/trunnion@${VERSION}` },
    lock: false,
  });
}
