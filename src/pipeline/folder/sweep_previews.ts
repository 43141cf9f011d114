/** Clears away previews of bodies that the dataset no longer has. @module */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ignoreMissing, type OutputFolder } from "./output_folder.ts";

/**
 * Sweeps the previews of a flow's folder, whose lock its caller holds, when the dataset is merged.
 * They are drawn again where they are wanted; what is in their folders and is no preview stays.
 *
 * @returns how many were removed
 */
export async function sweepPreviews(folder: OutputFolder): Promise<number> {
  const { previewsPng, previews3d, infoset } = folder;
  const found = new Map<string, string>();
  for (const path of [previewsPng, previews3d]) {
    if (!existsSync(path)) continue;
    for await (const { name, isFile } of Deno.readDir(path)) {
      if (isFile) found.set(name, join(path, name));
    }
  }
  if (found.size === 0 || !existsSync(infoset)) return 0;
  const { stalePreviews } = await import("../../dataset/view/stale_previews.ts");
  const stale = await stalePreviews(infoset, [...found.keys()]);
  for (const name of stale) await Deno.remove(found.get(name)!).catch(ignoreMissing);
  return stale.length;
}
