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
