/** Where files stand, told from the folders of their sources. @module */
import { basename, dirname } from "node:path/posix";
import { sha256 } from "../../base/sha256.ts";

/** A folder of sources, as a dataset remembers it. */
export interface KnownFolder {
  /** Its absolute path, with `/`. */
  readonly folder: string;
  /**
   * What stands in front of the paths of its files: `""`, or `"steel/"` where there are several.
   */
  readonly prefix: string;
}

/** Files in their folders. */
interface PlacedFiles {
  /** The folders that files are in: those that were known in their order, then new ones. */
  readonly folders: readonly KnownFolder[];
  /** By file: its path from its folder, behind the folder's prefix. */
  readonly files: readonly string[];
}

/**
 * Tells files by their paths from the folders of their sources.
 *
 * A folder that is known keeps its prefix, so that files are called what they were. The first
 * folder of a dataset has none, and each of several is told by its name. Files of no folder are
 * told from the deepest one that all of them are in.
 *
 * @param paths absolute paths with `/`
 * @param roots the folders that are looked through now
 * @param known the folders of the dataset's earlier version
 */
export function placeFiles(
  paths: readonly string[],
  roots: readonly string[],
  known: readonly KnownFolder[] = [],
): PlacedFiles {
  const deepestFirst = (a: string, b: string) => b.length - a.length || (a < b ? -1 : 1);
  const old = known.map(({ folder }) => folder).sort(deepestFirst);
  const outermost = roots.filter((root) => !roots.some((one) => one !== root && isIn(root, one)));
  const homes = paths.map((path) =>
    old.find((folder) => isIn(path, folder)) ?? outermost.find((folder) => isIn(path, folder)) ??
      null
  );
  const strays = commonFolders(paths.filter((_, i) => homes[i] === null));
  for (const [i, path] of paths.entries()) homes[i] ??= strays.get(path.split("/")[0])!;
  const used = new Set(homes as string[]);
  const folders = known.filter(({ folder }) => used.has(folder));
  const added = [...used].filter((folder) => !known.some((one) => one.folder === folder)).sort();
  // One that came where one has gone is that one, renamed or moved.
  const gone = known.filter(({ folder }) => !used.has(folder));
  const moved = gone.length === 1 && added.length === 1 ? gone[0].prefix : null;
  const first = folders.find(({ prefix }) => prefix === "")?.folder;
  // The folders in the one without a prefix look like prefixes.
  const top = paths.filter((_, i) => homes[i] === first)
    .map((path) => `${below(path, first!).split("/")[0]}/`);
  for (const folder of added) {
    const taken = new Set([...top, ...folders.map(({ prefix }) => prefix)]);
    const alone = folders.length === 0 && added.length === 1 ? "" : null;
    folders.push({ folder, prefix: moved ?? alone ?? freePrefix(folder, taken) });
  }
  const prefixes = new Map(folders.map(({ folder, prefix }) => [folder, prefix]));
  const all = [...prefixes.values()];
  const files = paths.map((path, i) => {
    const prefix = prefixes.get(homes[i]!)!;
    const file = prefix + below(path, homes[i]!);
    // One that would look like a file of another folder is told by its whole path.
    const looksOther = all.some((one) => one.length > prefix.length && file.startsWith(one));
    return looksOther ? path : file;
  });
  return { folders, files };
}

/** A short text that is equal where the same folders give files the same paths. */
export function foldersKey(
  roots: readonly string[] = [],
  known: readonly KnownFolder[] = [],
): string {
  // One that is known already adds nothing.
  const added = roots.filter((root) => !known.some(({ folder }) => folder === root)).sort();
  return sha256(JSON.stringify([added, known.map(({ folder, prefix }) => [folder, prefix])]))
    .slice(0, 16);
}

/** Whether a path is in a folder, or is it. */
function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

function below(path: string, folder: string): string {
  return path.slice(folder.endsWith("/") ? folder.length : folder.length + 1);
}

/** The deepest folder that all paths are in, by what they begin with: nothing, or a drive. */
function commonFolders(paths: readonly string[]): Map<string, string> {
  const common = new Map<string, string[]>();
  for (const path of paths) {
    const parts = path.split("/").slice(0, -1);
    const before = common.get(parts[0]) ?? parts;
    const differs = before.findIndex((part, i) => part !== parts[i]);
    common.set(parts[0], differs < 0 ? before : before.slice(0, differs));
  }
  return new Map([...common].map(([start, parts]) => [start, parts.join("/") || "/"]));
}

/** The folder's name and as many above it as it takes to be told from others. */
function freePrefix(folder: string, taken: ReadonlySet<string>): string {
  const plain = (path: string) => basename(path).replace(/[/:\\]/g, "");
  const [name, parent] = [plain(folder) || "root", plain(dirname(folder))];
  const names = [name, ...parent === "" ? [] : [`${parent}/${name}`]].map((one) => `${one}/`);
  const free = names.find((one) => !taken.has(one));
  if (free !== undefined) return free;
  let number = 2;
  while (taken.has(`${name}-${number}/`)) number++;
  return `${name}-${number}/`;
}
