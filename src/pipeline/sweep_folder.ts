/** Clears away what a run that was killed has left half done. @module */
import { basename, join } from "node:path";
import { ignoreMissing, type OutputFolder } from "./output_folder.ts";

/** Files that are written under another name until they are whole, and probes. */
const UNFINISHED = /\.\d+-[0-9a-f]{8}\.tmp$|^\.probe-[0-9a-f-]+\.tmp$/;
/** Parts of a dataset that are being made, and those that were moved aside for them. */
const PART = /^(.+)\.(tmp|old)-([^/\\]+)$/;

/**
 * Sweeps a flow's folder, whose lock its caller holds.
 *
 * Parts of a dataset are replaced one after the other. Where that did not come to its end, all old
 * parts are put back, so that those in place belong together. The array folder of a merge is left
 * to the merge, which goes on with it.
 */
export async function sweepFolder(folder: OutputFolder): Promise<void> {
  for (const path of [folder.root, folder.encoded, folder.summaries]) {
    for (const name of await namesIn(path)) {
      if (UNFINISHED.test(name)) await remove(join(path, name));
    }
  }
  const parts = (await namesIn(folder.root)).flatMap((name) => {
    const match = PART.exec(name);
    return match === null ? [] : [{ name, final: match[1], kind: match[2], mark: match[3] }];
  });
  const marks = new Set(parts.filter(({ kind }) => kind === "old").map(({ mark }) => mark));
  for (const mark of marks) await settle(folder, parts.filter((part) => part.mark === mark));
  const resumed = `${basename(folder.dataset)}.tmp-`;
  for (const { name, kind } of parts) {
    if (kind === "tmp" && !name.startsWith(resumed)) await remove(join(folder.root, name));
  }
}

/** Puts the old parts of one replacement back, or removes them if all the new ones are in place. */
async function settle(
  { root }: OutputFolder,
  parts: readonly { name: string; final: string; kind: string }[],
): Promise<void> {
  const names = new Set(await namesIn(root));
  const old = parts.filter(({ kind }) => kind === "old");
  const complete = old.every(({ final }) => names.has(final)) &&
    !parts.some(({ kind }) => kind === "tmp");
  for (const { name, final } of old) {
    if (complete) await remove(join(root, name));
    else {
      await remove(join(root, final));
      await Deno.rename(join(root, name), join(root, final));
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  } catch (error) {
    ignoreMissing(error);
    return [];
  }
}

async function remove(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch(ignoreMissing);
}
