import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { standWhereUserIs } from "../../src/cli/stand_where_user_is.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const before = Deno.cwd();
afterEach(() => Deno.chdir(before));

const from = (path: string | undefined) => (name: string) => name === "INIT_CWD" ? path : undefined;

test("a task of Trunnion's own deno.json goes back to where it was called", () => {
  const user = folder();
  Deno.chdir(ROOT);
  standWhereUserIs(from(user));
  expect(realpathSync(Deno.cwd())).toBe(realpathSync(user));
});

test("elsewhere a folder was chosen, and stays", () => {
  const chosen = folder();
  Deno.chdir(chosen);
  standWhereUserIs(from(folder()));
  expect(realpathSync(Deno.cwd())).toBe(realpathSync(chosen));
});

test.each([["nothing", undefined], ["a folder that is gone", "/nowhere/at/all"]])(
  "%s is no place to go to",
  (_, path) => {
    Deno.chdir(ROOT);
    standWhereUserIs(from(path));
    expect(realpathSync(Deno.cwd())).toBe(realpathSync(ROOT));
  },
);
