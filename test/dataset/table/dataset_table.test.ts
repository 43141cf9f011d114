import { describe, expect, test } from "vitest";
import { tableFromIPC, tableToIPC } from "apache-arrow";
import * as arrow from "apache-arrow";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { where } from "../../../src/dataset/query/where.ts";
import { datasetSource } from "../../../src/dataset/read/dataset_source.ts";
import { DatasetReader } from "../../../src/dataset/read/reader.ts";
import { groupArrow } from "../../../src/dataset/table/group_arrow.ts";
import { columnsOverArrow } from "../../../src/dataset/table/over_arrow.ts";
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

  test("of what a query finds: the rows of its samples", async () => {
    using dataset = await openDataset(flow);
    const gears = where("family").eq("gear");
    const faces = await dataset.table("faces", { where: gears });
    expect(Array.from(faces.array("face_types"))).toEqual([0, 0, 1, 0, 0, 0, 1]);
    expect(faces.get("face_centroids", 3)).toEqual(Float32Array.of(3, 0, 0.5));
    expect(faces.get("body_id_code_faces", 6)).toBe(3);
    expect((await dataset.table("infoset", { where: gears })).array("id")).toEqual([0, 3]);
    const none = await dataset.table("faces", { where: where("face_count").gt(99) });
    expect(none.numRows()).toBe(0);
    await expect(dataset.table("attribset", { where: gears })).rejects.toThrow(
      "its rows are none",
    );
  });

  test("an unknown name is refused with the one that was meant", async () => {
    using dataset = await openDataset(flow);
    await expect(dataset.table("face")).rejects.toThrow("Did you mean 'faces'?");
  });
});

describe("tables of Arrow", () => {
  test("have the memory of what was read, and tables of Arquero are over it", async () => {
    const reader = await DatasetReader.open(datasetSource(flow));
    const read: ArrayBufferLike[] = [];
    const own = reader.read.bind(reader);
    reader.read = async (...asked) => {
      const found = await own(...asked);
      read.push(found.data.buffer);
      return found;
    };
    const faces = await groupArrow(arrow, reader, "faces", null);
    const columns = columnsOverArrow(faces);
    const areas = faces.getChild("face_areas")!.data[0];
    const centroids = faces.getChild("face_centroids")!.data[0].children[0];
    const ids = faces.getChild("body_id_code_faces")!.data[0];
    for (const { values } of [areas, centroids, ids]) expect(read).toContain(values.buffer);
    expect(columns.face_areas).toBe(areas.values);
    const row = (columns.face_centroids as { at(row: number): Float32Array }).at(2);
    expect(row.buffer).toBe(centroids.values.buffer);
    expect(row).toEqual(Float32Array.of(0, 2, 0.5));
    const labels = await groupArrow(arrow, reader, "labels", null);
    const names = labels.getChild("part_category_name")!.data[0];
    expect(names.values).toEqual(labels.getChild("part_category")!.data[0].values);
    expect(String(names.type)).toBe("Dictionary<Int32, Utf8>");
    reader.close();
  });

  test("have nulls where a value is missing", async () => {
    const own = await writeDataset(folder("missing"));
    const path = own.replace("parts.flow", "parts.dataset/labels/part_category/zarr.json");
    const document = JSON.parse(await Deno.readTextFile(path));
    document.attributes = { ...document.attributes, missing_value: 1 };
    await Deno.writeTextFile(path, JSON.stringify(document));
    using dataset = await openDataset(own);
    const labels = await dataset.arrow("labels");
    expect([...labels.getChild("part_category")!]).toEqual([3, null, 3, 2]);
    const again = tableFromIPC(tableToIPC(labels, "file"));
    expect([...again.getChild("part_category_name")!]).toEqual(["gear", null, "gear", "plate"]);
    const table = await dataset.table("labels");
    expect(Array.from(table.array("part_category"))).toEqual([3, null, 3, 2]);
    expect(table.get("part_category_name", 1)).toBe(null);
  });

  test("survive being written, nested numbers and names included", async () => {
    using dataset = await openDataset(flow);
    const faces = tableFromIPC(tableToIPC(await dataset.arrow("faces"), "file"));
    expect(faces.numRows).toBe(15);
    expect(faces.getChild("face_centroids")!.get(4)!.toArray()).toEqual(
      Float32Array.of(1, 1, 0.5),
    );
    const labels = tableFromIPC(tableToIPC(await dataset.arrow("labels"), "stream"));
    expect([...labels.getChild("part_category_name")!]).toEqual(["gear", "shaft", "gear", "plate"]);
    const infoset = await dataset.arrow("infoset", { where: where("family").eq("shaft") });
    expect(infoset.toArray().map((row) => [row!.id, row!.family, row!.checked])).toEqual(
      [[1, "shaft", false], [2, "shaft", false]],
    );
    expect([...infoset.getChild("volume")!]).toEqual([2.5, null]);
  });

  test("come in as well: joined, their columns are found", async () => {
    using dataset = await openDataset(flow);
    const scores = arrow.tableFromArrays({ id: Int32Array.of(0, 3), score: Float32Array.of(1, 9) });
    using joined = await dataset.join(scores, { on: "id" });
    expect(await joined.getSampleList({ where: where("score").gt(5) })).toEqual([3]);
    expect((await joined.arrow("infoset")).getChild("score")!.toArray()).toHaveLength(5);
  });
});
