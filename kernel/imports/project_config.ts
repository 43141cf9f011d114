import { ImportError } from "./import_error.ts";
import type { ImportMap } from "./import_map.ts";
import { parseJsonc } from "./jsonc.ts";

/** What a project's deno.json says of names of modules. */
interface ProjectConfig {
  /** The URL of the file. */
  url: string;
  imports: ImportMap;
}

const NAMES = ["deno.json", "deno.jsonc"];

/**
 * The deno.json nearest to the module at `moduleUrl`, upwards from its folder.
 *
 * @throws {ImportError} where that file is not JSON
 */
export function findProjectConfig(moduleUrl: string): ProjectConfig | undefined {
  let folder = new URL(".", moduleUrl);
  while (true) {
    for (const name of NAMES) {
      const url = new URL(name, folder);
      const text = readText(url);
      if (text !== undefined) return { url: url.href, imports: importsOf(text, url) };
    }
    const above = new URL("..", folder);
    if (above.href === folder.href) return undefined;
    folder = above;
  }
}

function importsOf(text: string, url: URL): ImportMap {
  const config = parseConfig(text, url);
  if (typeof config.importMap !== "string") return config.imports ?? {};
  const map = readText(new URL(config.importMap, url));
  return map === undefined ? {} : parseConfig(map, url).imports ?? {};
}

function parseConfig(text: string, url: URL): { imports?: ImportMap; importMap?: unknown } {
  try {
    return parseJsonc(text) as { imports?: ImportMap };
  } catch (cause) {
    throw new ImportError(`${url.pathname} must be JSON: ${(cause as Error).message}`, {
      data: { path: url.pathname },
      cause,
    });
  }
}

function readText(url: URL): string | undefined {
  try {
    return Deno.readTextFileSync(url);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return undefined;
    }
    throw error;
  }
}
