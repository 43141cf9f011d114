import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDataset, packDataset } from "trunnion";
import { memorySource } from "../../../src/storage/byte_source.ts";
import { ZipReader } from "../../../src/storage/zip/zip_reader.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

/** A dataset with a split, vocabularies and tags beside it. */
async function madeFlow(name: string): Promise<string> {
  const flow = await writeDataset(folder(name));
  using dataset = await openDataset(flow);
  await dataset.split({ key: "family", train: 0.6, validation: 0.2, test: 0.2 });
  const beside = (ending: string) => flow.replace(/flow$/, ending);
  writeFileSync(beside("vocabulary.json"), '{"format":1,"vocabularies":{"family":["gear"]}}');
  writeFileSync(beside("tags.parquet"), "tags");
  writeFileSync(beside("merge.json"), "{}");
  writeFileSync(beside("infoset.123.tmp"), "half");
  const said = JSON.parse(Deno.readTextFileSync(flow));
  writeFileSync(
    flow,
    JSON.stringify({ ...said, run_id: crypto.randomUUID(), created: name, sample_count: 5 }),
  );
  return flow;
}

const zipOf = (file: string) => new ZipReader(memorySource(Deno.readFileSync(file)), file);

describe("packDataset", () => {
  test("the packed dataset is the same: samples, tables, splits", async () => {
    const flow = await madeFlow("same");
    const { file, bytes } = packDataset(flow);
    expect(file).toBe(flow.replace(/flow$/, "trunnion.zip"));
    expect(bytes).toBe(Deno.statSync(file).size);
    using packed = await openDataset(file);
    using plain = await openDataset(flow);
    expect(packed.groups).toEqual(plain.groups);
    for (let i = 0; i < plain.sampleCount; i++) {
      expect(await (await packed.samples()).at(i)).toEqual(await (await plain.samples()).at(i));
    }
    expect(await (await packed.subset("train")).ids()).toEqual(
      await (await plain.subset("train")).ids(),
    );
    expect(await packed.contents()).toEqual({ ...await plain.contents(), location: file });
    await expect(packed.split({ key: "family", train: 1, name: "other" }))
      .rejects.toThrow(/only read/);
  });

  test("what lasts goes along, and nothing of one run", async () => {
    const { file, entries } = packDataset(await madeFlow("parts"));
    expect(entries).toContain("parts.splits/default.parquet");
    expect(entries).toContain("parts.vocabulary.json");
    expect(entries).toContain("parts.tags.parquet");
    expect(entries.filter((name) => /tmp|merge\.json|zip/.test(name))).toEqual([]);
    expect([...zipOf(file).names()]).toEqual(entries);
    const flow = JSON.parse(new TextDecoder().decode(zipOf(file).read("parts.flow")!));
    expect(flow).toMatchObject({ flow_data: "parts.dataset", sample_count: 5 });
    expect(flow).not.toHaveProperty("created");
    expect(flow).not.toHaveProperty("run_id");
  });

  test("equal datasets are equal bytes, packed again too", async () => {
    const one = packDataset(await madeFlow("one"));
    const bytes = Deno.readFileSync(one.file);
    const other = packDataset(await madeFlow("other"), { out: join(folder("packs"), "x.zip") });
    expect(Deno.readFileSync(other.file)).toEqual(bytes);
    packDataset(one.file.replace(/trunnion\.zip$/, "flow"));
    expect(Deno.readFileSync(one.file)).toEqual(bytes);
  });

  test("the reader goes along with what runs it", async () => {
    const { file } = packDataset(await madeFlow("reader"), { withReader: true });
    const zip = zipOf(file);
    expect(zip.has("__main__.py")).toBe(true);
    expect(new TextDecoder().decode(zip.read("trunnion_reader/__init__.py")!)).toContain("def");
    using packed = await openDataset(file);
    expect(packed.sampleCount).toBe(5);
  });

  test("what a link leads to is not packed, nor is a folder above", async () => {
    const flow = await madeFlow("links"), splits = flow.replace(/flow$/, "splits");
    Deno.symlinkSync("/etc", join(splits, "etc"));
    expect(() => packDataset(flow)).toThrow("leads out of the dataset's folder, to '/etc'");
    Deno.removeSync(join(splits, "etc"));
    Deno.symlinkSync("..", join(splits, "up"));
    expect(() => packDataset(flow)).toThrow("leads to a folder above");
    Deno.removeSync(join(splits, "up"));
    expect(packDataset(flow).entries).toContain("parts.splits/default.parquet");
  });

  test("a folder that is not there is told", async () => {
    const flow = await madeFlow("nowhere");
    expect(() => packDataset(flow, { out: join(folder("x"), "no", "y.zip") }))
      .toThrow(/there is no folder/);
  });
});
