/** What version of the code an item was done with. @module */
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { sha256OfFile } from "../../base/sha256.ts";

/** What names another module: imports, exports from one, literal `import()`, and workers' files. */
const SPECIFIERS = new RegExp(
  String.raw`\b(?:import|export)\b[^'"\x60;()]*?\bfrom\s*["']([^"'\n]+)["']` +
    String.raw`|\bimport\s*["']([^"'\n]+)["']` +
    String.raw`|\bimport\s*\(\s*["'\x60]([^"'\x60$\n]+)["'\x60]` +
    String.raw`|\bnew\s+URL\(\s*["']([^"'\n]+)["']\s*,\s*import\.meta\.url`,
  "g",
);
/** Files that are read for their bytes, not for what they import. */
const CODE = /\.(?:[mc]?[jt]s|[jt]sx)$/;

/** The import map that holds for the modules of a folder, and what pins its packages. */
interface Project {
  /** By specifier: URLs, or names of packages. */
  readonly imports: Readonly<Record<string, string>>;
  /** Hash of the lock file and of package.json; empty where there are none. */
  readonly packages: string;
}

/**
 * A hash over modules and all local files that they import, directly or not; over the names of the
 * packages that they import, with the lock file that pins those; and so over Trunnion itself, where
 * they import it by a path. Where the files lie does not matter.
 *
 * @param moduleUrls the modules of the tasks; those that are no `file:` count by their URL
 * @returns null where a module cannot be read, so that nothing can be said
 */
export function codeVersion(moduleUrls: readonly string[]): string | null {
  const hash = createHash("sha256");
  const projects = new Map<string, Project>();
  const seen = new Set<string>(moduleUrls);
  const packages = new Set<string>();
  const queue = [...moduleUrls];
  for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
    const imported = moduleUrls.includes(url) ? readModule(url) : readImported(url);
    if (imported === null) return null;
    hash.update(imported.text).update("\0");
    if (!url.startsWith("file:")) continue;
    const project = projectOf(dirname(fileURLToPath(url)), projects);
    if (imported.specifiers.length > 0) packages.add(project.packages);
    for (const specifier of imported.specifiers) {
      const next = resolveSpecifier(specifier, url, project);
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  for (const pin of [...packages].sort()) hash.update(pin).update("\0");
  return hash.digest("hex");
}

interface ModuleText {
  readonly text: string;
  readonly specifiers: readonly string[];
}

/** A module's text, and what it imports; null where it cannot be read. */
function readModule(url: string): ModuleText | null {
  if (!url.startsWith("file:")) return { text: url, specifiers: [] };
  try {
    const path = fileURLToPath(url);
    if (Deno.statSync(path).isDirectory) return { text: "folder", specifiers: [] };
    // The bytes of a file that is no code are taken as such, whatever they say.
    const text = CODE.test(path) ? Deno.readTextFileSync(path) : sha256OfFile(path);
    if (!CODE.test(path)) return { text, specifiers: [] };
    const specifiers = [...text.matchAll(SPECIFIERS)].map(([, a, b, c, d]) => a ?? b ?? c ?? d);
    return { text, specifiers };
  } catch {
    return null;
  }
}

/** As {@linkcode readModule}; what stands in a comment, or is made later, may well be missing. */
function readImported(url: string): ModuleText {
  return readModule(url) ?? { text: "missing", specifiers: [] };
}

/** The URL that a specifier means; the specifier itself where it is no local file. */
function resolveSpecifier(specifier: string, from: string, { imports }: Project): string {
  const prefix =
    Object.keys(imports).filter((key) => key.endsWith("/") && specifier.startsWith(key))
      .sort((a, b) => b.length - a.length)[0];
  if (Object.hasOwn(imports, specifier)) return imports[specifier];
  if (prefix === undefined) return local(specifier, from) ?? specifier;
  const folder = imports[prefix];
  const rest = specifier.slice(prefix.length);
  return folder.startsWith("file:") ? new URL(rest, folder).href : folder + rest;
}

function local(specifier: string, base: string): string | null {
  if (/^(?:\.{0,2}\/|file:)/.test(specifier)) return new URL(specifier, base).href;
  return null;
}

/**
 * What the nearest deno.json above a folder says. Those further up count too, as that of a
 * workspace does: one too many costs doing items again, one too few would keep what is wrong.
 */
function projectOf(folder: string, known: Map<string, Project>): Project {
  const found = known.get(folder);
  if (found !== undefined) return found;
  const parent = dirname(folder);
  const above = parent === folder ? { imports: {}, packages: "" } : projectOf(parent, known);
  const config = readJson(join(folder, "deno.json")) ?? readJson(join(folder, "deno.jsonc"));
  const base = pathToFileURL(join(folder, "deno.json")).href;
  const own = Object.entries(config?.imports ?? {}).map(([key, to]) => [
    key,
    local(String(to), base) ?? String(to),
  ]);
  const pins = ["deno.lock", "package.json"].map((name) => fileHash(join(folder, name))).join("");
  const project = {
    imports: own.length === 0 ? above.imports : { ...above.imports, ...Object.fromEntries(own) },
    packages: above.packages + pins,
  };
  known.set(folder, project);
  return project;
}

/** A JSON file with comments; null where there is none, or it is broken. */
function readJson(path: string): Record<string, unknown> | null {
  try {
    const text = Deno.readTextFileSync(path);
    return JSON.parse(
      path.endsWith("c") ? text.replace(/^\s*\/\/.*$|\/\*[\s\S]*?\*\//gm, "") : text,
    );
  } catch {
    return null;
  }
}

function fileHash(path: string): string {
  try {
    return sha256OfFile(path);
  } catch {
    return "";
  }
}
