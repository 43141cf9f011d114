import { expect, test } from "vitest";
import { temporaryFolder } from "../helpers/temporary_folder.ts";
import { callCli } from "./call_cli.ts";

/** Deno's formatter disagrees with itself about notebooks. */
const FORMATTED = ["deno.json", "main.ts", "cad_tasks.ts", "cad_tasks.test.ts"];
const folder = temporaryFolder();

test("a project has all that it needs, and what to do next is said", async () => {
  const path = `${folder()}/my parts`;
  const { code, out } = await callCli("init", path);
  expect(code).toBe(0);
  const names = [...Deno.readDirSync(path)].map(({ name }) => name).sort();
  expect(names).toEqual(
    [".gitignore", "cad_tasks.test.ts", "cad_tasks.ts", "deno.json", "explore.ipynb", "main.ts"],
  );
  expect(out).toMatch(/Next:\n {2}cd '.*my parts'\n {2}deno task start\n/);
  const { links, imports, unstable } = JSON.parse(Deno.readTextFileSync(`${path}/deno.json`));
  expect(Deno.statSync(`${path}/${links[0]}/mod.ts`).isFile).toBe(true);
  expect(imports.trunnion).toMatch(/^jsr:@trunnion\/trunnion@/);
  // Else the lock file grows with each part of Trunnion that is used first, and as it pins the
  // packages of tasks, all items would count as done with other code.
  expect(unstable).toBeUndefined();
});

test("its code stands as the formatter wants it", async () => {
  const path = folder();
  await callCli("init", path);
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--check", "--no-config", "--line-width", "100", ...FORMATTED],
    cwd: path,
  }).output();
  expect([success, success ? "" : new TextDecoder().decode(stderr)]).toEqual([true, ""]);
});

test("nothing is written over", async () => {
  const path = folder();
  Deno.writeTextFileSync(`${path}/main.ts`, "mine");
  const { code, err } = await callCli("init", path);
  expect(code).toBe(2);
  expect(err).toContain("it holds main.ts");
  expect([...Deno.readDirSync(path)].length).toBe(1);
});

test("a folder that cannot be made is named", async () => {
  const file = `${folder()}/file`;
  await Deno.writeTextFile(file, "");
  const { code, err } = await callCli("init", `${file}/below`);
  expect(code).toBe(2);
  expect(err).toContain("is a file, not a folder. Choose another path.");
});
