import { describe, expect, test } from "vitest";
import { foldersKey, placeFiles } from "../../../src/dataset/merge/source_folders.ts";

describe("files are told from the folders of their sources", () => {
  test.each<[string, string[], string[], string[]]>([
    ["one folder", ["/d/a.step", "/d/x/b.step"], ["/d"], ["a.step", "x/b.step"]],
    ["a folder in another", ["/d/a.step", "/d/x/b.step"], ["/d/x", "/d"], ["a.step", "x/b.step"]],
    ["two folders", ["/d/x/a.step", "/d/y/a.step"], ["/d/y", "/d/x"], ["x/a.step", "y/a.step"]],
    ["two of one name", ["/d/x/p/a.step", "/d/y/p/a.step"], ["/d/x/p", "/d/y/p"], [
      "p/a.step",
      "y/p/a.step",
    ]],
    ["three of one name in folders of one name", ["/1/x/p/a", "/2/x/p/a", "/3/x/p/a"], [
      "/1/x/p",
      "/2/x/p",
      "/3/x/p",
    ], ["p/a", "x/p/a", "p-2/a"]],
    ["no folder: from where all are in", ["/d/x/a.step", "/d/y/b.step"], [], [
      "x/a.step",
      "y/b.step",
    ]],
    ["the root", ["/a.step", "/d/b.step"], [], ["a.step", "d/b.step"]],
    ["drives", ["C:/p/a.step", "D:/p/b.step"], [], ["p/a.step", "D/p/b.step"]],
    ["a folder that begins like another", ["/d/ab/x.step"], ["/d/a"], ["x.step"]],
    ["none", [], ["/d"], []],
  ])("%s", (_, paths, roots, expected) => {
    const { files, folders } = placeFiles(paths, roots);
    expect(files).toEqual(expected);
    expect(new Set(files).size).toBe(paths.length);
    // Once known, they are called the same whatever is looked through, in any order.
    for (const other of [[], [...roots].reverse(), ["/"]]) {
      expect(placeFiles(paths, other, folders)).toEqual({ files, folders });
    }
  });

  test("a folder that joins later is told by its name, and the first stays without one", () => {
    const { folders } = placeFiles(["/d/x/a.step"], ["/d/x"]);
    expect(folders).toEqual([{ folder: "/d/x", prefix: "" }]);
    const later = placeFiles(["/d/w/a.step", "/d/x/a.step"], ["/d/w", "/d/x"], folders);
    expect(later.files).toEqual(["w/a.step", "a.step"]);
    expect(later.folders).toEqual([...folders, { folder: "/d/w", prefix: "w/" }]);
    const alone = placeFiles(["/d/w/a.step"], ["/d/w"], later.folders);
    expect(alone.files).toEqual(["w/a.step"]);
  });

  test("a folder that was moved is called what it was, when nothing is left of the old one", () => {
    const { folders } = placeFiles(["/old/a.step"], ["/old"]);
    expect(placeFiles(["/new/a.step"], ["/new"], folders)).toEqual({
      folders: [{ folder: "/new", prefix: "" }],
      files: ["a.step"],
    });
  });

  test("so is one of several, and of two that have gone at once neither is known again", () => {
    const files = (...folders: string[]) => folders.map((folder) => `/${folder}/a.step`);
    const roots = (...folders: string[]) => folders.map((folder) => `/${folder}`);
    const { folders } = placeFiles(files("x", "y"), roots("x", "y"));
    expect(placeFiles(files("x", "z"), roots("x", "z"), folders).folders).toEqual([
      { folder: "/x", prefix: "x/" },
      { folder: "/z", prefix: "y/" },
    ]);
    expect(placeFiles(files("v", "w"), roots("v", "w"), folders).files).toEqual([
      "v/a.step",
      "w/a.step",
    ]);
  });

  test("a file that looks like one of another folder is told by its whole path", () => {
    const paths = ["/d/x/a.step", "/d/w/a.step"];
    const { folders } = placeFiles(paths, ["/d/w"], placeFiles(["/d/x/a.step"], ["/d/x"]).folders);
    const later = placeFiles([...paths, "/d/x/w/a.step", "/d/x/w/new.step"], [], folders);
    expect(later.files).toEqual(["a.step", "w/a.step", "/d/x/w/a.step", "/d/x/w/new.step"]);
  });

  test("a folder is not named like one that is in the first", () => {
    const { folders } = placeFiles(["/d/x/w/a.step"], ["/d/x"]);
    const { files } = placeFiles(["/d/x/w/a.step", "/d/w/a.step"], ["/d/w"], folders);
    expect(files).toEqual(["w/a.step", "d/w/a.step"]);
  });
});

test("the key of folders changes where files would be called something else", () => {
  const known = [{ folder: "/d", prefix: "" }];
  expect(foldersKey(["/d"], known)).toBe(foldersKey([], known));
  expect(foldersKey(["/e"], known)).not.toBe(foldersKey([], known));
  expect(foldersKey(["/e", "/f"])).toBe(foldersKey(["/f", "/e"]));
  expect(foldersKey([], [{ folder: "/d", prefix: "d/" }])).not.toBe(foldersKey([], known));
});
