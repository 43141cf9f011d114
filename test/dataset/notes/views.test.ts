import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDataset, where } from "../../../mod.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";

const root = temporaryFolder();

test("a view is a query with a name, which lasts", async () => {
  const flow = await writeDataset(mkdtempSync(join(root, "set-")));
  {
    using dataset = await openDataset(flow);
    expect(await dataset.views()).toEqual({});
    await dataset.saveView("gears", where("family").eq("gear"));
    await dataset.saveView("large", { op: "gt", key: "face_count", value: 3 });
    await dataset.saveView("large", where("face_count").gt(4));
  }
  using dataset = await openDataset(flow);
  const { gears, large } = await dataset.views();
  expect(String(large)).toBe("face_count > 4");
  expect((await dataset.view("gears")).indices).toEqual([0, 3]);
  expect(await dataset.find({ where: gears.or(large) })).toEqual([0, 3, 4]);
  await dataset.saveView("gears", null);
  expect(Object.keys(await dataset.views())).toEqual(["large"]);
  await expect(dataset.view("lrge")).rejects.toThrow("Did you mean 'large'?");
  await expect(dataset.saveView("gears", null)).rejects.toThrow("Cannot find the view 'gears'");
  // Views are no columns.
  expect(await dataset.joinedColumns()).toEqual([]);
});

test("what cannot be kept, or asked, is refused", async () => {
  const flow = await writeDataset(mkdtempSync(join(root, "set-")));
  using dataset = await openDataset(flow);
  const save = (name: unknown, query: unknown) => dataset.saveView(name as never, query as never);
  await expect(save("x", () => true)).rejects.toThrow("a function cannot be kept");
  await expect(save("x", where("famly").eq("gear"))).rejects.toThrow("Did you mean 'family'?");
  await expect(save("x", { op: "like" })).rejects.toThrow("Cannot read a query");
  await expect(save(" ", where("family").eq("gear"))).rejects.toThrow("must have a name");
  expect(await dataset.views()).toEqual({});
  await dataset.saveView("x", where("family").eq("gear"));
  writeFileSync(flow.replace(/\.flow$/, ".notes/views.parquet"), "damaged");
  await expect(dataset.views()).rejects.toThrow("views.parquet");
});
