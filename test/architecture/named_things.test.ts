import { expect, test } from "vitest";
import { namedPaths, nameLinks, namesOutsideComments } from "./named_things.ts";
import { readAllTexts, readFiles, readText } from "./sources.ts";

const files = await readFiles();
const own = [...await readAllTexts()].filter(([path]) => !/^(?:test|bench|notebooks)\//.test(path));

/** Whether a path that a text names is that of a file, or of a folder where it ends in `/`. */
function exists(path: string): boolean {
  const ends = (file: string, end: string) => file === end || file.endsWith(`/${end}`);
  if (!path.endsWith("/")) return files.some((file) => ends(file, path));
  return files.some((file) => `/${file}`.includes(`/${path}`));
}

test.each(["ARCHITECTURE.md", "CONTRIBUTING.md"])("what %s names is there", async (document) => {
  // Names with a gap stand for several, and temporary folders are those of a run.
  const named = namedPaths(await readText(document)).filter((path) => !/<|\.tmp\//.test(path));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((path) => !exists(path))).toEqual([]);
});

test("files that comments name are there", () => {
  const wrong: string[] = [];
  for (const [path, text] of own) {
    const comments = text.match(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm) ?? [];
    for (const name of namedPaths(comments.join("\n"))) {
      if (name.endsWith(".ts") && !exists(name)) wrong.push(`${path} names ${name}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("what comments link to is there", () => {
  const known = new Set<string>();
  for (const [, text] of own) for (const name of namesOutsideComments(text)) known.add(name);
  const wrong: string[] = [];
  for (const [path, text] of own) {
    for (const name of nameLinks(text)) {
      if (!known.has(name)) wrong.push(`${path} links to ${name}`);
    }
  }
  expect(wrong).toEqual([]);
});
