import { isBuiltin, registerHooks } from "node:module";
import { type BareNames, resolveBareName } from "../../imports/bare_names.ts";
import { isBare } from "../../imports/import_map.ts";
import { ModuleVersions, withoutVersion } from "../../imports/module_versions.ts";

/** Where the modules of a notebook come from. */
export interface ModuleOptions extends BareNames {
  /** The URL of a file in the notebook's folder: relative imports in cells count from there. */
  cell: string;
  /** The URL of the kernel's own folder, whose modules are loaded once. */
  kernel: string;
}

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
      if (isBare(wanted) && !isBuiltin(wanted)) throw unknownName(wanted, error);
      throw error;
    }
    for (const name of names) {
      if (name in module) continue;
      throw new SyntaxError(`${specifier} has no export '${name}': it has ${exportsOf(module)}`);
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

function unknownName(name: string, cause: unknown): TypeError {
  const sentence = `Cannot import '${name}': the deno.json nearest to the notebook does not name ` +
    `it in its imports. A package of npm is npm:${name}, a file ./${name}.ts`;
  return new TypeError(sentence, { cause });
}
