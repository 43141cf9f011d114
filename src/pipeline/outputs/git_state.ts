/** Which commit a project is at. @module */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** A project's commit. */
export interface GitState {
  /** The folder that Git works in. */
  readonly root: string;
  readonly commit: string;
  /** Whether files that Git knows differ from it. */
  readonly dirty: boolean;
}

/** Milliseconds that Git may take: on a slow disk it is done without. */
const DEADLINE = 5000;

/**
 * The commit of the project that a folder is in; null where there is none, where Git is missing,
 * or may not be asked.
 */
export async function gitState(folder: string): Promise<GitState | null> {
  const root = rootOf(folder);
  if (root === null) return null;
  const asked = { name: "run", command: "git" } as const;
  if (Deno.permissions.querySync(asked).state !== "granted") return null;
  try {
    const { success, stdout } = await new Deno.Command("git", {
      // New files do not count: what a run writes may lie among them.
      args: ["-C", root, "status", "--porcelain=v2", "--branch", "--untracked-files=no"],
      // Else it would write an index, and wait for one who does.
      env: { GIT_OPTIONAL_LOCKS: "0" },
      stdin: "null",
      stderr: "null",
      signal: AbortSignal.timeout(DEADLINE),
    }).output();
    if (!success) return null;
    const lines = new TextDecoder().decode(stdout).trimEnd().split("\n");
    const commit = lines.map((line) => /^# branch\.oid ([0-9a-f]{40,64})$/.exec(line)?.[1])
      .find((one) => one !== undefined);
    if (commit === undefined) return null; // nothing is committed yet
    return { root, commit, dirty: lines.some((line) => !line.startsWith("#")) };
  } catch {
    return null; // there is no Git
  }
}

/** The nearest folder above that Git works in. */
function rootOf(folder: string): string | null {
  for (let at = folder;; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (at === dirname(at)) return null;
  }
}
