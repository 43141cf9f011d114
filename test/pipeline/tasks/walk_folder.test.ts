import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { walkFolder } from "../../../src/pipeline/tasks/walk_folder.ts";
import { makeFifo, makeLatinName } from "../../helpers/odd_names.ts";
import { temporaryFolder } from "../helpers.ts";

test("what is reached in two ways has the path without links", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "sub"));
  writeFileSync(join(folder, "sub", "a.step"), "");
  symlinkSync("sub", join(folder, "a_link_before"));
  symlinkSync("sub", join(folder, "z_link_after"));
  const { files, outside } = await walkFolder(folder);
  expect([files, outside]).toEqual([["sub/a.step"], []]);
});

test("a link to a folder above is not followed, and told", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "parts", "sub"), { recursive: true });
  writeFileSync(join(folder, "other.step"), "");
  symlinkSync("../..", join(folder, "parts", "sub", "up"));
  symlinkSync("..", join(folder, "parts", "sub", "round"));
  const { files, unread } = await walkFolder(join(folder, "parts"));
  const why = `it is a link to '${Deno.realPathSync(folder)}', a folder above`;
  expect([files, unread]).toEqual([[], [{ path: "sub/up", why }]]);
});

test("what cannot be opened is a file, what cannot be entered is told", async () => {
  const folder = temporaryFolder();
  await makeFifo(join(folder, "a.step"));
  symlinkSync("b.step", join(folder, "b.step"));
  await makeLatinName(folder, ".step", "file");
  await makeLatinName(folder, "s", "folder");
  const { files, unread } = await walkFolder(folder);
  expect(files.sort()).toEqual(["a.step", "b.step", "caf\ufffd.step"]);
  expect(unread).toEqual([{ path: "caf\ufffds", why: "its name is not in UTF-8; rename it" }]);
  await expect(walkFolder(join(dirname(folder), "none"))).rejects.toThrow();
});
