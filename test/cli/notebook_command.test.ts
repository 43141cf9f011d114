import { expect, test } from "vitest";
import { runCli } from "../../src/cli/main.ts";
import { fakeIo } from "../helpers/fake_io.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();

async function begin(name: string) {
  const io = fakeIo();
  const code = await runCli(["notebook", "new", name], io);
  return { code, out: io.stdout(), err: io.stderr() };
}

test("a notebook gets a deno.json where there is none above", async () => {
  const root = folder();
  const path = `${root}/a/first`;
  expect((await begin(path)).code).toBe(0);
  const spaced = `${root}/a/of two words`;
  expect((await begin(spaced)).out).toContain(`jupyter lab '${spaced}.ipynb'\n`);
  const { metadata, cells } = JSON.parse(Deno.readTextFileSync(`${path}.ipynb`));
  expect(metadata.kernelspec.name).toBe("trunnion");
  expect(cells[0].source).toEqual(["# first"]);
  const { imports } = JSON.parse(Deno.readTextFileSync(`${root}/a/deno.json`));
  expect(Object.keys(imports)).toContain("trunnion");
  await begin(`${root}/a/deep/second.ipynb`);
  expect([...Deno.readDirSync(`${root}/a/deep`)].map(({ name }) => name)).toEqual([
    "second.ipynb",
  ]);
});

test("a notebook that is there is left as it is", async () => {
  const path = `${folder()}/mine.ipynb`;
  Deno.writeTextFileSync(path, "mine");
  const { code, err } = await begin(path);
  expect([code, err]).toEqual([2, expect.stringContaining("is there already")]);
  expect(Deno.readTextFileSync(path)).toBe("mine");
});
