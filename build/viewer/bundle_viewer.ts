/** The script of 3D viewers, of its sources. @module */
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Bundles `viewer/` with what it uses of three.js, as one module without imports.
 *
 * @throws Error where it cannot be bundled, with what the bundler said
 */
export async function bundleViewer(): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "trunnion-viewer-" });
  try {
    const out = join(folder, "viewer.js");
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["bundle", "--config", "viewer/deno.json", "--platform", "browser", "--minify"],
        ...["-o", out, "viewer/main.ts"],
      ],
      cwd: ROOT,
      stdout: "null",
      stderr: "piped",
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    return await Deno.readTextFile(out);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
