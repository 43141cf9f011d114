/** Names of modules and what they stand for, as `imports` in a deno.json. */
export type ImportMap = Readonly<Record<string, string>>;

/** Whether `specifier` is a name that only an import map explains: no path and no URL. */
export function isBare(specifier: string): boolean {
  return !/^\.{0,2}\//.test(specifier) && !URL.canParse(specifier);
}

/**
 * What `specifier` stands for in `map`, or undefined where no entry names it. Like the import maps
 * of the web: an exact entry first, then the longest that ends in `/` and begins the specifier.
 *
 * @param base the URL of the map's file, against which paths in it count
 */
export function resolveInMap(map: ImportMap, specifier: string, base: string): string | undefined {
  const prefixes = Object.keys(map).filter((key) => key.endsWith("/") && specifier.startsWith(key));
  const longest = prefixes.sort((a, b) => b.length - a.length)[0];
  const key = Object.hasOwn(map, specifier) ? specifier : longest;
  if (key === undefined) return undefined;
  const target = map[key] + specifier.slice(key.length);
  return /^\.{0,2}\//.test(target) ? new URL(target, base).href : target;
}
