import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test, vi } from "vitest";
import { SourceError } from "../../../src/pipeline/errors.ts";
import { gatherFiles } from "../../../src/pipeline/tasks/gather_files.ts";
import { temporaryFolder } from "../helpers.ts";

function folderWith(...files: string[]): string {
  const folder = temporaryFolder();
  for (const file of files) {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), "");
  }
  return folder;
}

test("takes CAD files of a folder and those below, whatever the case, sorted", async () => {
  const folder = folderWith(
    "b.STEP",
    "a.stp",
    "d.p21",
    "sub/c.Igs",
    "sub/deep/d.brep",
    "notes.txt",
    ".x.step",
  );
  expect(await gatherFiles(folder)).toEqual(
    ["a.stp", "b.STEP", "d.p21", "sub/c.Igs", "sub/deep/d.brep"].map((file) => join(folder, file)),
  );
});

test("takes what a pattern fits, whatever the case", async () => {
  const folder = folderWith("a.STEP", "sub/b.step", "sub/notes.txt", ".hidden");
  const all = ["a.STEP", "sub/b.step", "sub/notes.txt"].map((file) => join(folder, file));
  expect(await gatherFiles({ path: folder, glob: "**/*" })).toEqual(all);
  expect(await gatherFiles(`${folder}/**/*.Step`)).toEqual(all.slice(0, 2));
  expect(await gatherFiles(`${folder}/*`)).toEqual(all.slice(0, 1));
  expect(await gatherFiles(`${folder}/{sub,other}/b.s?ep`)).toEqual(all.slice(1, 2));
});

test("takes a file that is named, whatever its name", async () => {
  const folder = folderWith("part.txt", "a[1].step");
  expect(await gatherFiles(join(folder, "part.txt"))).toEqual([join(folder, "part.txt")]);
  expect(await gatherFiles(join(folder, "a[1].step"))).toEqual([join(folder, "a[1].step")]);
});

test("follows links, but not in circles; one to nowhere is for whoever opens it", async () => {
  const folder = folderWith("sub/a.step");
  symlinkSync(folder, join(folder, "sub", "round"));
  symlinkSync(join(folder, "sub", "a.step"), join(folder, "link.step"));
  symlinkSync(join(folder, "nowhere"), join(folder, "lost.step"));
  expect(await gatherFiles(folder)).toEqual(
    ["link.step", "lost.step", "sub/a.step"].map((file) => join(folder, file)),
  );
});

test("warns of links that lead out of the folder, and of folders that cannot be read", async () => {
  const other = folderWith("far.step", "sub/deep.step");
  const folder = folderWith("a.step", "lost+found/b.step");
  symlinkSync(join(other, "far.step"), join(folder, "far.step"));
  symlinkSync(join(other, "sub"), join(folder, "sub"));
  const warnings: string[] = [];
  const read = Deno.readDir;
  const spy = vi.spyOn(Deno, "readDir").mockImplementation((path) => {
    if (!String(path).endsWith("lost+found")) return read(path);
    throw Object.assign(new Deno.errors.PermissionDenied("no"), { code: "EACCES" });
  });
  const files = await gatherFiles(folder, { warn: (message) => warnings.push(message) });
  spy.mockRestore();
  expect(files).toEqual(["a.step", "far.step", "sub/deep.step"].map((file) => join(folder, file)));
  expect(warnings).toEqual([
    `'${join(folder, "lost+found")}' is left out, with all that may be in it: it may not be read.`,
    `In '${folder}' 2 links lead out of it, such as 'far.step' to '${join(other, "far.step")}': ` +
    "what is there is taken.",
  ]);
});

test("a source that is no file or folder, or a link to nowhere, says so", async () => {
  const folder = temporaryFolder();
  symlinkSync("nowhere", join(folder, "lost"));
  await expect(gatherFiles(join(folder, "lost"))).rejects.toThrow("it is a link to 'nowhere'");
  await expect(gatherFiles("/dev/null")).rejects.toThrow("must be a file or a folder");
});

test("says what was looked for where there is nothing", async () => {
  const folder = folderWith("notes.txt");
  const empty = temporaryFolder();
  const missing = join(folder, "missing");
  await expect(gatherFiles(missing)).rejects.toBeInstanceOf(SourceError);
  await expect(gatherFiles(missing)).rejects.toThrow(
    `does not exist (looked at ${resolve(missing)})`,
  );
  await expect(gatherFiles(empty)).rejects.toThrow(`the folder '${empty}' has no files`);
  await expect(gatherFiles(folder)).rejects.toThrow(
    `none of the 1 files in '${folder}' has one of the extensions .step, .stp, .p21, .stpz`,
  );
  await expect(gatherFiles({ path: folder, glob: "*.step" })).rejects.toThrow(
    "fits the pattern '*.step'",
  );
});
