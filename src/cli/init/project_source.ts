/** Where a new project gets Trunnion from: from where this copy of it is. @module */
import { readFileSync } from "node:fs";
import { basename, isAbsolute, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { VERSION } from "../../base/version.ts";

/** What a project's configuration says of Trunnion. */
export interface ProjectSource {
  /** Packages of Deno go into deno.json, those of npm into package.json. */
  readonly kind: "deno" | "npm";
  /** In what the specifier is looked for besides a registry. */
  readonly links: readonly string[];
  /** By the name to be imported. */
  readonly imports: Readonly<Record<string, string>>;
}

/**
 * Finds it out.
 *
 * @param folder the new project's, absolute
 * @param packageUrl where this copy of Trunnion is
 */
export function projectSource(
  folder: string,
  packageUrl: string = new URL("../../../", import.meta.url).href,
): ProjectSource {
  const registry = `jsr:@trunnion/trunnion@${VERSION}`;
  const url = new URL(packageUrl);
  if (url.protocol !== "file:") {
    const imports: Record<string, string> = url.host === "jsr.io"
      ? { trunnion: registry }
      : { trunnion: `${packageUrl}mod.ts`, "trunnion/": packageUrl };
    return { kind: "deno", links: [], imports };
  }
  const path = fileURLToPath(url);
  const [above, inside] = splitAtFirst(path, /[\\/]node_modules[\\/]/);
  if (inside === null) {
    return {
      kind: "deno",
      links: [slashes(relative(folder, path))],
      imports: { trunnion: registry },
    };
  }
  return { kind: "npm", links: [], imports: { trunnion: asInstalled(above, folder) } };
}

/** What the project that this copy was installed for says of it: a version, or a file. */
function asInstalled(project: string, folder: string): string {
  const spec = dependencyOf(join(project, "package.json"));
  if (spec === undefined || !spec.startsWith("file:")) return VERSION;
  const file = resolve(project, fromFileSpec(spec));
  return `file:${slashes(relative(folder, file))}`;
}

function dependencyOf(packageJson: string): string | undefined {
  try {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(packageJson, "utf8"));
    return dependencies?.trunnion ?? devDependencies?.trunnion;
  } catch {
    return undefined;
  }
}

/** npm writes paths after `file:`, with slashes or without. */
function fromFileSpec(spec: string): string {
  return spec.startsWith("file://") ? fileURLToPath(spec) : spec.slice("file:".length);
}

function splitAtFirst(path: string, separator: RegExp): [string, string | null] {
  const found = separator.exec(path);
  return found === null ? [path, null] : [path.slice(0, found.index), path.slice(found.index)];
}

function slashes(path: string): string {
  const forward = path.replaceAll("\\", "/").replace(/\/$/, "");
  return forward.startsWith(".") || isAbsolute(path) ? forward : `./${forward}`;
}

/** The name of a folder, as the name of a package. */
export function packageName(folder: string): string {
  const base = basename(folder);
  return base.toLowerCase().replace(/[^a-z0-9._-]+/g, "-").replace(/^[._-]+/, "") || "parts";
}
