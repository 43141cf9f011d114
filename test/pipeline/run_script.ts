/** Runs modules by Deno itself, in a process of their own. */
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { temporaryFolder } from "./helpers.ts";

const root = new URL("../../", import.meta.url);

/**
 * Writes modules into a folder and runs `main.ts`. In their text `SRC` stands for the URL of
 * `src/`, `FOLDER` for the folder. A module named `stdin` is run instead of `main.ts`, as code
 * without a file.
 *
 * @returns what it printed and its exit code; code -1 when it did not end within a minute
 */
export async function runScript(
  modules: Record<string, string>,
): Promise<{ code: number; stdout: string; stderr: string; folder: string }> {
  const folder = temporaryFolder();
  const src = new URL("src", root).href;
  const textOf = (text: string) => text.replaceAll("SRC", src).replaceAll("FOLDER", folder);
  for (const [name, text] of Object.entries(modules)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), textOf(text));
  }
  const config = fileURLToPath(new URL("deno.json", root));
  const main = "stdin" in modules ? "-" : join(folder, "main.ts");
  const args = ["run", "-A", "--no-check", "--config", config, main];
  try {
    const ended = promisify(execFile)(Deno.execPath(), args, {
      timeout: 60_000,
      env: { ...Deno.env.toObject(), NO_COLOR: "1" },
    });
    ended.child.stdin?.end(textOf(modules.stdin ?? ""));
    const { stdout, stderr } = await ended;
    return { code: 0, stdout, stderr, folder };
  } catch (error) {
    const failed = error as { code?: number; stdout: string; stderr: string };
    return { code: failed.code ?? -1, stdout: failed.stdout, stderr: failed.stderr, folder };
  }
}
