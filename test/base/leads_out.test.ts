import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { leadsOut } from "../../src/base/leads_out.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const top = realpathSync(temporaryFolder()());
const home = join(top, "home");
mkdirSync(join(home, "sub"), { recursive: true });
mkdirSync(join(top, "other"));
writeFileSync(join(top, "other", "file"), "");
symlinkSync("sub", join(home, "within"));
symlinkSync("../other", join(home, "out"));
symlinkSync("../other/file", join(home, "file_out"));
symlinkSync("../other/new", join(home, "nowhere_out"));
symlinkSync("sub/new", join(home, "nowhere_within"));
symlinkSync("../sub/../../other", join(home, "sub", "winding"));
symlinkSync("round", join(home, "round"));
symlinkSync("home", join(top, "link_to_home"));

test.each([
  ["sub/new", null],
  ["sub/a/b/c", null],
  ["within/new", null],
  ["nowhere_within", null],
  ["out", "other"],
  ["out/new/folder", "other/new/folder"],
  ["file_out", "other/file"],
  ["nowhere_out", "other/new"],
  ["sub/winding/new", "other/new"],
  ["../other", "other"],
])("%s leads to %s", (path, expected) => {
  const place = expected === null ? null : join(top, expected);
  expect(leadsOut(home, join(home, path))).toBe(place);
  expect(leadsOut(join(top, "link_to_home"), join(top, "link_to_home", path))).toBe(place);
});

test("links in a circle lead nowhere", () => {
  expect(() => leadsOut(home, join(home, "round", "new"))).toThrow(/ELOOP|too many/i);
});
