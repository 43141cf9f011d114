import { expect, test } from "vitest";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";
import { callCli } from "../call_cli.ts";

const folder = temporaryFolder();

test("a dataset is packed into one file, which is looked at as the dataset is", async () => {
  const flow = await writeDataset(folder("out"));
  const packed = await callCli("pack", flow, "--with-reader");
  expect(packed).toMatchObject({ code: 0, err: "" });
  expect(packed.out).toMatch(/^Packed \d+ files, \d+\.\d MB: .*parts\.trunnion\.zip\n$/);
  const file = flow.replace(/flow$/, "trunnion.zip");
  const { code, out } = await callCli("inspect", file);
  expect({ code, samples: out.includes("Total Samples: 5") }).toEqual({ code: 0, samples: true });
  const { out: json } = await callCli("pack", flow, "--json", "--out", file);
  expect(JSON.parse(json)).toMatchObject({ file, bytes: Deno.statSync(file).size });
});

test("what is no dataset is not packed", async () => {
  const { code, err } = await callCli("pack", `${folder("empty")}/nothing.flow`);
  expect(code).toBe(1);
  expect(err).toContain("there is no such file");
});
