import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDataset, where } from "../../../mod.ts";
import { DatasetMerger } from "../../../src/dataset/merge/dataset_merger.ts";
import { ZipDataStorage } from "../../../src/storage/zip/zip_data_storage.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { bodyOf } from "../../storage/bodies.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";
import { datasetPaths } from "../merge/encoded_files.ts";

const root = temporaryFolder();
const open = async () => await openDataset(await writeDataset(mkdtempSync(join(root, "set-"))));
const csv = (text: string) => {
  const path = join(mkdtempSync(join(root, "csv-")), "t.csv");
  writeFileSync(path, text);
  return path;
};

describe("rows find samples", () => {
  const grades = async (...args: Parameters<Awaited<ReturnType<typeof open>>["join"]>) => {
    using dataset = await open();
    const joined = await dataset.join(...args);
    const { metadata } = await (await joined.samples()).at(0);
    expect(metadata).toHaveProperty("grade");
    const table = await joined.table("infoset");
    return Array.from(table.array("grade") as ArrayLike<unknown>);
  };

  test.each<[string, string, Parameters<typeof grades>[1]]>([
    ["by name", "name,grade\nhash0_0,1\nhash3_0,2\n", {}],
    ["by name under another one", "part,grade\nhash0_0,1\n hash3_0 ,2\n", { on: { part: "name" } }],
    ["by id", "id,grade\n0,1\n4.0,2\n", { on: "id" }],
    ["by file", "file,grade\nparts/0.step,1\nparts/3.step,2\n", { on: "file" }],
    ["by the end of its path, without its ending", "file,grade\n0,1\n3.step,2\n", {}],
    ["by a longer path", "file,grade\n/home/ann/parts/0.step,1\nC:\\x\\parts\\3.step,2\n", {}],
    ["by file and body", "file,body_index,grade\nparts/0.step,0,1\nparts/3.step,0,2\n", {}],
  ])("%s", async (_, text, options) => {
    expect(await grades(csv(text), options)).toEqual([1, null, null, null, 2]);
  });

  test("a file's row is about all its bodies, and a class's about all of the class", async () => {
    expect(await grades(csv("file,grade\nparts/1.step,1\n"))).toEqual([null, 1, 1, null, null]);
    expect(await grades([{ family: "gear", grade: 1 }], { on: "family" }))
      .toEqual([1, null, null, 1, null]);
  });

  test("what finds nothing is told, of both sides", async () => {
    using dataset = await open();
    const rows = "name,grade\nhash0_0,a\nhash9_0,b\n,c\n";
    const joined = await dataset.join(csv(rows));
    expect(joined.joinReport).toEqual({
      name: null,
      columns: ["grade"],
      level: "sample",
      rows: 3,
      unmatchedRows: 2,
      unmatchedExamples: [{ row: 2, key: "hash9_0" }, { row: 3, key: "" }],
      matched: 1,
      without: 4,
      withoutExamples: ["hash1_0", "hash1_1", "hash2_0", "hash3_0"],
    });
    expect(Deno.inspect(joined)).toContain(
      "\nJoined grade: 1 of 5 samples have a row. 2 of 3 rows are about nothing that is there: " +
        "row 2 'hash9_0', row 3 ''. 4 samples without a row: hash1_0, hash1_1, hash2_0, hash3_0.",
    );
    expect(dataset.joinReport).toBe(null);
    await expect(dataset.find({ where: where("grade").eq("a") })).rejects.toThrow("grade");
  });
});

describe("mistakes are refused with what to do", () => {
  test.each<[string, string, Parameters<Awaited<ReturnType<typeof open>>["join"]>[1], string]>([
    ["a column that is not there", "nme,x\na,1\n", { on: "name" }, "Did you mean 'nme'?"],
    ["no key", "part,x\na,1\n", {}, 'e.g. on: { "part": "name" }'],
    ["a key that samples lack", "part,x\na,1\n", { on: { part: "nmae" } }, "Did you mean 'name'?"],
    ["no key at all", "name,x\na,1\n", { on: [] }, "must name at least one column"],
    ["two rows of one key", "name,x\nhash0_0,1\n hash0_0,2\n", {}, "the rows 1 and 2 are both"],
    ["two spellings of a file", "file,x\n0.step,1\nparts/0.step,2\n", {}, "the rows 1 and 2"],
    ["no row of a sample", "name,x\nhash_00,1\n", {}, "none of its 1 rows is about a sample"],
    ["a name that is taken", "name,volume\nhash0_0,1\n", {}, "'predictions.volume'"],
    ["an array's name", "name,face_areas\nhash0_0,1\n", {}, "'predictions.face_areas'"],
    ["keys alone", "name,file\nhash0_0,x\n", {}, "it has no column beside its keys"],
    ["a column to be taken", "name,x\nhash0_0,1\n", { columns: ["y"] }, "no column 'y'"],
    ["a name of a group", "name,x\nhash0_0,1\n", { name: "faces" }, "a group of the dataset"],
    ["a name of tags", "name,x\nhash0_0,1\n", { name: "tags" }, "tags and views have that name"],
    ["a name that is no file's", "name,x\nhash0_0,1\n", { name: "a/b" }, "of letters, digits"],
    [
      "a face without its sample",
      "face_index,x\n0,1\n",
      { on: "face_index" },
      "name the sample too",
    ],
    [
      "faces without numbers",
      "name,face_entity_id,x\nhash0_0,1,1\n",
      {},
      "no 'faces/face_entity_ids'",
    ],
  ])("%s", async (_, text, options, why) => {
    using dataset = await open();
    await expect(dataset.join(csv(text), options)).rejects.toThrow(why);
    await expect(dataset.join(csv(text), { ...options, onn: 1 } as never)).rejects.toThrow("on");
  });

  test("the end of a path that several files have", async () => {
    const folder = mkdtempSync(join(root, "twice-"));
    await merge(folder, [{ path: "a/x.step" }, { path: "b/x.step" }]);
    using dataset = await openDataset(join(folder, "parts.dataset"));
    await expect(dataset.join(csv("file,grade\nx.step,1\n")))
      .rejects.toThrow("'x.step' could be 'a/x.step' or 'b/x.step'");
  });
});

test("joined columns are keys like any others", async () => {
  using dataset = await open();
  const text =
    "name,family,score\nhash0_0,gear,.9\nhash1_0,gear,.8\nhash1_1,shaft,.7\nhash2_0,gear,1\n";
  using joined = await dataset.join(csv(text), { name: "model" });
  const find = (query: ReturnType<ReturnType<typeof where>["eq"]>) => joined.find({ where: query });
  expect(await find(where("model.family").eq("gear"))).toEqual([0, 1, 3]);
  expect(await find(where("family").eq("gear"))).toEqual([0, 3]);
  expect(await find(where("score").gt(0.8).and(where("face_areas").gt(25)))).toEqual([0, 3]);
  const { bins } = await joined.createDistribution({ key: "model/family" });
  expect(bins.map(({ label, count }) => [label, count])).toEqual([["gear", 3], ["shaft", 1]]);
  const sizes = await joined.split({ key: "model.family", train: 0.5, test: 0.5, groupBy: null });
  expect(sizes.report.classes.map(({ label }) => label)).toContain("gear");
  expect(String(await joined.chart.distribution("model.family"))).toContain("gear");
  // Codes are those of the dataset's own vocabulary.
  expect(await find(where("model.family_code").eq(0))).toEqual([0, 1, 3]);
  expect(await find(where("model.family_code").eq("shaft"))).toEqual([2]);
  await expect(joined.find({ where: where("model.famly").eq("x") }))
    .rejects.toThrow("Did you mean 'model.family'?");
  expect(await dataset.joinedColumns()).toEqual([
    "model.family",
    "model.family_code",
    "model.score",
  ]);
});

test("faces are told by their position, and have values of their own", async () => {
  using dataset = await open();
  const rows = [0, 1, 2, 3].map((i) => ({
    name: "hash2_0",
    face_index: i,
    kind: i % 2 ? "a" : "b",
  }));
  const more = [{ name: "hash2_0", face_index: 4, kind: "a" }, {
    name: "x",
    face_index: 0,
    kind: "a",
  }];
  const joined = await dataset.join([...rows, ...more], { name: "faces_of_model" });
  expect(joined.joinReport).toMatchObject({
    level: "face",
    matched: 4,
    without: 11,
    unmatchedRows: 2,
  });
  expect(joined.joinReport!.withoutExamples).toEqual(["hash0_0", "hash1_0", "hash1_1", "hash3_0"]);
  const table = await joined.table("faces");
  expect(Array.from(table.array("faces_of_model.kind") as ArrayLike<unknown>).slice(6, 10))
    .toEqual(["b", "a", "b", "a"]);
  const large = where("faces_of_model.kind").eq("a").and(where("face_areas").eq(20));
  expect(await joined.find({ where: large })).toEqual([3]);
});

interface Source {
  readonly path: string;
  readonly content?: string;
}

async function merge(folder: string, sources: readonly Source[]) {
  const encoded = mkdtempSync(join(folder, "encoded-"));
  const dataFiles = sources.map(({ path, content = path }, i) => {
    const storage = new ZipDataStorage(join(encoded, `${i}.data`));
    storage.setSource({ path, hash: content.padEnd(64, "0"), size: 1, provenance: {} });
    const body = storage.body(bodyOf(0, 2, 1));
    body.saveData("faces/areas", Float32Array.of(1, 2));
    storage.compressStore();
    storage.close();
    return storage.getFilePath();
  });
  await new DatasetMerger({ dataFiles, sourceFolders: ["."], ...datasetPaths(folder) }).mergeData();
}

describe("what is kept under a name outlives runs", () => {
  const sources = ["a", "b", "c", "d"].map((name) => ({ path: `${name}.step` }));
  const grades = async (folder: string) => {
    using dataset = await openDataset(join(folder, "parts.dataset"));
    const table = await dataset.table("infoset");
    const names = await dataset.column("name");
    const values = Array.from(table.array("checked.grade") as ArrayLike<unknown>);
    return Object.fromEntries(names.map((name, s) => [String(name), values[s]]));
  };

  test("by path and content, by content under another path, by path with another content", async () => {
    const folder = mkdtempSync(join(root, "rerun-"));
    await merge(folder, sources);
    {
      using dataset = await openDataset(join(folder, "parts.dataset"));
      const rows = ["a", "b", "c", "d"].map((name) => ({ name, grade: `of ${name}` }));
      await dataset.join(rows, { name: "checked" });
      const faces = ["a", "b", "c"].map((name) => ({ name, face_index: 1, wrong: true }));
      await dataset.join(faces, { name: "faults" });
    }
    const file = join(folder, "parts.notes", "checked.parquet");
    const bytes = readFileSync(file);
    await merge(folder, [
      { path: "new.step" },
      { path: "z.step", content: "b.step" },
      { path: "c.step", content: "edited" },
      { path: "a.step" },
    ]);
    expect(await grades(folder)).toEqual({ new: null, z: "of b", c: "of c", a: "of a" });
    // The faces of a file that was edited may be others: nothing is said of them.
    using dataset = await openDataset(join(folder, "parts.dataset"));
    const found = await dataset.find({ where: where("faults.wrong").eq(true) });
    const names = await dataset.column("name");
    expect(found.map((s) => names[s]).sort()).toEqual(["a", "z"]);
    // Who has left comes back with what was said of it.
    expect(readFileSync(file).equals(bytes)).toBe(true);
    await merge(folder, sources);
    expect(await grades(folder)).toEqual({ a: "of a", b: "of b", c: "of c", d: "of d" });
  });

  test("a new version of the table replaces it if asked to, and classes keep their codes", async () => {
    const folder = mkdtempSync(join(root, "replace-"));
    await merge(folder, sources);
    using dataset = await openDataset(join(folder, "parts.dataset"));
    const rows = (kinds: string) => sources.map((_, i) => ({ name: "abcd"[i], kind: kinds[i] }));
    const codes = async () =>
      Array.from((await dataset.table("infoset")).array("m.kind_code") as ArrayLike<unknown>);
    await dataset.join(rows("qqss"), { name: "m" });
    expect(await codes()).toEqual([0, 0, 1, 1]);
    await expect(dataset.join(rows("rrss"), { name: "m" })).rejects.toThrow("`replace: true`");
    await dataset.join(rows("rrss"), { name: "m", replace: true });
    expect(await codes()).toEqual([2, 2, 1, 1]);
    await expect(dataset.join(rows("rrss"), { name: "none", on: "x" })).rejects.toThrow("'x'");
    expect(existsSync(join(folder, "parts.notes", "none.parquet"))).toBe(false);
    writeFileSync(join(folder, "parts.notes", "m.parquet"), "damaged");
    using again = await openDataset(join(folder, "parts.dataset"));
    await expect(again.find({ where: where("m.kind").eq("r") })).rejects.toThrow("m.parquet");
    await again.join(rows("qqss"), { name: "m", replace: true });
  });
});
