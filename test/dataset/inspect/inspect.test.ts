import { describe, expect, test } from "vitest";
import { inspect } from "../../../src/dataset/inspect/inspect.ts";
import { JUPYTER_DISPLAY } from "../../../src/base/jupyter_display.ts";
import { ZipDataStorage } from "../../../src/storage/zip/zip_data_storage.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { craftZip } from "../../helpers/craft_zip.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const FOREIGN = new URL("../../fixtures/foreign/", import.meta.url).pathname;

describe("a look", () => {
  test("is one screen of text, plain data, and a small page", async () => {
    const found = await inspect(`${FOREIGN}lz4.parquet`);
    const lines = String(found).split("\n");
    expect(lines[0]).toBe("lz4.parquet: Parquet");
    expect(lines.length).toBeLessThan(40);
    expect(String(found)).toMatch(/^ {2}kind +string +\d+ B +25 % {2}gear \(2\), shaft \(1\)/m);
    expect(String(found)).toMatch(/^ {2}\[1\.5,2\.5\] +3 {2}Ada/m);
    expect(JSON.parse(JSON.stringify(found)).columns).toHaveLength(7);
    const bundle = found[JUPYTER_DISPLAY]();
    expect(bundle["text/html"].length).toBeLessThan(100_000);
    expect(bundle["text/plain"]).toContain("lz4.parquet: Parquet");
  });

  test("shows as many rows and columns as are asked for, and how many more there are", async () => {
    const text = String(await inspect(`${FOREIGN}lz4.parquet`, { rows: 1, columns: 2 }));
    expect(text).toContain("… and 5 more");
    expect(text).toContain("… and 3 more");
    await expect(inspect(`${FOREIGN}lz4.parquet`, { row: 1 } as object)).rejects.toThrow(
      "Did you mean 'rows'?",
    );
    await expect(inspect(`${FOREIGN}lz4.parquet`, { rows: -1 })).rejects.toThrow(
      "'rows' must be a whole number from 0, found -1",
    );
  });

  test("what a file says is no HTML of ours", async () => {
    const path = `${folder()}/odd.zarr`;
    await Deno.mkdir(path);
    const attributes = { title: "<script>alert(1)</script>" };
    const document = { zarr_format: 3, node_type: "group", attributes };
    await Deno.writeTextFile(`${path}/zarr.json`, JSON.stringify(document));
    const html = (await inspect(path))[JUPYTER_DISPLAY]()["text/html"];
    expect(html).not.toContain("<script>alert");
    expect(html).toContain("&lt;script&gt;");
  });

  test("of a dataset has its overview, and what its arrays hold", async () => {
    const flow = await writeDataset(folder());
    for (const path of [flow, flow.replace(/flow$/, "dataset"), flow.replace(/[^/]+$/, "")]) {
      const found = await inspect(path);
      expect(found).toMatchObject({ kind: "dataset", rows: 5, writer: "Trunnion" });
      expect(found.column("faces/face_areas")).toMatchObject({ least: 0.5, greatest: 30 });
      expect(String(found)).toContain("5 samples of 4 files");
    }
  });

  test("of a dataset has codes by their names", async () => {
    const found = await inspect(await writeDataset(folder()));
    expect(found.column("labels/part_category")).toMatchObject({
      distinct: 3,
      first: ["gear", "shaft", "gear", "plate"],
    });
    expect(found.column("labels/part_category")!.top[0]).toEqual({ value: "gear", count: 2 });
  });

  test("of an encoded file has its bodies and source", async () => {
    const path = `${folder()}/part.data`;
    const storage = new ZipDataStorage(path);
    const plate = { kind: "solid", name: "plate", instances: [{ transform: null, path: [0] }] };
    const brep = { faces: { length: 3 }, edges: { length: 2 } };
    storage.body({ ...plate, index: 0, brep }).saveData("labels/family", Int32Array.of(4));
    storage.setSource({ path: "part.step", hash: "abc", size: 12, provenance: {} });
    storage.compressStore();
    const found = await inspect(path);
    expect(found).toMatchObject({ kind: "data", rows: 1, attributes: { source: "part.step" } });
    expect(found.column("labels/family")).toMatchObject({ type: "int32", least: 4 });
  });

  test("of a zip takes a store in a folder of it", async () => {
    const path = `${folder()}/made_by_zip.zip`;
    await Deno.writeFile(
      path,
      craftZip([{ name: "s.zarr/.zgroup", text: '{"zarr_format":2}' }, { name: "notes.txt" }]),
    );
    expect(await inspect(path)).toMatchObject({ format: "Zarr v2 in a zip", columns: [] });
  });
});

describe("what cannot be inspected has a sentence that says what it is", () => {
  const write = async (name: string, content: string | Uint8Array) => {
    const path = `${folder()}/${name}`;
    await Deno.writeFile(
      path,
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    );
    return path;
  };

  test.each([
    ["sales.parquet", "a,b\n1,2\n", "is text that begins 'a,b'. A Parquet file begins with PAR1"],
    ["sales.csv", "a,b\n1,2\n", "`dataset.join` takes tables as text"],
    ["cut.parquet", "PAR1 and no end", "it was cut short"],
    ["secret.parquet", "PAR1....PARE", "its footer is encrypted"],
    ["empty.parquet", "", "and is empty"],
    ["x.arrow", "ARROW1\0\0", "an Arrow file"],
    ["x.h5", "\x89HDF\r\n", "must be a"],
    ["part.step", "ISO-10303-21;", "a STEP file. `trunnion encode` makes a dataset of it"],
    ["zarr.json", "{}", "it is metadata of a Zarr store. Inspect its folder"],
    ["x.bin", "\x01\x02\x03\x04", "begins with the bytes 01 02 03 04"],
    ["x.zip", "PK\x03\x04....", "a zip ends with a directory of its entries, found none"],
  ])("%s", async (name, content, sentence) => {
    await expect(inspect(await write(name, content))).rejects.toThrow(sentence);
  });

  test("a zip of something else, a folder of tables, an empty one, and nothing", async () => {
    const zip = await write("notes.zip", craftZip([{ name: "notes.txt" }]));
    await expect(inspect(zip)).rejects.toThrow("a zip without a Zarr store");
    await expect(inspect(FOREIGN)).rejects.toThrow("to be inspected one by one");
    await expect(inspect(folder())).rejects.toThrow("and is empty");
    await expect(inspect("nowhere.parquet")).rejects.toThrow("there is no such file");
  });
});
