import { PUBLIC } from "./sources.ts";

/** What importing a module loads: files of the project, and packages by the name in the import. */
export interface Loaded {
  readonly files: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
}

const STATEMENT =
  /^(?:import|export)\s+(?!type\b)(?:([^;"']*?)\s+from\s+)?"([^"]+)"|^(?:import)\s+"([^"]+)"/gm;

/**
 * Follows the imports that stand in a module, as it is loaded: not those of types, which are gone
 * by then, and not `import()`, which waits until it is called.
 *
 * @param texts the project's files by their paths
 */
export function loadedBy(texts: ReadonlyMap<string, string>, entry: string): Loaded {
  const files = new Set<string>();
  const packages = new Set<string>();
  const queue = [entry];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (files.has(path)) continue;
    files.add(path);
    for (const specifier of staticImports(texts.get(path) ?? "")) {
      const named = PUBLIC.get(specifier);
      if (named !== undefined) queue.push(named);
      else if (specifier.startsWith(".")) {
        queue.push(new URL(specifier, `file:///${path}`).pathname.slice(1));
      } else if (!specifier.startsWith("node:")) packages.add(specifier);
    }
  }
  return { files, packages };
}

function staticImports(code: string): string[] {
  const bare = code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return [...bare.matchAll(STATEMENT)]
    .filter(([, names]) => names === undefined || !areTypes(names))
    .map(([, , specifier, alone]) => specifier ?? alone);
}

/** Whether a list of names in braces is of types alone. */
function areTypes(names: string): boolean {
  const list = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1].split(",") ?? [""];
  return list.every((name) => name.trim() === "" || name.trim().startsWith("type ")) &&
    list.some((name) => name.trim() !== "");
}
