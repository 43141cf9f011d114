/** Finds CAD files. @module */
import { join, normalize, posix, resolve } from "node:path";
import { cadExtensions } from "../../cad/formats/find_reader.ts";
import { SourceError } from "../errors.ts";

/** A source of CAD files: a path, or a folder with a pattern for the files in it. */
export type CadSource = string | { readonly path: string; readonly glob?: string | null };

/**
 * The CAD files of one source, sorted.
 *
 * @param source a file (whatever its name), a folder with all below it, or a pattern such as
 * `parts/**\/*.step`; case does not count in patterns and extensions, and names that begin with
 * a dot are left out
 * @throws SourceError when it is missing, empty or without CAD files
 */
export async function gatherFiles(source: CadSource): Promise<string[]> {
  const { path, glob = null } = typeof source === "string" ? { path: source } : source;
  const info = await Deno.stat(path).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return null;
    throw new SourceError(
      `Cannot gather CAD files: '${path}' cannot be looked at: ${error.message}`,
      { cause: error, data: { source: path } },
    );
  });
  if (info?.isFile) return [normalize(path)];
  if (info !== null) return await gatherFolder(path, glob);
  const pattern = splitPattern(path);
  if (pattern !== null) return await gatherFiles({ path: pattern.folder, glob: pattern.glob });
  throw new SourceError(
    `Cannot gather CAD files: '${path}' does not exist (looked at ${resolve(path)}). ` +
      "Check the path; a relative one begins at the current folder.",
    { data: { source: path } },
  );
}

async function gatherFolder(folder: string, glob: string | null): Promise<string[]> {
  const all: string[] = [];
  await walk(folder, "", all, new Set());
  if (all.length === 0) {
    throw new SourceError(
      `Cannot gather CAD files: the folder '${folder}' has no files, nor have the folders in it.`,
      { data: { source: folder } },
    );
  }
  const extensions = cadExtensions();
  const fits = glob === null
    ? (file: string) => extensions.includes(posix.extname(file).toLowerCase())
    : (file: string) => posix.matchesGlob(file.toLowerCase(), glob.toLowerCase());
  const found = all.filter(fits).sort();
  if (found.length > 0) return found.map((file) => join(folder, file));
  throw new SourceError(
    `Cannot gather CAD files: none of the ${all.length} files in '${folder}' ` +
      (glob === null
        ? `has one of the extensions ${extensions.join(", ")}. A pattern such as '**/*' takes ` +
          "other files too."
        : `fits the pattern '${glob}'. '**/*' takes every file.`),
    { data: { source: folder, glob, files: all.length } },
  );
}

/** Collects the files below a folder, as paths from there with `/`. */
async function walk(
  root: string,
  below: string,
  files: string[],
  seen: Set<string>,
): Promise<void> {
  const folder = join(root, below);
  const real = await Deno.realPath(folder);
  if (seen.has(real)) return; // a link back to a folder above
  seen.add(real);
  for await (const entry of Deno.readDir(folder)) {
    if (entry.name.startsWith(".")) continue;
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    const info = entry.isSymlink
      ? await Deno.stat(join(root, path)).catch(() => null) // a link to nowhere is no file
      : entry;
    if (info?.isDirectory) await walk(root, path, files, seen);
    else if (info?.isFile) files.push(path);
  }
}

/** A pattern's folder, up to its first part with a wildcard; null where it has none. */
export function splitPattern(path: string): { folder: string; glob: string } | null {
  const parts = path.replaceAll("\\", "/").split("/");
  const first = parts.findIndex((part) => /[*?{[]/.test(part));
  if (first < 0) return null;
  const folder = parts.slice(0, first).join("/");
  return {
    folder: folder === "" ? (path.startsWith("/") ? "/" : ".") : folder,
    glob: parts.slice(first).join("/"),
  };
}
