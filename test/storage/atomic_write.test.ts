import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { temporaryName, writeAtomically } from "../../src/storage/atomic_write.ts";
import { UsageError } from "../../src/base/errors.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const folder = temporaryFolder();
const path = join(folder, "file");

test("a temporary name is in the same folder, and another each time", () => {
  expect(dirname(temporaryName(path))).toBe(folder);
  expect(temporaryName(path)).toMatch(/\.\d+-[0-9a-f]{8}\.tmp$/);
  expect(temporaryName(path)).not.toBe(temporaryName(path));
});

test("the file has its name when it is whole", () => {
  writeAtomically(path, (temporary) => {
    writeFileSync(temporary, "new");
    expect(readdirSync(folder)).not.toContain("file");
  });
  expect(readdirSync(folder)).toEqual(["file"]);
});

test("a failure leaves the old file, and no other", () => {
  writeFileSync(path, "old");
  const fail = () =>
    writeAtomically(path, (temporary) => {
      writeFileSync(temporary, "half");
      throw new RangeError("disk full");
    });
  expect(fail).toThrow(RangeError);
  expect(readdirSync(folder)).toEqual(["file"]);
  expect(readFileSync(path, "utf8")).toBe("old");
});

test.each([
  ["none/file", "there is no folder"],
  ["plain/file", "is a file, not a folder"],
  ["full", "it is a folder"],
])("%s is refused by its own name, not by a temporary one", (name, why) => {
  const place = temporaryFolder();
  mkdirSync(join(place, "full", "of"), { recursive: true });
  writeFileSync(join(place, "plain"), "");
  const at = join(place, name);
  const write = () => writeAtomically(at, (temporary) => writeFileSync(temporary, ""));
  expect(write).toThrow(UsageError);
  expect(write).toThrow(`Cannot write '${at}': `);
  expect(write).toThrow(why);
  expect(readdirSync(place).sort()).toEqual(["full", "plain"]);
});
