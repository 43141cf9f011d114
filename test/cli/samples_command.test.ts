import { expect, test } from "vitest";
import { runCli } from "../../src/cli/main.ts";
import { fakeIo } from "../helpers/fake_io.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();

test("samples are made, counted by family, and shown as they come", async () => {
  const [parts, io] = [folder(), fakeIo()];
  expect(await runCli(["samples", parts, "--count", "2", "--seed", "4"], io)).toBe(0);
  expect(io.stdout()).toMatch(/^Made 2 STEP files with 2 bodies and \d+ faces in /);
  expect(io.stdout()).toContain("  bracket 1, shaft 1\n");
  expect(io.stderr()).toContain("samples: 100%|██████████| 2/2 [");
  const names = [...Deno.readDirSync(parts)].map(({ name }) => name);
  expect(names.filter((name) => name.endsWith(".step"))).toHaveLength(2);
});

test("a folder that cannot be written has a sentence", async () => {
  const file = `${folder()}/file`;
  await Deno.writeTextFile(file, "");
  const io = fakeIo();
  expect(await runCli(["samples", file, "--count", "1"], io)).toBe(1);
  expect(io.stderr()).toMatch(/^(.*\n)*error: Cannot /);
});
