import { expect, test } from "vitest";
import { FolderInUse } from "../../src/journal/errors.ts";
import { FolderLock } from "../../src/journal/folder_lock.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const module = new URL("../../src/journal/folder_lock.ts", import.meta.url).href;

test("the second to ask is told who has it, until it is given back", async () => {
  const path = folder();
  expect(FolderLock.isHeld(path)).toBe(false);
  const lock = await FolderLock.take(path);
  expect(FolderLock.isHeld(path)).toBe(true);
  await expect(FolderLock.take(path)).rejects.toThrow(FolderInUse);
  await expect(FolderLock.take(path)).rejects.toThrow(
    new RegExp(`process ${Deno.pid} does so since 2`),
  );
  lock.release();
  lock.release();
  expect(FolderLock.isHeld(path)).toBe(false);
  (await FolderLock.take(path)).release();
});

test("a process that is killed gives it back", async () => {
  const path = folder();
  const code = `import { FolderLock } from ${JSON.stringify(module)};
const lock = await FolderLock.take(${
    JSON.stringify(path)
  }); console.log("taken"); await new Promise((r) => setTimeout(r, 60_000));`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", code],
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  await reader.read();
  await expect(FolderLock.take(path)).rejects.toThrow(`process ${child.pid} does so`);
  child.kill("SIGKILL");
  await child.status;
  await reader.cancel();
  (await FolderLock.take(path)).release();
});
