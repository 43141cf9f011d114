import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EmptyFile } from "trunnion";
import { findProfile } from "../../../src/cad/profiles/find_profile.ts";
import { checkFolders, checkText } from "../../../src/cli/profiles/check_folders.ts";
import { Session } from "../../../src/cli/session.ts";
import { box, cylinder } from "../../helpers/breps.ts";
import { fakeIo } from "../../helpers/fake_io.ts";
import { loaderOf } from "../../helpers/model_of.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

/** A folder of files with these names, and a loader that finds a box and a rod in each. */
function parts(...names: string[]) {
  const home = folder(names.join("_"));
  for (const name of names) writeFileSync(join(home, name), "");
  const loader = loaderOf(box(1, 1, 1), cylinder(1, 2)), open = loader.createFromFile;
  loader.createFromFile = (path, options) => {
    if (path.endsWith("empty.step")) throw new EmptyFile("Cannot open it: no bytes");
    return open.call(loader, path, options);
  };
  return { home, loader };
}

const round = {
  ...findProfile("uvnet"),
  name: "round",
  requires: ({ faces }: { faces: readonly unknown[] }) =>
    faces.length === 3 ? undefined : { rule: "rods", found: `${faces.length} faces`, instead: "" },
};

test("bodies of a folder are counted by rule, and files that cannot be read by class", async () => {
  const { home, loader } = parts("a.step", "b.step", "empty.step");
  const report = await checkFolders(new Session(fakeIo()), [home], round, {}, loader);
  expect(report).toMatchObject({ files: 3, bodies: 4, fits: 2, unread: { EmptyFile: 1 } });
  const text = checkText(report).split("\n");
  expect(text.slice(0, 2)).toEqual([
    "round@3 takes 2 of 4 bodies (50.0 %) in 3 files",
    "  not rods: 2",
  ]);
  expect(text[2]).toMatch(/^ {4}.*a\.step, body 0 \(body 0\): 6 faces$/);
  expect(text.at(-1)).toBe("  not read, EmptyFile: 1 file");
});

test("files can be chosen by a pattern", async () => {
  const { home, loader } = parts("one.step", "two.stp");
  await checkFolders(new Session(fakeIo()), [home], round, { glob: "*.stp" }, loader);
  expect(loader.opened).toEqual([join(home, "two.stp")]);
});
