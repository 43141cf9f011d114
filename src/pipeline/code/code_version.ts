/** What version of the code an item was done with. @module */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { CodeUnit } from "./code_unit.ts";
import { ModuleFiles } from "./module_files.ts";
import { type ClosedModule, type Entry, type KnownModule, reachedCode } from "./reached_code.ts";
import { isOwnModule, ownVersion } from "./own_version.ts";
import { specifiersOf } from "./text_version.ts";

/** Where a task was made, as its contract says. */
interface TaskPlace {
  readonly name: string;
  readonly className: string;
  readonly moduleUrl: string;
  /** `<url>:<line>:<column>`, or something else where that is not known. */
  readonly location: string;
}

/**
 * A hash over the code that tasks can reach: over its syntax, so that comments, blanks and types
 * do not count, nor do other tasks of their modules. Packages count by their names and by the lock
 * file that pins them, Trunnion by the version of its results. Where the files lie does not matter.
 *
 * @param tasks the tasks of one stage
 * @param others modules that count as a whole: a loader's, a storage's
 * @returns null where a module cannot be read, so that nothing can be said
 */
export async function codeVersion(
  tasks: readonly TaskPlace[],
  others: readonly string[],
): Promise<string | null> {
  const files = new ModuleFiles();
  const roots = [...new Set([...tasks.map(({ moduleUrl }) => moduleUrl), ...others])];
  if (roots.some((url) => files.read(url) === null)) return null;
  const { modules, pins } = await loadModules(files, roots);
  const entries = [
    ...tasks.map((task): Entry => ({
      module: task.moduleUrl,
      units: unitsOf(task, modules.get(task.moduleUrl)),
    })),
    ...others.map((module): Entry => ({ module, units: null })),
  ];
  const hash = createHash("sha256").update(ownVersion()).update("\0");
  for (const text of reachedCode(modules, entries)) hash.update(text).update("\0");
  for (const pin of pins) hash.update(pin).update("\0");
  return hash.digest("hex");
}

/** All modules that are loaded with some, breadth first, and what pins the packages among them. */
async function loadModules(files: ModuleFiles, roots: readonly string[]) {
  const modules = new Map<string, KnownModule | ClosedModule>();
  const packages = new Set<string>();
  const queue = [...roots];
  for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
    if (modules.has(url)) continue;
    const { module, names } = await loadModule(files, url);
    modules.set(url, module);
    for (const specifier of names) {
      const target = files.resolve(specifier, url);
      if (!target.startsWith("file:") && !isOwnModule(target)) packages.add(files.pins(url));
      queue.push(target);
    }
  }
  return { modules, pins: [...packages].sort() };
}

async function loadModule(
  files: ModuleFiles,
  url: string,
): Promise<{ module: KnownModule | ClosedModule; names: readonly string[] }> {
  if (isOwnModule(url)) return { module: { text: "trunnion" }, names: [] };
  const file = files.read(url);
  if (file === null) return { module: { text: "missing" }, names: [] };
  if (file.kind === "data") return { module: { text: file.hash }, names: [] };
  const resolve = (specifier: string) => files.resolve(specifier, url);
  const isTrunnion = (specifier: string) => isOwnModule(resolve(specifier));
  // The parser is large, and a flow of built-in tasks does without.
  const { moduleCode } = await import("./module_code.ts");
  try {
    const code = moduleCode(file.text, fileURLToPath(url), isTrunnion);
    const named = code.units.flatMap((unit) => unit.files);
    return { module: { code, resolve }, names: [...code.loads, ...named] };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // What this parser cannot read counts by its bytes, with all that it seems to name.
    return { module: { text: file.text }, names: specifiersOf(file.text) };
  }
}

/** The statement that makes a task; null where it cannot be told, so that all of them count. */
function unitsOf(task: TaskPlace, module: KnownModule | ClosedModule | undefined) {
  if (module === undefined || !("code" in module)) return null;
  const line = lineOf(task);
  const found = line === null
    ? module.code.units.filter((unit) => unit.declares.get(task.className) === "function")
    : module.code.units.filter((unit) => unit.firstLine <= line && line <= unit.lastLine);
  return found.length > 0 && (line === null || found.some((unit) => names(unit, task.name)))
    ? found
    : null;
}

function lineOf({ location, moduleUrl }: TaskPlace): number | null {
  if (!location.startsWith(`${moduleUrl}:`)) return null;
  const line = parseInt(location.slice(moduleUrl.length + 1));
  return Number.isNaN(line) ? null : line;
}

/** Whether a statement speaks of a name: a line number may be that of another text. */
function names({ declares, mentions, text }: CodeUnit, name: string): boolean {
  return declares.has(name) || mentions.has(name) || text.includes(JSON.stringify(name));
}
