import { describe, expect, test } from "vitest";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const flow = await writeDataset(folder("shared"));

describe("tables of a dataset", () => {
  test("of a group: a row each of its rows, wide arrays as views", async () => {
    using dataset = await openDataset(flow);
    const faces = await dataset.table("faces");
    expect(faces.numRows()).toBe(15);
    expect(faces.columnNames()).toContain("file_id_code_faces");
    expect(faces.get("face_areas", 2)).toBe(30);
    expect(Array.from(faces.get("face_centroids", 4) as Float32Array)).toEqual([1, 1, 0.5]);
    expect(faces.get("body_id_code_faces", 14)).toBe(4);
  });

  test("the values are those that were read, not copies", async () => {
    using dataset = await openDataset(flow);
    const faces = await dataset.table("faces");
    expect(faces.column("face_areas")).toBeInstanceOf(Float32Array);
    const first = faces.get("face_centroids", 0) as Float32Array;
    const last = faces.get("face_centroids", 14) as Float32Array;
    expect(first.buffer).toBe(last.buffer);
  });

  test("classes have their names beside them, and verbs work on them", async () => {
    using dataset = await openDataset(flow);
    const labels = (await dataset.table("labels")).groupby("part_category_name").count()
      .orderby("part_category_name");
    expect(labels.objects()).toEqual([
      { part_category_name: "gear", count: 2 },
      { part_category_name: "plate", count: 1 },
      { part_category_name: "shaft", count: 1 },
    ]);
  });

  test("of the infoset, the attribset and the split", async () => {
    using dataset = await openDataset(flow);
    const infoset = await dataset.table("infoset");
    expect(infoset.columnNames()).toEqual(dataset.columns);
    expect(infoset.array("family")).toEqual(["gear", "shaft", "shaft", "gear", "plate"]);
    expect((await dataset.table("attribset")).numRows()).toBe(9);
    await dataset.split({ key: "face_count", train: 0.6, test: 0.4 });
    const splits = (await dataset.table("splits")).groupby("subset").count().objects();
    expect(splits).toContainEqual({ subset: "train", count: 3 });
  });

  test("of the errors, as the run's file has them; none where there is no such file", async () => {
    const own = await writeDataset(folder("errors"));
    const summary = JSON.parse(await Deno.readTextFile(own));
    await Deno.writeTextFile(own, JSON.stringify({ ...summary, error_summary: "errors.json" }));
    using before = await openDataset(own);
    expect((await before.table("errors")).numRows()).toBe(0);
    await Deno.writeTextFile(
      own.replace("parts.flow", "errors.json"),
      JSON.stringify([{ file: "a.step", error_class: "TruncatedFile", logs: ["much"] }]),
    );
    using dataset = await openDataset(own);
    const errors = await dataset.table("errors");
    expect(errors.get("error_class", 0)).toBe("TruncatedFile");
    expect(errors.columnNames()).not.toContain("logs");
  });

  test("an unknown name is refused with the one that was meant", async () => {
    using dataset = await openDataset(flow);
    await expect(dataset.table("face")).rejects.toThrow("Did you mean 'faces'?");
  });
});
