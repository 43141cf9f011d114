import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../../../src/cli/main.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { fakeIo } from "../../helpers/fake_io.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

async function trunnion(...args: string[]) {
  const io = fakeIo();
  return { code: await runCli(args, io), out: io.stdout(), err: io.stderr() };
}

test("a dataset is written in a format, once", async () => {
  const flow = await writeDataset(folder("out"));
  const out = join(folder("exports"), "npz");
  const done = await trunnion("export", flow, "--format", "npz", "--out", out);
  expect(done).toMatchObject({ code: 0, err: "" });
  expect(done.out).toMatch(/^Exported train 5 into 7 files, \d\.\d MB: /);
  const again = await trunnion("export", flow, "--format", "npz", "--out", out);
  expect(again.code).toBe(2);
  expect(again.err).toContain("is there already");
  const groups = ["--groups", "faces", "labels", "--replace", "--json"];
  const some = await trunnion("export", flow, "--format", "parquet", "--out", out, ...groups);
  expect(JSON.parse(some.out)).toMatchObject({ format: "parquet", samples: { train: 5 } });
});

test("a format or a folder that was not said is asked for", async () => {
  const flow = await writeDataset(folder("asked"));
  const { code, err } = await trunnion("export", flow, "--format", "csv", "--out", "x");
  expect({ code, asked: err.includes("npz, safetensors, arrow, parquet, pyg") })
    .toEqual({ code: 2, asked: true });
  expect((await trunnion("export", flow, "--format", "npz")).err).toContain("--out");
});
