import { expect, test } from "vitest";
import { runCli } from "../../src/cli/main.ts";
import { writeDataset } from "../helpers/dataset_fixture.ts";
import { fakeIo } from "../helpers/fake_io.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const flow = await writeDataset(folder("shared"));

async function chart(...args: string[]) {
  const io = fakeIo();
  const code = await runCli(["chart", flow, ...args], io);
  return { code, out: io.stdout(), err: io.stderr() };
}

test("a chart is drawn as text, and as SVG into a file", async () => {
  const out = `${folder("out")}/family.svg`;
  const told = await chart("--key", "family", "--out", out);
  expect(told.code).toBe(0);
  expect(told.out).toMatch(/gear +│█+│ 2/);
  expect(told.out).toContain(`Chart: ${out}`);
  expect(await Deno.readTextFile(out)).toMatch(/^<svg /);
});

test("as JSON it is the specification", async () => {
  const { code, out } = await chart("--key", "face_count", "--bins", "2", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out).data.values).toHaveLength(2);
});

test("an unknown key is refused with what there is", async () => {
  const { code, err } = await chart("--key", "famly");
  expect(code).toBe(2);
  expect(err).toContain("Did you mean 'family'?");
});

test("a split is drawn by its name, and something must be asked for", async () => {
  const split = ["split", flow, "--key", "family", "--name", "second", "--no-group-by"];
  expect(await runCli(split, fakeIo())).toBe(0);
  const { code, out } = await chart("--split", "second", "--key", "family");
  expect(code).toBe(0);
  expect(out).toMatch(/gear, train/);
  expect((await chart("--split", "secnd")).err).toContain("Did you mean 'second'?");
  expect((await chart()).err).toContain("`--split default` a split");
});
