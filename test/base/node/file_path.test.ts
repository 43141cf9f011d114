import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { absolutePath, filePath, folderOf } from "../../../src/base/node/file_path.ts";

const PATHS = [
  "/",
  "/a",
  "/a/b.json",
  "/a/.hidden/b",
  "/a/../b",
  "/a/./b",
  "/a//b",
  "/a/b/",
  "/a/ü und ö/100%.json",
  "/a/b#c?d",
  "a/b",
  "./a",
  ".",
  "",
];

test.each(PATHS)("%j is as Node has it", (path) => {
  expect(absolutePath(path)).toBe(resolve(path));
  expect(folderOf(resolve(path))).toBe(dirname(resolve(path)));
  expect(folderOf(path)).toBe(dirname(path));
  const url = pathToFileURL(path);
  expect(filePath(url)).toBe(fileURLToPath(url));
  expect(filePath(url.href)).toBe(fileURLToPath(url));
});

test("what is no file's URL is refused as by Node", () => {
  for (const url of ["https://host/a", "file:///a%2Fb"]) {
    expect(() => filePath(url)).toThrow();
  }
});
