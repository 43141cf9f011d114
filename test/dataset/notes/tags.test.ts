import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDataset, where } from "../../../mod.ts";
import { DatasetMerger } from "../../../src/dataset/merge/dataset_merger.ts";
import { ZipDataStorage } from "../../../src/storage/zip/zip_data_storage.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";
import { datasetPaths } from "../merge/encoded_files.ts";

const root = temporaryFolder();
const open = async () => await openDataset(await writeDataset(mkdtempSync(join(root, "set-"))));

test("samples are tagged by name, by id, by query and by what was found", async () => {
  using dataset = await open();
  expect(await dataset.tags()).toEqual({});
  expect(await dataset.tag("hash0_0", " doubtful ")).toEqual({
    tag: "doubtful",
    samples: 1,
    changed: 1,
  });
  expect(await dataset.tag(["hash0_0", 4], "doubtful")).toMatchObject({ samples: 2, changed: 1 });
  expect(await dataset.tag(where("family").eq("shaft"), "thin")).toMatchObject({ changed: 2 });
  expect(await dataset.tag((row) => row.face_count > 3, "large")).toMatchObject({ changed: 2 });
  const found = await dataset.getSampleList({ where: where("tags").eq("doubtful") });
  expect(await dataset.tag(found, "seen")).toMatchObject({ changed: 2 });
  expect(await dataset.tags()).toEqual({ doubtful: 2, large: 2, seen: 2, thin: 2 });
  expect(await dataset.joinedColumns()).toEqual(["tags"]);
  const { metadata } = await (await dataset.samples()).getItem(0);
  expect(metadata.tags).toBe("doubtful\nseen");
});

test("queries ask for tags, and for samples without", async () => {
  using dataset = await open();
  await dataset.tag([0, 1], "a");
  await dataset.tag([1, 2], "b");
  const find = (query: Parameters<typeof dataset.tag>[0]) =>
    dataset.find({ where: query as never });
  const tags = where("tags");
  expect(await find(tags.includes("a"))).toEqual([0, 1]);
  expect(await find(tags.includes("a").not())).toEqual([2, 3, 4]);
  expect(await find(tags.ne("a"))).toEqual([2, 3, 4]);
  expect(await find(tags.in(["a", "b"]))).toEqual([0, 1, 2]);
  expect(await find(tags.eq(null))).toEqual([3, 4]);
  expect(await find(tags.ne(null))).toEqual([0, 1, 2]);
  expect(await find(tags.includes("other"))).toEqual([]);
  // One letter beside a tag is a slip; another word may be a tag that nobody has any more.
  await expect(find(tags.includes("ab"))).rejects.toThrow("no sample has it. Did you mean 'a'?");
  await expect(find(tags.in(["a", "bb"]).not())).rejects.toThrow("Did you mean 'b'?");
  expect(await find(tags.includes("b").and(where("face_areas").gt(3.5)))).toEqual([1]);
  await expect(find(tags.gt("a"))).rejects.toThrow("it holds lists of texts");
  // Of other texts it is a part that is asked for.
  expect(await find(where("file").includes("/1."))).toEqual([1, 2]);
  expect(() => tags.includes("")).toThrow("not empty");
  const again = where.fromJSON(JSON.parse(JSON.stringify(tags.includes("a"))));
  expect(String(again)).toBe('tags includes "a"');
  expect(await find(again)).toEqual([0, 1]);
});

test("a tag is taken off, and the last one leaves none", async () => {
  using dataset = await open();
  await dataset.tag([0, 1], "a");
  expect(await dataset.untag([1, 2], "a")).toEqual({ tag: "a", samples: 2, changed: 1 });
  expect(await dataset.untag("hash0_0", "a")).toMatchObject({ changed: 1 });
  expect(await dataset.tags()).toEqual({});
  expect(await dataset.find({ where: where("tags").eq(null) })).toHaveLength(5);
});

test.each<[string, unknown, unknown, string]>([
  ["a name that is not there", "hash00_0", "a", "Did you mean 'hash0_0'?"],
  ["an id that is not there", [7], "a", "Their ids run from 0 to 4."],
  ["an empty tag", 0, " ", "a text of 1 to 60 characters"],
  ["a list of tags", 0, "a,b", "without commas"],
  ["no text", 0, 7, "Cannot use '7' as a tag"],
])("%s is refused, and nothing is tagged", async (_, samples, tag, why) => {
  using dataset = await open();
  await expect(dataset.tag(samples as never, tag as never)).rejects.toThrow(why);
  expect(await dataset.tags()).toEqual({});
});

test("tags outlive runs, and samples that come back have theirs", async () => {
  const folder = mkdtempSync(join(root, "rerun-"));
  const version = async (...names: string[]) => {
    const encoded = mkdtempSync(join(folder, "encoded-"));
    const dataFiles = names.map((name, i) => {
      const storage = new ZipDataStorage(join(encoded, `${i}.data`));
      storage.setSource({ path: name, hash: name.padEnd(64, "0"), size: 1, provenance: {} });
      storage.saveData("faces/areas", [i]);
      storage.compressStore();
      return storage.getFilePath();
    });
    const where = { sourceFolders: ["."], ...datasetPaths(folder) };
    await new DatasetMerger({ dataFiles, ...where }).mergeData();
    return await openDataset(join(folder, "parts.dataset"));
  };
  {
    using dataset = await version("a.step", "b.step");
    await dataset.tag(["a", "b"], "old");
    await dataset.saveView("old ones", where("tags").includes("old"));
  }
  {
    using dataset = await version("c.step", "b.step");
    expect(await dataset.tags()).toEqual({ old: 1 });
    await dataset.tag("c", "new");
    expect((await dataset.view("old ones")).indices).toEqual([1]);
  }
  using dataset = await version("a.step", "b.step", "c.step");
  expect(await dataset.tags()).toEqual({ new: 1, old: 2 });
  expect((await dataset.view("old ones")).indices).toEqual([0, 1]);
});
