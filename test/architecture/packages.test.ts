import { expect, test } from "vitest";
import { readAllTexts } from "./sources.ts";

/** Who imports a package of npm by name as code, statically or not. */
async function importers(): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const [path, code] of await readAllTexts()) {
    if (!path.startsWith("src/")) continue;
    const uncommented = code.replace(/^ *(\*|\/\/).*$/gm, "");
    const names = [
      ...uncommented.matchAll(/^(?:import|export) (?!type\b)(?:[^;]*? from )?"([^".][^"]*)"/gm),
      ...uncommented.matchAll(/await import\("([^".][^"]*)"\)|[[,] ?import\("([^".][^"]*)"\)/g),
    ].map(([, first, second]) => first ?? second);
    for (const name of new Set(names.filter((name) => !name.startsWith("node:")))) {
      found.set(name, [...found.get(name) ?? [], path]);
    }
  }
  return found;
}

// Deno goes through node_modules once for each module that names a package, 2 ms of processor time
// each: so one of ours imports it by name, and the others import that one.
test("a package is imported by name in one place", async () => {
  const found = await importers();
  expect(found.size).toBeGreaterThan(12);
  expect(found.get("vega")).toHaveLength(1);
  // The two ends of the line to a worker are two programs; Arrow is loaded for exports and tables.
  for (const twice of ["comlink/dist/esm/comlink.mjs", "apache-arrow"]) {
    expect(found.get(twice)).toHaveLength(2);
  }
  // Commands alone import that of the command line, not what users and workers import.
  const several = ["comlink/dist/esm/comlink.mjs", "apache-arrow", "commander"];
  expect([...found].filter(([name, paths]) => paths.length > 1 && !several.includes(name)))
    .toEqual([]);
});
