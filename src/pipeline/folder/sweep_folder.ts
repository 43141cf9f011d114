/** Clears away what a run that was killed has left half done. @module */
import { join } from "node:path";
import { sweepMerge } from "../../dataset/merge/sweep_merge.ts";
import { ignoreMissing, type OutputFolder } from "./output_folder.ts";

/** Files that were written under another name until they are whole, and probes. */
const UNFINISHED = /\.\d+-[0-9a-f]{8}\.tmp$|^\.probe-[0-9a-f-]+\.tmp$/;

/**
 * Sweeps a flow's folder, whose lock its caller holds.
 *
 * @param folder The folder; what a merge can go on with is left in it.
 */
export async function sweepFolder(folder: OutputFolder): Promise<void> {
  for (const path of [folder.root, folder.encoded, folder.summaries]) {
    for (const name of await namesIn(path)) {
      if (UNFINISHED.test(name)) await Deno.remove(join(path, name)).catch(ignoreMissing);
    }
  }
  await Deno.remove(folder.audit, { recursive: true }).catch(ignoreMissing);
  sweepMerge(folder.dataset);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  } catch (error) {
    ignoreMissing(error);
    return [];
  }
}
