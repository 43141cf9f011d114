import { copyFileSync, rmSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { FileCache } from "../../../src/dataset/merge/file_cache.ts";
import { factsOf } from "../../../src/dataset/merge/merge_key.ts";
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

test("what is known of an array is not looked up, and one that is not kept shares its room", () => {
  const cache = new FileCache();
  const read = (file: string, rows: number, keep: boolean) => {
    expect(cache.look(file, "faces")).toEqual(factsOf(file));
    expect(cache.canReadKnown).toBe(true);
    return cache.readKnown("faces/areas", 1, 4 * rows, keep);
  };
  const kept = read(a, 3, true);
  expect(read(a, 3, false)).toBe(kept);
  expect(new Float32Array(kept.buffer)).toEqual(Float32Array.of(0, 1, 2));
  const first = read(a, 3, false);
  expect(first).toEqual(kept);
  expect(read(b, 2, false).buffer).toBe(first.buffer);
  expect(kept).toEqual(new Uint8Array(Float32Array.of(0, 1, 2).buffer));
  expect(() => read(b, 3, false)).toThrow("expected 12 bytes, found 8");
  cache.close();
  expect(() => cache.readKnown("faces/areas", 1, 12, false)).toThrow("No file is open");
});

test("another file, or another group, puts the first one away", () => {
  const cache = new FileCache();
  cache.open(a, "faces");
  cache.read("faces/areas", true);
  cache.open(b, "faces");
  expect(cache.read("faces/areas", false).length).toBe(8);
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
  expect(cache.read("instances/transform", false).length).toBe(128);
  cache.open(b, "faces"); // both are more than there is room for
  expect(() => cache.open(copy, "faces")).toThrow("Cannot open the encoded file");
  copyFileSync(a, copy);
  cache.open(copy, "faces");
  cache.close();
  rmSync(copy);
  expect(() => cache.open(copy, "faces")).toThrow("Cannot open the encoded file");
});
