import { copyFileSync, rmSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { FileCache } from "../../../src/dataset/merge/file_cache.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";
import { encodeParts } from "./encoded_files.ts";

const [a, b] = encodeParts(temporaryFolder(), [{ bodies: [{ faces: 3 }] }, {
  bodies: [{ faces: 2 }],
}]);

test("an array that is kept is decompressed once, until it is wanted for the last time", () => {
  const cache = new FileCache();
  const file = cache.open(a, "faces");
  const first = cache.read("faces/areas", true);
  expect(cache.open(a, "faces")).toBe(file);
  expect(cache.read("faces/areas", true)).toBe(first);
  expect(cache.read("faces/areas", false)).toBe(first);
  expect(cache.read("faces/areas", false)).not.toBe(first);
  cache.close();
});

test("another file, or another group, puts the first one away", () => {
  const cache = new FileCache();
  cache.open(a, "faces");
  cache.read("faces/areas", true);
  cache.open(b, "faces");
  expect(cache.read("faces/areas", false).shape).toEqual([2]);
  expect([...cache.open(b, "instances").groups.keys()]).toEqual(["instances"]);
  cache.close();
  cache.close();
});

test("files are held for their other groups, as many as there is room for", () => {
  const size = statSync(a).size, cache = new FileCache(size * 1.5);
  const copy = `${a}.copy`;
  copyFileSync(a, copy);
  cache.open(copy, "faces");
  rmSync(copy);
  expect([...cache.open(copy, "instances").groups.keys()]).toEqual(["instances"]);
  expect(cache.read("instances/transform", false).shape[0]).toBe(1);
  cache.open(b, "faces"); // both are more than there is room for
  expect(() => cache.open(copy, "faces")).toThrow("Cannot open the encoded file");
  copyFileSync(a, copy);
  cache.open(copy, "faces");
  cache.close();
  rmSync(copy);
  expect(() => cache.open(copy, "faces")).toThrow("Cannot open the encoded file");
});
