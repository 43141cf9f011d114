import { paths } from "./node/builtins.ts";
/** Whether one path lies below another. @module */

/**
 * Whether a path is a folder's own, or lies below it. Only the names are looked at: links are what
 * whoever asks has made of them.
 *
 * @param folder an absolute path
 * @param path an absolute path
 */
export function isWithin(folder: string, path: string): boolean {
  const way = paths().relative(folder, path);
  return !paths().isAbsolute(way) && !/^\.\.(?:[/\\]|$)/.test(way);
}
