import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { gitState } from "../../../src/pipeline/outputs/git_state.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";

const root = temporaryFolder();

function git(...args: string[]): string {
  const who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"];
  return execFileSync("git", ["-C", root, ...who, ...args], { encoding: "utf8" }).trim();
}

test("the commit of a project, and whether its files differ", async () => {
  const inner = join(root, "flows", "parts");
  mkdirSync(inner, { recursive: true });
  expect(await gitState(inner)).toBe(null);
  git("init", "--quiet");
  expect(await gitState(inner)).toBe(null);
  writeFileSync(join(inner, "tasks.ts"), "1");
  git("add", ".");
  git("commit", "--quiet", "-m", "first");
  const commit = git("rev-parse", "HEAD");
  expect(await gitState(inner)).toEqual({ root, commit, dirty: false });
  writeFileSync(join(inner, "output.txt"), "what a run writes is not the project's");
  expect(await gitState(inner)).toEqual({ root, commit, dirty: false });
  writeFileSync(join(inner, "tasks.ts"), "2");
  expect(await gitState(inner)).toEqual({ root, commit, dirty: true });
});
