import { expect, test } from "vitest";

const root = new URL("../../src/dataset/dataset.ts", import.meta.url);

/** The modules of the project that a module imports for more than types, and what it names else. */
async function reach(start: URL): Promise<Map<string, { code: string; others: string[] }>> {
  const found = new Map<string, { code: string; others: string[] }>();
  const queue = [start.href];
  for (const href of queue) {
    if (found.has(href)) continue;
    const code = (await Deno.readTextFile(new URL(href))).replace(/\/\*[\s\S]*?\*\//g, "");
    const specifiers = [...code.matchAll(/^(?:import|export) (?!type )[^;]*?from "([^"]+)"/gm)]
      .map((match) => match[1]);
    queue.push(
      ...specifiers.filter((one) => one.startsWith(".")).map((one) => new URL(one, href).href),
    );
    found.set(href, { code, others: specifiers.filter((one) => !one.startsWith(".")) });
  }
  return found;
}

test("a dataset is read without the system: in a browser and under Node too", async () => {
  const modules = await reach(root);
  expect(modules.size).toBeGreaterThan(15);
  const others = new Set([...modules.values()].flatMap((module) => module.others));
  expect([...others].sort()).toEqual([
    "get-east-asian-width",
    "hyparquet",
    "hyparquet-writer",
    "hyparquet-writer/src/datapage.js",
    "hyparquet-writer/src/encoding.js",
    "hyparquet/src/column.js",
    "hyparquet/src/thrift.js",
    "strip-ansi",
    "zarrita",
  ]);
  for (const [href, { code }] of modules) {
    expect(code, href).not.toMatch(/\bDeno\.|\bprocess\.|from "node:/);
  }
});
