import { expect, test } from "vitest";
import { isWithin } from "../../src/base/within.ts";

test("tells what lies below a folder from what is beside or above", () => {
  const within = (path: string) => isWithin("/a/b", path);
  expect(["/a/b", "/a/b/c", "/a/b/..c", "/a/b/c/../d"].map(within)).toEqual(Array(4).fill(true));
  expect(["/a", "/a/bc", "/a/b/../c", "/", "/a/b/c/../../d"].map(within)).toEqual(
    Array(5).fill(false),
  );
});
