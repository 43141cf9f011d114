/** What version of all its text code has. @module */
import { createHash } from "node:crypto";
import { ModuleFiles } from "./module_files.ts";

/** What names another module: imports, exports from one, literal `import()`, and workers' files. */
const SPECIFIERS = new RegExp(
  String.raw`\b(?:import|export)\b[^'"\x60;()]*?\bfrom\s*["']([^"'\n]+)["']` +
    String.raw`|\bimport\s*["']([^"'\n]+)["']` +
    String.raw`|\bimport\s*\(\s*["'\x60]([^"'\x60$\n]+)["'\x60]` +
    String.raw`|\bnew\s+URL\(\s*["']([^"'\n]+)["']\s*,\s*import\.meta\.url`,
  "g",
);
/** What imports types alone, of which nothing is left when the code runs. */
const TYPES = /\b(?:import|export)\s+type\b[^'"`;()]*?\bfrom\s*["'][^"'\n]+["']/g;

/**
 * A hash over modules and all local files that they import, directly or not; over the names of the
 * packages that they import, with the lock file that pins those; and so over Trunnion itself, where
 * they import it by a path. Where the files lie does not matter.
 *
 * @param moduleUrls the modules of the tasks; those that are no `file:` count by their URL
 * @param known modules that are told from others elsewhere: they and what they import do not count
 * @returns null where a module cannot be read, so that nothing can be said
 */
export function textVersion(
  moduleUrls: readonly string[],
  known: (url: string) => boolean = () => false,
): string | null {
  const steps = textVersionSteps(moduleUrls, known);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/**
 * The same, a module a step: of hundreds it takes a while.
 *
 * @param named what a text names that counts
 */
export function* textVersionSteps(
  moduleUrls: readonly string[],
  known: (url: string) => boolean = () => false,
  named: (text: string) => string[] = specifiersOf,
): Generator<void, string | null> {
  const hash = createHash("sha256");
  const files = new ModuleFiles();
  const seen = new Set<string>(moduleUrls);
  const packages = new Set<string>();
  const queue = moduleUrls.filter((url) => !known(url));
  for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
    const file = files.read(url);
    if (file === null && moduleUrls.includes(url)) return null;
    yield;
    // What stands in a comment, or is made later, may well be missing.
    const text = file === null ? "missing" : file.kind === "code" ? file.text : file.hash;
    hash.update(text).update("\0");
    const specifiers = file?.kind === "code" ? named(text) : [];
    if (specifiers.length > 0) packages.add(files.pins(url));
    for (const specifier of specifiers) {
      const next = files.resolve(specifier, url);
      if (seen.has(next) || known(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  for (const pin of [...packages].sort()) hash.update(pin).update("\0");
  return hash.digest("hex");
}

/** What a text names, in comments too. */
export function specifiersOf(text: string): string[] {
  return [...text.matchAll(SPECIFIERS)].map(([, a, b, c, d]) => a ?? b ?? c ?? d);
}

/** What a text names that is loaded when it runs. */
export function loadedSpecifiersOf(text: string): string[] {
  return specifiersOf(text.replace(TYPES, ""));
}
