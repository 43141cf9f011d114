/** What lies below a folder. @module */
import { paths } from "../../base/node/builtins.ts";
import { whyUnread } from "../../base/why_unread.ts";
import { isWithin } from "../../base/within.ts";

/** All that was found, by paths from the folder with `/`. */
export interface WalkedFolder {
  /**
   * Files, and all that is no folder: whoever opens a link to nowhere, a FIFO or a device is told
   * what it is.
   */
  readonly files: string[];
  /** Folders that could not be looked into, and why. */
  readonly unread: { readonly path: string; readonly why: string }[];
  /** Links that lead out of the folder, and where to. */
  readonly outside: { readonly path: string; readonly target: string }[];
}

/**
 * Walks a folder. Links to folders are followed, once each, and after all that is no link, so that
 * a file that can be reached in two ways has its own path. Those to a folder above are not: they
 * lead to all that there is.
 *
 * @param root the folder; names below it that begin with a dot are left out
 * @throws what the system says where the folder itself cannot be looked into
 */
export async function walkFolder(root: string): Promise<WalkedFolder> {
  const found: WalkedFolder = { files: [], unread: [], outside: [] };
  const home = await Deno.realPath(root);
  const seen = new Set<string>();
  const links: string[] = [];
  const enter = async (below: string) => {
    const folder = paths().join(root, below);
    const real = await Deno.realPath(folder);
    if (seen.has(real)) return;
    seen.add(real);
    for (const entry of await Array.fromAsync(Deno.readDir(folder))) {
      if (entry.name.startsWith(".")) continue;
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isSymlink) await follow(path);
      else if (entry.isDirectory) await tryToEnter(path);
      else found.files.push(path);
    }
  };
  const follow = async (path: string) => {
    let target: string, isDirectory: boolean;
    try {
      target = await Deno.realPath(paths().join(root, path));
      ({ isDirectory } = await Deno.stat(target));
    } catch {
      return void found.files.push(path); // to nowhere, in a circle, to where nobody may look
    }
    if (isDirectory && isWithin(target, home)) {
      if (target !== home && !seen.has(target)) {
        const why = `it is a link to '${target}', a folder above`;
        found.unread.push({ path, why });
      }
      return;
    }
    if (!isWithin(home, target)) found.outside.push({ path, target });
    if (isDirectory) links.push(path);
    else found.files.push(path);
  };
  const tryToEnter = async (path: string) => {
    try {
      await enter(path);
    } catch (error) {
      found.unread.push({ path, why: whyUnread(paths().join(root, path), error) });
    }
  };
  await enter("");
  for (let i = 0; i < links.length; i++) await tryToEnter(links[i]);
  return found;
}
