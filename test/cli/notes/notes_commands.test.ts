import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDataset, where } from "../../../mod.ts";
import { runCli } from "../../../src/cli/main.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { fakeIo } from "../../helpers/fake_io.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

async function trunnion(...args: string[]) {
  const io = fakeIo();
  return { code: await runCli(args, io), out: io.stdout(), err: io.stderr() };
}

test("join, then compare", async () => {
  const home = folder();
  const flow = await writeDataset(home);
  const table = join(home, "model.csv");
  writeFileSync(table, "\uFEFFpart;family\nhash0_0;gear\nhash1_0;gear\nhash3_0;plate\nhash7_0;x\n");
  const joined = await trunnion("join", flow, table, "--name", "model", "--on", "part=name");
  expect(joined.out).toMatch(
    /^Joined model\.family, kept as 'model': 3 of 5 samples have a row\. /,
  );
  expect(joined.out).toContain("row 4 'hash7_0'");
  const again = await trunnion("join", flow, table, "--name", "model", "--on", "part=name");
  expect(again).toMatchObject({ code: 2 });
  expect(again.err).toContain("`replace: true`");
  const svg = join(home, "c.svg");
  const keys = ["--label", "family", "--prediction", "model.family"];
  const compared = await trunnion("confusion", flow, ...keys, "--out", svg);
  expect(compared.out).toMatch(/^3 samples: 67 % right/m);
  expect(existsSync(svg)).toBe(true);
  const json = JSON.parse((await trunnion("confusion", flow, ...keys, "--json")).out);
  expect(json).toMatchObject({ total: 3, missing: 2, classes: ["gear", "plate", "shaft"] });
  expect(json.accuracy).toBeCloseTo(2 / 3, 12);
  const none = await trunnion("confusion", flow, ...keys, "--subset", "test");
  expect(none.err).toContain("of 0 samples that count none has both");
});

test("tags are put on, told, and taken off", async () => {
  const flow = await writeDataset(folder());
  expect((await trunnion("tag", flow)).out).toBe("No tags.\n");
  expect((await trunnion("tag", flow, "doubtful", "hash0_0", "hash1_1")).out)
    .toBe("Tag 'doubtful': put on 2 of 2 samples.\n");
  {
    using dataset = await openDataset(flow);
    await dataset.saveView("gears", where("family").eq("gear"));
  }
  expect((await trunnion("tag", flow, "gear", "--view", "gears")).out)
    .toBe("Tag 'gear': put on 2 of 2 samples.\n");
  expect((await trunnion("tag", flow, "gear", "hash0_0", "--remove")).out)
    .toBe("Tag 'gear': taken off 1 of 1 sample.\n");
  expect(JSON.parse((await trunnion("tag", flow, "--json")).out)).toEqual({ doubtful: 2, gear: 1 });
  expect((await trunnion("inspect", flow)).out).toContain(
    'Noted of its samples:\n  Tags: doubtful 2, gear 1\n  View: gears: family == "gear"\n',
  );
  expect((await trunnion("tag", flow, "gear")).err).toContain(
    "give the names of samples, or a view",
  );
  expect((await trunnion("tag", flow, "gear", "hash00_0")).err).toContain(
    "Did you mean 'hash0_0'?",
  );
});
