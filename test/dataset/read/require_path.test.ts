import { expect, test } from "vitest";
import { requirePath } from "../../../src/dataset/read/require_path.ts";

test.each([
  [undefined, "Cannot open a dataset: the path of a file or folder is wanted, found none"],
  ["", 'is wanted, found ""'],
  [3, "is wanted, found 3"],
  ["https://example.org/a.flow", "Download it first"],
  ["s3://bucket/a.zarr", "files are read from disk"],
])("%s is no path", (path, sentence) => {
  expect(() => requirePath("open a dataset", path)).toThrow(sentence);
});

test("what may be one is let through", () => {
  for (const path of ["a.flow", "C:\\data\\a.flow", "/x", "http_logs/"]) {
    expect(() => requirePath("open a dataset", path)).not.toThrow();
  }
});
