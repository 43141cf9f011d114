/** Names beyond ASCII, from the bytes of a file to its bodies. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OcctLoader } from "../../../src/cad/occt/occt_loader.ts";
import { latin1Of } from "../formats/step_text.ts";
import { makeStepParts } from "./step_parts.ts";

let box: string, folder: string, loader: OcctLoader;
beforeAll(async () => {
  ({ box } = await makeStepParts());
  folder = await mkdtemp(join(tmpdir(), "trunnion-names-"));
  loader = new OcctLoader();
});
afterAll(async () => {
  await loader.close();
  await rm(folder, { recursive: true });
});

/** The box with another name, its bytes as they are. */
async function named(name: string, options = {}) {
  const path = join(folder, "named.step");
  const text = box.replace(/PRODUCT\('[^']*',\s*'[^']*'/, () => `PRODUCT('7','${name}'`);
  await writeFile(path, latin1Of(text));
  const { bodies: [body], provenance } = await loader.createFromFile(path, options);
  return [body.name, provenance.nameEncoding ?? null];
}

test("the encoding is found out, and said", async () => {
  expect(await named("plain")).toEqual(["plain", null]);
  // The second byte of two of these characters is a backslash.
  expect(await named("\x95\x5c\x8e\xa6\x83\x5c\x83\x74\x83\x67")).toEqual([
    "表示ソフト",
    "shift_jis",
  ]);
  expect(await named("\xc1\xe3\xbc\xfe1")).toEqual(["零件1", "gb18030"]);
  expect(await named("\xc4\xe5\xf2\xe0\xeb\xfc")).toEqual(["Деталь", "windows-1251"]);
  expect(await named("Geh\xe4use")).toEqual(["Gehäuse", "windows-1252"]);
});

test("an option says it", async () => {
  const bytes = "\xd6\xe1";
  expect(await named(bytes, { nameEncoding: "gb18030" })).toEqual(["轴", "gb18030"]);
  expect(await named(bytes, { nameEncoding: "windows-1252" })).toEqual(["Öá", "windows-1252"]);
});

test("escapes of the standard are read in any encoding", async () => {
  expect(await named("\\X2\\8868\\X0\\ \x83\x5c\x83\x74\x83\x67")).toEqual([
    "表 ソフト",
    "shift_jis",
  ]);
});
