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

test("a dataset is packed into one file, which is looked at as the dataset is", async () => {
  const flow = await writeDataset(folder("out"));
  const packed = await trunnion("pack", flow, "--with-reader");
  expect(packed).toMatchObject({ code: 0, err: "" });
  expect(packed.out).toMatch(/^Packed \d+ files, \d+\.\d MB: .*parts\.trunnion\.zip\n$/);
  const file = flow.replace(/flow$/, "trunnion.zip");
  const { code, out } = await trunnion("inspect", file);
  expect({ code, samples: out.includes("Total Samples: 5") }).toEqual({ code: 0, samples: true });
  const { out: json } = await trunnion("pack", flow, "--json", "--out", file);
  expect(JSON.parse(json)).toMatchObject({ file, bytes: Deno.statSync(file).size });
});

test("what is no dataset is not packed", async () => {
  const { code, err } = await trunnion("pack", `${folder("empty")}/nothing.flow`);
  expect(code).toBe(1);
  expect(err).toContain("there is no such file");
});
