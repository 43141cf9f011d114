/** Finds CAD files. @module */
import { paths } from "../../base/node/builtins.ts";
import { requireKnownOptions } from "../../base/known_options.ts";
import { plainText } from "../../base/plain_text.ts";
import { whyUnread } from "../../base/why_unread.ts";
import { cadExtensions } from "../../cad/formats/find_reader.ts";
import { SourceError } from "../errors.ts";
import { type WalkedFolder, walkFolder } from "./walk_folder.ts";

/** A source of CAD files: a path, or a folder with a pattern for the files in it. */
export type CadSource = string | {
  /** A file, a folder or a pattern. */
  readonly path: string;
  /**
   * A pattern for the files of a folder.
   *
   * @default {null} all that can be read, by their extensions
   */
  readonly glob?: string | null;
};

/** How files are gathered. */
export interface GatherOptions {
  /**
   * Is told of folders that were not looked into, and of links that lead elsewhere.
   *
   * @default {console.warn}
   */
  readonly warn?: (message: string) => void;
}

/** Folders and links that a warning names. */
const MOST_NAMED = 5;

/**
 * The CAD files of one source, sorted.
 *
 * Links are followed, those too that lead out of the folder, and a warning says so; one to a folder
 * above is not. A folder that cannot be looked into is a warning, and the others are. What has the
 * name of a CAD file and cannot be opened (a link to nowhere, a FIFO, a name that is not in UTF-8)
 * is among the files: whoever opens it is told why, and it counts as one that failed.
 *
 * @param source a file (whatever its name), a folder with all below it, or a pattern such as
 * `parts/**\/*.step`; case does not count in patterns and extensions, and names that begin with
 * a dot are left out
 * @throws SourceError when it is missing, empty, without CAD files, or cannot be looked into
 * @throws UsageError for an option that does not exist
 */
export async function gatherFiles(
  source: CadSource,
  options: GatherOptions = {},
): Promise<string[]> {
  requireKnownOptions<GatherOptions>("gather CAD files", options, { warn: true });
  const { warn = console.warn } = options;
  if (typeof source !== "string") {
    type Source = Exclude<CadSource, string>;
    requireKnownOptions<Source>("gather CAD files", source, { path: true, glob: true });
  }
  const { path, glob = null } = typeof source === "string" ? { path: source } : source;
  const info = await Deno.stat(path).catch(async (error) => {
    const isMissing = error instanceof Deno.errors.NotFound;
    const isLink = isMissing && await Deno.lstat(path).then(() => true, () => false);
    if (!isMissing || isLink || path.includes("\ufffd")) throw unread(path, error);
    return null;
  });
  if (info?.isFile) return [paths().normalize(path)];
  if (info?.isDirectory) return await gatherFolder(path, glob, warn);
  if (info !== null) {
    throw new SourceError(
      `Cannot gather CAD files: '${path}' must be a file or a folder, found neither.`,
      { data: { source: path } },
    );
  }
  const pattern = splitPattern(path);
  if (pattern !== null) {
    return await gatherFiles({ path: pattern.folder, glob: pattern.glob }, options);
  }
  throw new SourceError(
    `Cannot gather CAD files: '${path}' does not exist (looked at ${paths().resolve(path)}). ` +
      "Check the path; a relative one begins at the current folder.",
    { data: { source: path } },
  );
}

async function gatherFolder(
  folder: string,
  glob: string | null,
  warn: (message: string) => void,
): Promise<string[]> {
  const found = await walkFolder(folder).catch((error) => {
    throw unread(folder, error);
  });
  const { files: all } = found;
  const unreadCount = found.unread.length;
  for (const warning of warningsOf(folder, found)) warn(warning);
  if (all.length === 0) {
    throw new SourceError(
      `Cannot gather CAD files: the folder '${folder}' has no files, nor have the folders in it` +
        (unreadCount === 0 ? "." : `, ${unreadCount} of which cannot be looked into.`),
      { data: { source: folder, unread: unreadCount } },
    );
  }
  const extensions = cadExtensions();
  const fits = glob === null
    ? (file: string) => extensions.includes(paths().posix.extname(file).toLowerCase())
    : (file: string) => paths().posix.matchesGlob(file.toLowerCase(), glob.toLowerCase());
  const fitting = all.filter(fits).sort();
  if (fitting.length > 0) return fitting.map((file) => paths().join(folder, file));
  throw new SourceError(
    `Cannot gather CAD files: none of the ${all.length} files in '${folder}' ` +
      (glob === null
        ? `has one of the extensions ${extensions.join(", ")}. A pattern such as '**/*' takes ` +
          "other files too."
        : `fits the pattern '${glob}'. '**/*' takes every file.`),
    { data: { source: folder, glob, files: all.length } },
  );
}

/** What a person should know of a folder beside its files. */
function warningsOf(folder: string, { unread, outside }: WalkedFolder): string[] {
  const named = unread.slice(0, MOST_NAMED).map(({ path, why }) =>
    `'${plainText(paths().join(folder, path))}' is left out, with all that may be in it: ${why}.`
  );
  const more = unread.length - named.length;
  if (more > 0) named.push(`${more} more folders in '${folder}' are left out.`);
  if (outside.length > 0) {
    const [{ path, target }] = outside;
    const links = outside.length === 1 ? "a link leads" : `${outside.length} links lead`;
    const one = `${outside.length === 1 ? "" : "such as "}'${plainText(path)}' to '${
      plainText(target)
    }'`;
    named.push(`In '${folder}' ${links} out of it, ${one}: what is there is taken.`);
  }
  return named;
}

function unread(path: string, cause: unknown): SourceError {
  return new SourceError(
    `Cannot gather CAD files: '${path}' cannot be looked into: ${whyUnread(path, cause)}.`,
    { cause, data: { source: path } },
  );
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
