/** Which deno.json modules are imported with, here and in processes that are started. @module */
import { absolutePath, filePath, folderOf } from "../../base/node/file_path.ts";
import { paths, urls } from "../../base/node/builtins.ts";
import { readDenoConfig } from "../../base/deno_config.ts";
import { denoArguments, flagValue } from "./deno_arguments.ts";

/** Flags that say how modules are found, beside the deno.json itself. */
const RESOLUTION_FLAGS = ["--import-map", "--node-modules-dir", "--lock", "--cert"];

/**
 * The flags with which a process finds modules as this one does.
 *
 * @param config path of the deno.json; null for none, undefined to have it found: the one on the
 *   command line of this process, else the nearest one above its main module, as Deno does.
 *   Trunnion that runs from its source needs a deno.json that names its dependencies. Where the one
 *   that was found does not, this program was started with Trunnion's own.
 */
export function configFlags(config?: string | null): string[] {
  if (config === null) return ["--no-config"];
  if (config !== undefined) return ["--config", absolutePath(config)];
  const words = denoArguments() ?? [];
  const others = RESOLUTION_FLAGS.flatMap((name) => {
    const value = flagValue(words, name);
    return value === undefined ? [] : [`${name}=${value}`];
  });
  if (words.includes("--no-config")) return ["--no-config", ...others];
  const found = ownConfig(words);
  return found === null ? others : ["--config", found, ...others];
}

/** The deno.json that this process runs with, as far as can be told; null for none. */
export function ownConfig(words: readonly string[] = denoArguments() ?? []): string | null {
  const given = flagValue(words, "--config", "-c");
  // A program that has changed its folder since may look in the wrong one.
  if (given !== undefined && isFile(absolutePath(given))) return absolutePath(given);
  const { protocol } = new URL(Deno.mainModule);
  const main = protocol === "file:"
    ? Deno.mainModule
    : urls().pathToFileURL(`${Deno.cwd()}/x`).href;
  const nearest = nearestConfig(main);
  if (nearest !== null && leadsToTrunnion(nearest)) return nearest;
  return isSource() ? nearestConfig(import.meta.url) : nearest;
}

/** The nearest deno.json above a module, as Deno looks for one. */
export function nearestConfig(url: string): string | null {
  const [nearest = null] = configsAbove(url);
  return nearest;
}

/** Whether a program that is started with this deno.json can import this copy of Trunnion. */
export function leadsToTrunnion(config: string): boolean {
  if (!isSource()) return true; // its own package names its dependencies
  const own = nearestConfig(import.meta.url);
  if (own === null) return true;
  const root = real(folderOf(own));
  if (real(folderOf(config)) === root) return true;
  return [config, ...configsAbove(urls().pathToFileURL(config).href)].some((path) => {
    const folder = folderOf(path);
    if (real(folder) === root) return true;
    const { links = [], workspace, imports = {}, importMap } = readDenoConfig(path) ?? {};
    if (links.some((link) => real(paths().resolve(folder, link)) === root)) return true;
    if (workspace !== undefined && contains(real(folder), root)) return true;
    // Whoever names all of Trunnion's dependencies needs no link.
    return importMap !== undefined || "comlink" in imports;
  });
}

/** The names that a deno.json gives to modules. */
export function importsOf(config: string): Readonly<Record<string, string>> {
  return readDenoConfig(config)?.imports ?? {};
}

/** Whether Trunnion runs as it is written, and not as a package that names its dependencies. */
function isSource(): boolean {
  return import.meta.url.startsWith("file:") && !import.meta.url.includes("/node_modules/");
}

function* configsAbove(url: string): Generator<string> {
  let folder = new URL("./", url);
  while (true) {
    for (const name of ["deno.json", "deno.jsonc"]) {
      const path = filePath(new URL(name, folder));
      if (isFile(path)) yield path;
    }
    const above = new URL("../", folder);
    if (above.href === folder.href) return;
    folder = above;
  }
}

function contains(folder: string, path: string): boolean {
  const way = paths().relative(folder, path);
  return !way.startsWith("..") && !paths().isAbsolute(way);
}

function real(path: string): string {
  try {
    return Deno.realPathSync(path);
  } catch {
    return path; // not there, or not to be read
  }
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false; // it is not there, or not to be read
  }
}
