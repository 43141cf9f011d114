/** Where relative paths of the command line begin. @module */
import { filePath } from "../base/node/file_path.ts";

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
  if (from === undefined || !isThere(from) || !moduleUrl.startsWith("file:")) return;
  const own = filePath(new URL("../../", moduleUrl));
  if (!isThere(`${own}deno.json`)) return;
  if (Deno.realPathSync(Deno.cwd()) === Deno.realPathSync(own)) Deno.chdir(from);
}

function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false; // it is not there, or not to be looked at
  }
}
