/**
 * What a process needs so that it may load Trunnion's own code.
 *
 * @module
 */
import { filePath } from "./node/file_path.ts";

/** What the flags of `deno run` must allow. */
interface OwnCode {
  /** Folders to be read; none where the code comes over the network. */
  readonly read: readonly string[];
  /** Flags beside `--allow-read`. */
  readonly flags: readonly string[];
}

/** Where this copy of Trunnion comes from: a folder, the registry of Deno, or another server. */
export function ownCode(moduleUrl = import.meta.url): OwnCode {
  const root = new URL("../", moduleUrl);
  if (root.protocol === "file:") return { read: [filePath(root)], flags: [] };
  // Deno allows its own registry by itself, and no other host once one is named.
  if (root.host === "jsr.io") return { read: [], flags: [] };
  const port = root.port || (root.protocol === "https:" ? "443" : "80");
  return { read: [], flags: [`--allow-import=${root.hostname}:${port}`] };
}

/** Paths as a flag takes them: a comma would end one. */
export function pathList(paths: readonly string[]): string {
  return paths.map((path) => path.replaceAll(",", ",,")).join(",");
}
