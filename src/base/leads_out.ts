/** Links that lead out of a folder. @module */
import { fs, paths } from "./node/builtins.ts";
import { isWithin } from "./within.ts";

/** Links that are followed from one to the next: as many as Linux follows. */
const MOST_LINKS = 40;

/**
 * Where what is written at a path would come to be, if that is not in a folder: where a link, be it
 * of the path or of a folder on the way to it, leads out.
 *
 * @param folder a folder that is there; it may be a link itself
 * @param path what need not be there
 * @returns the real path; null where all stays in the folder
 */
export function leadsOut(folder: string, path: string): string | null {
  const real = realOf(paths().resolve(path), MOST_LINKS);
  return isWithin(fs().realpathSync(folder), real) ? null : real;
}

/** The real path, also of what is not there yet, or at the end of a link to nowhere. */
function realOf(path: string, links: number): string {
  try {
    return fs().realpathSync(path);
  } catch (error) {
    const above = paths().dirname(path);
    if (links === 0 || above === path) throw error;
    const folder = realOf(above, links - 1);
    const place = paths().join(folder, paths().basename(path));
    const target = targetOf(place);
    return target === null ? place : realOf(paths().resolve(folder, target), links - 1);
  }
}

function targetOf(path: string): string | null {
  try {
    return fs().readlinkSync(path);
  } catch {
    return null; // no link
  }
}
