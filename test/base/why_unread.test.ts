import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { requirePlainFile } from "../../src/base/plain_file.ts";
import { whyUnread } from "../../src/base/why_unread.ts";
import { makeFifo, makeLatinName } from "../helpers/odd_names.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder()();

function why(name: string): string {
  const path = join(folder, name);
  try {
    requirePlainFile(path);
    readFileSync(path);
  } catch (error) {
    return whyUnread(path, error);
  }
  throw new Error(`'${name}' can be read`);
}

test("says of each kind why it cannot be read", async () => {
  mkdirSync(join(folder, "folder"));
  symlinkSync("nowhere", join(folder, "lost"));
  symlinkSync("round", join(folder, "round"));
  symlinkSync("/dev/null", join(folder, "null"));
  await makeFifo(join(folder, "fifo"));
  await makeLatinName(folder, ".step", "file");
  const [latin] = Array.from(Deno.readDirSync(folder), ({ name }) => name)
    .filter((name) => name.startsWith("caf"));
  expect(why(latin)).toBe("its name is not in UTF-8; rename it");
  expect(why("no\ufffd")).toBe("its name is not in UTF-8; rename it");
  expect(why("none")).toBe("there is no such file");
  expect(why("folder")).toBe("it is a folder, not a file");
  expect(why("lost")).toBe("it is a link to 'nowhere', where there is nothing");
  expect(why("round")).toBe("its links lead in a circle");
  expect(why("null")).toBe("it is a device, not a file");
  expect(why("fifo")).toBe("it is a FIFO, not a file");
});

test("of other errors it says what they say", () => {
  expect(whyUnread("a", new Error("odd"))).toBe("odd");
  expect(whyUnread("a", Object.assign(new Error("no"), { code: "EACCES" }))).toBe(
    "it may not be read",
  );
});
