import { describe, expect, test } from "vitest";

/** The rooms of the house, top to bottom: a room imports only from itself and from below. */
const ROOMS = ["cli", "pipeline", "display", "dataset", "cad", "storage", "pool", "flow"];

/** Rooms that must run in a browser and under Node: nothing of the system may be imported. */
const PURE = [/^src\/cad\/geometry\//, /^src\/cad\/features\//, /^src\/storage\/schema/];

const root = new URL("../../", import.meta.url);

async function* sources(folder: URL): AsyncGenerator<URL> {
  for await (const entry of Deno.readDir(folder)) {
    const child = new URL(entry.name + (entry.isDirectory ? "/" : ""), folder);
    if (entry.isDirectory) yield* sources(child);
    else if (entry.name.endsWith(".ts")) yield child;
  }
}

/** The specifiers that a module names in its import and export statements and `import()` calls. */
function specifiers(code: string): string[] {
  const found: string[] = [];
  const statement =
    /^\s*(?:import|export)\s[^;]*?from\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']/gm;
  const call = /\bimport\(\s*["']([^"']+)["']/g;
  const url = /\bnew URL\(\s*["'](\.[^"']+\.ts)["']\s*,\s*import\.meta\.url/g;
  const code_ = code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  for (const pattern of [statement, call, url]) {
    for (const match of code_.matchAll(pattern)) found.push(match[1] ?? match[2]);
  }
  return found;
}

const modules = new Map<string, string[]>();
for await (const file of sources(new URL("src/", root))) {
  const path = file.href.slice(root.href.length);
  modules.set(path, specifiers(await Deno.readTextFile(file)));
}

const roomOf = (path: string) => path.split("/")[1];

describe("rooms", () => {
  test("every folder of src/ is a room of the plan", () => {
    const found = new Set([...modules.keys()].map(roomOf));
    expect([...found].filter((room) => !ROOMS.includes(room))).toEqual([]);
  });

  test("imports go down the list of rooms only", () => {
    const wrong: string[] = [];
    for (const [path, imports] of modules) {
      for (const specifier of imports) {
        if (!specifier.startsWith(".")) continue;
        const target = new URL(specifier, new URL(path, root)).href.slice(root.href.length);
        if (!target.startsWith("src/")) wrong.push(`${path} imports ${target}`);
        else if (ROOMS.indexOf(roomOf(target)) < ROOMS.indexOf(roomOf(path))) {
          wrong.push(`${path} imports ${target}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("no room imports the public module", () => {
    const wrong = [...modules].filter(([, imports]) =>
      imports.some((specifier) => /(^|\/)(mod\.ts|trunnion)$/.test(specifier))
    );
    expect(wrong.map(([path]) => path)).toEqual([]);
  });

  test("geometry, features and schema import nothing of the system", async () => {
    const wrong: string[] = [];
    for (const [path, imports] of modules) {
      if (!PURE.some((pattern) => pattern.test(path))) continue;
      const code = await Deno.readTextFile(new URL(path, root));
      if (/\bDeno\./.test(code.replace(/\/\*[\s\S]*?\*\//g, ""))) wrong.push(`${path}: Deno`);
      for (const specifier of imports) {
        if (specifier.startsWith("node:")) wrong.push(`${path}: ${specifier}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
