import { isBuiltin, registerHooks } from "node:module";
import { resolveBareName } from "../../imports/bare_names.ts";
import { findProjectConfig } from "../../imports/project_config.ts";
import { fileURLToPath } from "node:url";
import { ImportError } from "../../imports/import_error.ts";
import { isBare } from "../../imports/import_map.ts";
import type { ModuleOptions } from "../../imports/module_options.ts";
import { ModuleVersions, withoutVersion } from "../../imports/module_versions.ts";

/** Loads what cells import: names by the nearest deno.json, edited modules anew. */
export class CellModules {
  readonly #options: ModuleOptions;
  readonly #versions = new ModuleVersions();

  constructor(options: ModuleOptions) {
    this.#options = options;
    registerHooks({
      resolve: (specifier, context, next) => {
        const parent = context.parentURL;
        if (parent === undefined) return next(specifier, context);
        const known = resolveBareName(specifier, withoutVersion(parent), false, options);
        const resolved = next(known ?? specifier, context);
        if (!this.#isWatched(resolved.url)) return resolved;
        const url = withoutVersion(resolved.url);
        if (this.#isWatched(parent)) this.#versions.addImport(parent, url);
        return { ...resolved, url: this.#versions.current(url) };
      },
    });
  }

  /**
   * Imports a module for a cell.
   *
   * @param names exports that the cell uses as values: they must be there
   */
  async import(
    specifier: unknown,
    attributes?: ImportCallOptions,
    names: readonly string[] = [],
  ): Promise<Record<string, unknown>> {
    const wanted = this.#resolve(String(specifier));
    const watched = this.#isWatched(wanted);
    const url = watched ? this.#versions.refreshed(withoutVersion(wanted)) : wanted;
    let module: Record<string, unknown>;
    try {
      module = await import(url, attributes);
    } catch (error) {
      if (watched) this.#versions.fail(withoutVersion(url));
      if (isBare(wanted) && !isBuiltin(wanted)) throw unknownNameInCell(wanted, this.#options.cell);
      throw unknownNameInModule(error, this.#options.cell) ?? error;
    }
    for (const name of names) {
      if (name in module) continue;
      throw new ImportError(
        `${specifier} has no export '${name}': it has ${exportsOf(module)}`,
        { data: { specifier: String(specifier), name } },
      );
    }
    return module;
  }

  #resolve(specifier: string): string {
    const { cell } = this.#options;
    if (/^\.{0,2}\//.test(specifier)) return new URL(specifier, cell).href;
    return resolveBareName(specifier, cell, true, this.#options) ?? specifier;
  }

  /** Whether `url` is a module that a person may edit between two cells. */
  #isWatched(url: string): boolean {
    return url.startsWith("file:") && !url.includes("/node_modules/") &&
      !url.startsWith(this.#options.kernel);
  }
}

/** So many exports are named where one is missing. */
const NAMED = 20;

function exportsOf(module: object): string {
  const names = Object.keys(module);
  const more = names.length > NAMED ? `, and ${names.length - NAMED} more` : "";
  return (names.slice(0, NAMED).join(", ") || "none") + more;
}

function unknownNameInCell(name: string, cell: string): ImportError {
  return new ImportError(
    `Cannot import '${name}': ${whyUnknown(cell)}. A package of npm is npm:${name}, ` +
      `a file ./${name}.ts`,
    { data: { name } },
  );
}

/**
 * What to say of a name in a module that Deno does not know. It looks names up by the deno.json of
 * the folder that it was started in, before it asks us, and says nothing of that one.
 */
function unknownNameInModule(error: unknown, cell: string): ImportError | undefined {
  const { message = "", stack = "" } = error as Partial<Error>;
  const name = /^Import "(.+?)" not a dependency/.exec(message)?.[1];
  if (name === undefined) return undefined;
  const place = /file:\/\/.+?:\d+:\d+/.exec(stack)?.[0] ?? "a module";
  return new ImportError(
    `Cannot import '${name}' in ${withoutVersion(place)}: ${whyUnknown(cell)}. ` +
      "In a notebook names count from there for all modules: name it there, too",
    { data: { name }, cause: error },
  );
}

function whyUnknown(cell: string): string {
  const config = findProjectConfig(cell);
  return config === undefined
    ? "the notebook has no deno.json in its folder or above that would say what this name means; " +
      "`trunnion notebook new` writes one"
    : `the notebook's deno.json, ${fileURLToPath(config.url)}, has no such name in its imports`;
}
