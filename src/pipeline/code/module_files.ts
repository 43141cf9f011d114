/** The files of modules: what is in them, and which ones they name. @module */
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { readDenoConfig } from "../../base/deno_config.ts";
import { sha256OfFile } from "../../base/sha256.ts";

/** Files whose text is a program. */
const CODE = /\.(?:[mc]?[jt]s|[jt]sx)$/;

/** The import map that holds for the modules of a folder, and what pins its packages. */
interface Project {
  /** By specifier: URLs, or names of packages. */
  readonly imports: Readonly<Record<string, string>>;
  /** The specifiers that stand for all that begins with them, the longest first. */
  readonly prefixes: readonly string[];
  /** Hash of the lock file and of package.json; empty where there are none. */
  readonly packages: string;
}

/** What stands in a file. */
type FileText =
  | { readonly kind: "code"; readonly text: string }
  /** What is no program counts by its bytes, whatever they say. */
  | { readonly kind: "data"; readonly hash: string };

/** Reads modules, and resolves what they name as Deno does. */
export class ModuleFiles {
  readonly #projects = new Map<string, Project>();
  /** By the URLs of folders: a module of them is looked at more than once. */
  readonly #byFolder = new Map<string, Project>();

  /** @returns null where the file cannot be read */
  read(url: string): FileText | null {
    if (!url.startsWith("file:")) return { kind: "data", hash: url };
    const path = fileURLToPath(url);
    try {
      return CODE.test(path)
        ? { kind: "code", text: Deno.readTextFileSync(path) }
        : { kind: "data", hash: sha256OfFile(path) };
    } catch {
      return isFolder(path) ? { kind: "data", hash: "folder" } : null;
    }
  }

  /** The URL that a specifier means; the specifier itself where it is no local file. */
  resolve(specifier: string, from: string): string {
    return from.startsWith("file:")
      ? resolveSpecifier(specifier, from, this.#projectOf(from))
      : specifier;
  }

  /** What pins the packages of a module: its lock files and its package.json. */
  pins(url: string): string {
    return url.startsWith("file:") ? this.#projectOf(url).packages : "";
  }

  #projectOf(url: string): Project {
    const folder = url.slice(0, url.lastIndexOf("/"));
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const project = projectOf(dirname(fileURLToPath(url)), this.#projects);
    this.#byFolder.set(folder, project);
    return project;
  }
}

/** The URL that a specifier means; the specifier itself where it is no local file. */
function resolveSpecifier(
  specifier: string,
  from: string,
  { imports, prefixes }: Project,
): string {
  const prefix = prefixes.find((key) => specifier.startsWith(key));
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
  const above = parent === folder
    ? { imports: {}, prefixes: [], packages: "" }
    : projectOf(parent, known);
  const has = namesIn(folder);
  const read = (name: string) => has(name) ? readDenoConfig(join(folder, name)) : null;
  const config = read("deno.json") ?? read("deno.jsonc");
  const base = pathToFileURL(join(folder, "deno.json")).href;
  const own = Object.entries(config?.imports ?? {}).map(([key, to]) => [
    key,
    local(String(to), base) ?? String(to),
  ]);
  const pins = ["deno.lock", "package.json"].filter(has)
    .map((name) => fileHash(join(folder, name))).join("");
  const imports = own.length === 0
    ? above.imports
    : { ...above.imports, ...Object.fromEntries(own) };
  const project = {
    imports,
    prefixes: Object.keys(imports).filter((key) => key.endsWith("/"))
      .sort((a, b) => b.length - a.length),
    packages: above.packages + pins,
  };
  known.set(folder, project);
  return project;
}

/** Says whether a folder has a name: most have none of those, and an error takes longer. */
function namesIn(folder: string): (name: string) => boolean {
  try {
    const names = new Set(Array.from(Deno.readDirSync(folder), ({ name }) => name));
    return (name) => names.has(name);
  } catch {
    return () => true; // it is not to be listed: its files may well be read
  }
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false; // there is none, or it is not to be looked at
  }
}

function fileHash(path: string): string {
  try {
    return sha256OfFile(path);
  } catch {
    return "";
  }
}
