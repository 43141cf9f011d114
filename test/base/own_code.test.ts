import { describe, expect, test } from "vitest";
import { ownCode, pathList } from "../../src/base/own_code.ts";

describe("what a process must be allowed", () => {
  test.each([
    ["a folder", "file:///a/b/src/base/own_code.ts", { read: ["/a/b/src/"], flags: [] }],
    ["Deno's registry", "https://jsr.io/@t/t/0.1.0/src/base/own_code.ts", { read: [], flags: [] }],
    [
      "another server",
      "https://example.org/t/src/base/own_code.ts",
      { read: [], flags: ["--allow-import=example.org:443"] },
    ],
    [
      "this machine",
      "http://127.0.0.1:8000/src/base/own_code.ts",
      { read: [], flags: ["--allow-import=127.0.0.1:8000"] },
    ],
  ])("from %s", (_, url, code) => expect(ownCode(url)).toEqual(code));
});

test("a comma in a path does not end it", () => {
  expect(pathList(["/a,b", "/c"])).toBe("/a,,b,/c");
});
