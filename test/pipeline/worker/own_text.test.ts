import { expect, test } from "vitest";
import { loadedSpecifiersOf, textVersionSteps } from "../../../src/pipeline/code/text_version.ts";
import { OWN_CODE, ownText, readOwnText } from "../../../src/pipeline/worker/own_text.ts";
import { readAllTexts } from "../../architecture/sources.ts";

test("the same comes of reading in pieces, and of who cannot wait for them", async () => {
  const read = readOwnText();
  await new Promise((resolve) => setTimeout(resolve, 0)); // some of it is read
  const found = ownText();
  const isDoor = (url: string) =>
    /\/(?:mod|functions|graph|dependent|stores)\.ts$/.test(url) && !url.includes("/src/");
  const steps = textVersionSteps(OWN_CODE, isDoor, loadedSpecifiersOf);
  let step = steps.next();
  while (!step.done) step = steps.next();
  expect(found).toBe(step.value!.slice(0, 16));
  await read;
  await readOwnText();
  expect(ownText()).toBe(found);
});

/** What makes no array of a file: sample parts, what people look at, what checks. */
const OTHERS = [
  /^src\/cad\/(?:samples|viewer)\//,
  /^src\/cad\/(?:mesh\/mesh_measures|profiles\/profile_fits)\.ts$/,
  /^src\/storage\/(?:column\/|same_encoded)/,
];
/** Versions by themselves, and what runs where there is no Deno. */
const BESIDE = [
  "src/cad/versions.ts",
  "src/storage/encoded_version.ts",
  "src/storage/zarr/system_zstd_node.ts",
];

test("it is the text of all that reads, measures, encodes and stores", async () => {
  const texts = await readAllTexts();
  const root = new URL("../../../", import.meta.url).href;
  const counted = new Set(OWN_CODE.map((url) => url.slice(root.length)));
  for (const path of counted) {
    expect(texts.has(path), path).toBe(true);
    for (const name of loadedSpecifiersOf(texts.get(path)!)) {
      if (!name.startsWith(".")) continue;
      const found = new URL(name, root + path).href.slice(root.length);
      if (texts.has(found)) counted.add(found);
    }
  }
  const runs = /^export (?:default|abstract|async|class|const|function|let|\{)/m;
  const without = [...texts].filter(([path, text]) =>
    /^src\/(?:cad|storage)\//.test(path) && !OTHERS.some((room) => room.test(path)) &&
    runs.test(text) &&
    !counted.has(path)
  ).map(([path]) => path);
  expect(without.filter((path) => !BESIDE.includes(path))).toEqual([]);
  expect(counted.size).toBeLessThan(700); // of twice as many
});

test("what is there for its types alone does not count", () => {
  expect(loadedSpecifiersOf(
    'import type { A } from "./a.ts";\nimport { type B, c } from "./b.ts";\n' +
      'export type { D } from "./d.ts";\nimport type { E } from "./e.ts"; import "./f.ts";\n' +
      'await import("./g.ts");',
  )).toEqual(["./b.ts", "./f.ts", "./g.ts"]);
});
