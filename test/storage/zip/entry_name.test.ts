import { expect, test } from "vitest";
import { entryNameProblem } from "../../../src/storage/zip/entry_name.ts";

test.each([
  ["", "empty"],
  ["/", "empty"],
  ["/etc/passwd", "absolute"],
  ["//server/share", "absolute"],
  ["C:evil", "drive"],
  ["c:/evil", "drive"],
  ["..\\evil", "backslash"],
  ["a/b\\..\\c", "backslash"],
  ["..", "leads out"],
  ["../evil", "leads out"],
  ["a/../../evil", "leads out"],
  ["a/..", "leads out"],
  ["./a", "no name"],
  ["a//b", "no name"],
  ["a/./b", "no name"],
  ["a\0b", "control"],
  ["a\nb", "control"],
  ["a\x9bb", "control"],
  ["caf\ufffd", "UTF-8"],
  ["nul", "device"],
  ["a/CON.txt", "device"],
  ["a/com1/b", "device"],
  ["a.", "dot or a blank"],
  ["a /b", "dot or a blank"],
  ["..../b", "dot or a blank"],
  ["a/b:stream", "one of <"],
  ["a?", "one of <"],
  [`${"x".repeat(256)}/y`, "too long"],
  ["é".repeat(130), "too long"],
  [Array(2100).fill("x").join("/"), "too long"],
])("%j is refused", (name, why) => {
  expect(entryNameProblem(name)).toContain(why);
});

test.each([
  "zarr.json",
  "faces/areas/c/0/0",
  "größe/歯車.step",
  "a.b..c",
  ".hidden",
  "folder/",
  "a b",
])(
  "%j is a name",
  (name) => {
    expect(entryNameProblem(name)).toBeNull();
  },
);
