/** What several test files need and is slow to make: made once for each state of its code. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("../../", import.meta.url));
const CACHE = join(PROJECT, "node_modules", ".cache", "trunnion-tests");
const DAY = 24 * 3600 * 1000;

/**
 * Gives a folder that all test files share, filled by the first that asks for it. It is for
 * reading only: who writes makes a copy.
 *
 * @param name what is in it
 * @param code files and folders of the project that decide what is in it
 * @param make fills a folder
 */
export async function madeOnce(
  name: string,
  code: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(CACHE, `${name}-${hashOf([...code, "deno.json"])}`);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  // Of two files at once the second waits for the first. A process that ends lets go of the lock.
  using lock = await Deno.open(join(CACHE, `${name}.lock`), { create: true, write: true });
  await lock.lock(true);
  if (existsSync(folder)) return folder;
  removeOld(name);
  const unfinished = Deno.makeTempDirSync({ dir: CACHE, prefix: `${name}-unfinished-` });
  await make(unfinished);
  Deno.renameSync(unfinished, folder);
  return folder;
}

function hashOf(paths: readonly string[]): string {
  const hash = createHash("sha256");
  const add = (path: string) => {
    const absolute = join(PROJECT, path);
    if (statSync(absolute).isDirectory()) {
      for (const name of readdirSync(absolute).sort()) add(join(path, name));
    } else {
      hash.update(`${path}\0`).update(readFileSync(absolute)).update("\0");
    }
  };
  for (const path of paths) add(path);
  return hash.digest("hex").slice(0, 16);
}

/** What other states of the code have left. A run of tests that still reads it is young. */
function removeOld(name: string): void {
  for (const entry of readdirSync(CACHE)) {
    const path = join(CACHE, entry);
    if (!entry.startsWith(`${name}-`) || Date.now() - statSync(path).mtimeMs < DAY) continue;
    rmSync(path, { recursive: true, force: true });
  }
}
