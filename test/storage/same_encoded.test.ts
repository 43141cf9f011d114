import { copyFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createStorage } from "../../src/storage/create_storage.ts";
import { sameEncoded } from "../../src/storage/same_encoded.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();

/** Encodes areas into a folder of its own: the name of a file is part of what it says. */
function encode(areas: number[], metadata = "a", type: "optimized" | "json" = "optimized"): string {
  const storage = createStorage(type, `${Deno.makeTempDirSync({ dir: folder() })}/part.data`);
  storage.saveData("faces/areas", areas);
  storage.saveMetadata("family", metadata);
  storage.compressStore();
  const path = storage.getFilePath();
  storage.close();
  return path;
}

test("the same arrays and metadata are the same", () => {
  expect(sameEncoded(encode([1, 2]), encode([1, 2]))).toBe(true);
});

test("how a file is written does not matter, where it says the same", () => {
  const json = encode([1, 2], "a", "json");
  const spaced = `${json}.spaced`;
  writeFileSync(spaced, JSON.stringify(JSON.parse(Deno.readTextFileSync(json)), null, 2));
  expect(sameEncoded(json, spaced)).toBe(true);
});

test.each<[string, string]>([
  ["another value", encode([1, 2.0000000000000004])],
  ["the other zero", encode([-0, 2])],
  ["another number of rows", encode([1, 2, 3])],
  ["other metadata", encode([1, 2], "b")],
])("%s differs", (_, other) => {
  expect(sameEncoded(encode([1, 2]), other)).toBe(false);
});

test("files of another form are compared by their bytes", () => {
  const [a, b, c] = ["a", "b", "c"].map((name) => `${folder()}/${name}`);
  writeFileSync(a, "mine");
  copyFileSync(a, b);
  writeFileSync(c, "other");
  expect([sameEncoded(a, b), sameEncoded(a, c)]).toEqual([true, false]);
});
