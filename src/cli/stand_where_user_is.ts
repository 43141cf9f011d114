/** Where relative paths of the command line begin. @module */
import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Goes back to the folder that a person stands in: `deno task` changes to the one of its deno.json,
 * and says in INIT_CWD where it was called. Only where that deno.json is Trunnion's own: a script
 * of npm, which sets INIT_CWD too, means its paths from the folder that it has chosen.
 */
export function standWhereUserIs(
  env: (name: string) => string | undefined,
  moduleUrl = import.meta.url,
): void {
  const from = env("INIT_CWD");
  if (from === undefined || !existsSync(from) || !moduleUrl.startsWith("file:")) return;
  const own = fileURLToPath(new URL("../../", moduleUrl));
  if (!existsSync(join(own, "deno.json"))) return;
  if (realpathSync(Deno.cwd()) === realpathSync(own)) Deno.chdir(from);
}
