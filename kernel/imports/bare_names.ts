import { ImportError } from "./import_error.ts";
import { isBare, resolveInMap } from "./import_map.ts";
import { findProjectConfig } from "./project_config.ts";

/** Names by which notebooks import Trunnion where no deno.json names it. */
const OWN_NAME = /^(?:@trunnion\/)?trunnion(\/.+)?$/;

/** How names of modules are found. */
export interface BareNames {
  /** The URL of Trunnion's own deno.json. */
  trunnion: string;
}

/**
 * What a name in the module at `parent` stands for, by the deno.json nearest to that module; a
 * cell counts as a module in the folder of its notebook. Undefined for a name that no deno.json
 * explains, which is left to Deno, such as `node:fs` written `fs`.
 *
 * @throws {ImportError} where a module, not a cell, imports Trunnion and has no deno.json that
 *   names it: workers would not find it either
 */
export function resolveBareName(
  specifier: string,
  parent: string,
  isCell: boolean,
  names: BareNames,
): string | undefined {
  if (!isBare(specifier) || isInPackage(parent)) return undefined;
  const config = parent.startsWith("file:") ? findProjectConfig(parent) : undefined;
  const target = config && resolveInMap(config.imports, specifier, config.url);
  if (target !== undefined) return target;
  const own = OWN_NAME.exec(specifier);
  if (own === null) return undefined;
  if (isCell) return ownModule(own[1] ?? "", names);
  const path = new URL(parent).pathname;
  throw new ImportError(
    config === undefined
      ? `Cannot import '${specifier}' in ${path}: a module finds that name in the deno.json ` +
        "nearest to it, and there is none in its folder or above. `trunnion notebook new` writes " +
        "one."
      : `Cannot import '${specifier}' in ${path}: its deno.json, ${
        new URL(config.url).pathname
      }, ` +
        "has no such name in its imports.",
    { data: { name: specifier, path } },
  );
}

/** In a package names are those of other packages: no project's map says what they stand for. */
function isInPackage(url: string): boolean {
  // Without a node_modules folder, packages lie in Deno's cache, by the host they came from.
  return url.includes("/node_modules/") || /\/npm\/[^/]+\.[^/]+\//.test(url);
}

function ownModule(subpath: string, names: BareNames): string | undefined {
  const exports = exportsOf(names.trunnion);
  const target = exports[`.${subpath}`];
  return target === undefined ? undefined : new URL(target, names.trunnion).href;
}

function exportsOf(config: string): Record<string, string> {
  if (!config.startsWith("file:")) return {};
  return (JSON.parse(Deno.readTextFileSync(new URL(config))).exports ?? {}) as Record<
    string,
    string
  >;
}
