/**
 * Paths of files, where a program begins: what takes no turn through Node's modules, of which Deno
 * takes 8 to 15 ms to load the first ones.
 *
 * @module
 */
import { paths, urls } from "./builtins.ts";

/** Whether paths are as URLs have them. */
const HAS_SLASHES = Deno.build.os !== "windows";

/** The path of a file's URL, as `fileURLToPath` gives it. */
export function filePath(url: string | URL): string {
  const { protocol, pathname, host } = new URL(url);
  const isPlain = HAS_SLASHES && protocol === "file:" && host === "" && !pathname.includes("%");
  return isPlain ? pathname : urls().fileURLToPath(url);
}

/** Names below each other, none of which leads elsewhere. */
const PLAIN = /^\/?(?:[^/.][^/]*\/)*[^/.][^/]*$/;

/** The path from the root, as `resolve` gives it. */
export function absolutePath(path: string): string {
  if (!HAS_SLASHES || !PLAIN.test(path)) return paths().resolve(path);
  return path.startsWith("/") ? path : `${Deno.cwd().replace(/\/$/, "")}/${path}`;
}

/** The folder of a path from the root, as `dirname` gives it. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf("/");
  return HAS_SLASHES && at > 0 && at < path.length - 1 ? path.slice(0, at) : paths().dirname(path);
}
