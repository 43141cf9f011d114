import { describe, expect, test } from "vitest";
import { checkDataset } from "../../../src/dataset/cite/check_dataset.ts";
import type { Contract } from "../../../src/dataset/cite/contract.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { readParquet, writeParquet } from "../../../src/storage/parquet.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { rewriteColumn } from "../../helpers/rewrite_dataset.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

async function check(contract: Contract) {
  const flow = await writeDataset(folder());
  const { ok, checks } = await checkDataset(flow, contract);
  expect(ok).toBe(checks.every((one) => one.ok));
  return checks.map(({ name, ok, found }) => [name, ok, found]);
}

describe("checkDataset", () => {
  test("counts", async () => {
    expect(await check({ samples: [5, 5], files: [null, 3] })).toEqual([
      ["samples", true, "5"],
      ["files", false, "4"],
    ]);
  });

  test("errors need a .flow that tells them", async () => {
    const [[, ok, found]] = await check({ errorShare: 0 });
    expect([ok, found]).toEqual([false, "no .flow that says it: open the dataset by it"]);
    const flow = await writeDataset(folder());
    const told = {
      ...JSON.parse(Deno.readTextFileSync(flow)),
      item_count: 20,
      error_count: 3,
      failed_count: 1,
    };
    Deno.writeTextFileSync(flow, JSON.stringify(told));
    expect((await checkDataset(flow, { errorShare: 0.05 })).ok).toBe(true);
    expect((await checkDataset(flow, { errorShare: 0.04 })).ok).toBe(false);
  });

  test("arrays and columns that must be there", async () => {
    const contract = { arrays: ["faces/face_areas", "faces/x"], columns: ["family", "faces"] };
    expect((await check(contract)).map(([name, ok]) => [name, ok])).toEqual([
      ["arrays: faces/face_areas", true],
      ["arrays: faces/x", false],
      ["columns: family", true],
      ["columns: faces", false],
    ]);
  });

  test("ranges, of arrays of several dimensions and of columns with NaN too", async () => {
    expect(
      await check({
        ranges: {
          "faces/face_areas": [0.5, 30],
          "faces/face_centroids": [0, 3],
          volume: [0, null],
          nothing: [0, 1],
        },
      }),
    ).toEqual([
      ["ranges: faces/face_areas", true, "0.5 to 30"],
      ["ranges: faces/face_centroids", false, "0 to 4, 6 outside"],
      ["ranges: volume", false, "-4 to 10, 1 outside"],
      ["ranges: nothing", false, expect.stringContaining("nothing")],
    ]);
  });

  test("classes by name", async () => {
    const names = ["gear", "plate", "shaft"];
    const found = "gear 2, plate 1, shaft 2";
    expect(await check({ classes: { family: { names, minEach: 2 } } })).toEqual([
      ["classes: family", true, found],
      ["classes: family", false, found],
    ]);
    const [[, ok]] = await check({ classes: { family: { names: ["gear", "plate"] } } });
    expect(ok).toBe(false);
    const [[, , codes]] = await check({ classes: { part_category: { minEach: 1 } } });
    expect(codes).toBe("gear 2, plate 1, shaft 1");
  });

  test("a file in two subsets", async () => {
    const flow = await writeDataset(folder());
    const contract = { noLeakage: ["default"] };
    expect((await checkDataset(flow, contract)).checks[0].found).toBe("no split of that name");
    {
      using ds = await openDataset(flow);
      await ds.split({ key: "family", train: 0.5, validation: 0.25, test: 0.25 });
    }
    expect((await checkDataset(flow, contract)).ok).toBe(true);
    await rewriteColumn(flow.replace(".flow", ".infoset"), "subset", (values) => {
      values[1] = "train"; // the second file has samples 1 and 2
      values[2] = "test";
    });
    expect((await checkDataset(flow, contract)).checks[0].found).toBe(
      "1 in several: parts/1.step",
    );
    await rewriteColumn(flow.replace(".flow", ".infoset"), "subset", (values) => {
      ["train", "test", "test", "train", "test"].forEach((subset, s) => values[s] = subset);
    });
    expect((await checkDataset(flow, contract)).ok).toBe(true);
    const infoset = flow.replace(".flow", ".infoset");
    const hashes = ["a", "b", "b", "c", "a"]; // the last file is a copy of the first
    writeParquet(infoset, [
      ...await readParquet(infoset),
      { name: "file_hash", type: "string", values: hashes },
    ]);
    expect((await checkDataset(flow, contract)).checks[0].found).toBe(
      "2 in several: parts/0.step, parts/3.step",
    );
    const other = await checkDataset(flow, { noLeakage: ["folds"] });
    expect(other.checks[0]).toMatchObject({ ok: false, found: expect.stringContaining("'folds'") });
  });
});
