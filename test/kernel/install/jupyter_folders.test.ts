import { expect, test } from "vitest";
import {
  type JupyterSystem,
  prefixFolder,
  searchedFolders,
  userFolder,
} from "../../../kernel/install/jupyter_folders.ts";

const system = (os: JupyterSystem["os"], vars: Record<string, string>): JupyterSystem => ({
  os,
  env: (name) => vars[name],
});

test("a user's folder is where Jupyter puts it", () => {
  expect(userFolder(system("linux", { HOME: "/h" }))).toBe("/h/.local/share/jupyter");
  expect(userFolder(system("linux", { HOME: "/h", XDG_DATA_HOME: "/x" }))).toBe("/x/jupyter");
  expect(userFolder(system("darwin", { HOME: "/h" }))).toBe("/h/Library/Jupyter");
  expect(userFolder(system("windows", { APPDATA: "/a" }))).toBe("/a/jupyter");
  expect(userFolder(system("linux", { HOME: "/h", JUPYTER_DATA_DIR: "/d" }))).toBe("/d");
});

test("JUPYTER_PATH comes first, then the user, then environments, then all", () => {
  const vars = { HOME: "/h", JUPYTER_PATH: "/p:/q", VIRTUAL_ENV: "/v", PATH: "" };
  expect(searchedFolders(system("linux", vars))).toEqual([
    "/p",
    "/q",
    "/h/.local/share/jupyter",
    "/v/share/jupyter",
    "/usr/local/share/jupyter",
    "/usr/share/jupyter",
  ]);
});

test("a relative prefix is one from here: a kernelspec is read from anywhere", () => {
  expect(prefixFolder(".venv")).toBe(`${Deno.cwd()}/.venv/share/jupyter`);
});
