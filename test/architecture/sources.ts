import type { Sources } from "./plan.ts";

const root = new URL("../../", import.meta.url);

const { imports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));

/** The names that the project's own deno.json gives to its public modules: `trunnion/functions`. */
export const PUBLIC: ReadonlyMap<string, string> = new Map(
  Object.entries<string>(imports).filter(([name]) => /^trunnion(?:$|\/)/.test(name))
    .map(([name, path]) => [name, path.replace("./", "")]),
);

/** Every file of `src/` with the files of the project that it imports, as paths from the root. */
export async function readSources(): Promise<Sources> {
  const sources: Sources = new Map();
  for await (const file of walk(new URL("src/", root))) {
    const path = file.href.slice(root.href.length);
    const targets = specifiers(await Deno.readTextFile(file)).flatMap((specifier) => {
      const named = PUBLIC.get(specifier);
      if (named !== undefined) return [named];
      return specifier.startsWith(".")
        ? [new URL(specifier, file).href.slice(root.href.length)]
        : [];
    });
    sources.set(path, [...new Set(targets)]);
  }
  return sources;
}

/** The text of one source, by its path from the root. */
export function readText(path: string): Promise<string> {
  return Deno.readTextFile(new URL(path, root));
}

/** The text of every TypeScript file of the project, by its path from the root. */
export async function readAllTexts(): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for await (const entry of Deno.readDir(root)) {
    if (entry.isFile && entry.name.endsWith(".ts")) {
      texts.set(entry.name, await readText(entry.name));
    }
  }
  for (const folder of ["src", "kernel", "viewer", "test", "bench", "notebooks"]) {
    for await (const file of walk(new URL(`${folder}/`, root))) {
      texts.set(file.href.slice(root.href.length), await Deno.readTextFile(file));
    }
  }
  return texts;
}

/**
 * Every TypeScript file of the project with the files that it imports, starts as a worker or names
 * as a program, as paths from the root.
 */
export async function readAllImports(): Promise<Sources> {
  const imports: Sources = new Map();
  const named = /(?:\bnew URL|\bimport\.meta\.resolve)\(\s*["'](\.[^"']+\.ts)["']/g;
  for (const [path, code] of await readAllTexts()) {
    const started = [...code.matchAll(named)].map(([, specifier]) => specifier);
    const targets = [...specifiers(code), ...started].flatMap((specifier) =>
      PUBLIC.get(specifier) ??
        (specifier.startsWith(".")
          ? new URL(specifier, new URL(path, root)).href.slice(root.href.length)
          : [])
    );
    imports.set(path, [...new Set(targets)]);
  }
  return imports;
}

/** The paths of all files of the project from the root, but for what is made or fetched. */
export async function readFiles(): Promise<string[]> {
  const files: string[] = [];
  const skipped = /\/(?:node_modules|\.git|output|__pycache__)\/$/;
  for await (const file of walk(root, (url) => !skipped.test(url.pathname))) {
    files.push(file.href.slice(root.href.length));
  }
  return files;
}

/** All files below a folder: those of TypeScript, or those that are wanted. */
async function* walk(
  folder: URL,
  wanted = (url: URL) => /(?:\.ts|\/)$/.test(url.pathname),
): AsyncGenerator<URL> {
  for await (const entry of Deno.readDir(folder)) {
    const child = new URL(entry.name + (entry.isDirectory ? "/" : ""), folder);
    if (!wanted(child)) continue;
    if (entry.isDirectory) yield* walk(child, wanted);
    else yield child;
  }
}

/** The specifiers that a module names in its import and export statements and `import()` calls. */
export function specifiers(code: string): string[] {
  const found: string[] = [];
  const statement =
    /^\s*(?:import|export)\s[^;]*?from\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']/gm;
  const call = /\bimport\(\s*["']([^"']+)["']/g;
  const bare = code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  for (const pattern of [statement, call]) {
    for (const match of bare.matchAll(pattern)) found.push(match[1] ?? match[2]);
  }
  return found;
}
