import { describe, expect, test } from "vitest";
import { runCli } from "../../src/cli/main.ts";
import { ZipDataStorage } from "../../src/storage/zip/zip_data_storage.ts";
import { writeDataset } from "../helpers/dataset_fixture.ts";
import { fakeIo } from "../helpers/fake_io.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const flow = await writeDataset(folder());

async function inspect(...args: string[]) {
  const io = fakeIo();
  return { code: await runCli(["inspect", ...args], io), out: io.stdout(), err: io.stderr() };
}

describe("a dataset", () => {
  test.each([flow, flow.replace(".flow", ".dataset"), flow.replace(".flow", ".dataset/")])(
    "%s prints its table of contents",
    async (path) => {
      const { code, out } = await inspect(path);
      expect(code).toBe(0);
      expect(out).toContain("DATASET TABLE OF CONTENTS");
      expect(out).toMatch(/^ {4}- face_areas: \(15,\) float32, \d+ B: 0\.5 to 30, mean 7\.3$/m);
      expect(out).toMatch(/part_category: .*: gear \(2\), shaft \(1\), plate \(1\)$/m);
      expect(out).toMatch(/^ {4}- file_id_code_faces: \(15,\) int64$/m);
      expect(out).toContain("Total Samples: 5\n");
    },
  );

  test("as JSON is one document", async () => {
    const contents = JSON.parse((await inspect(flow, "--json")).out);
    expect(contents).toMatchObject({ fileCount: 4, sampleCount: 5, infoset: "parts.infoset" });
    expect(contents.groups[2]).toMatchObject({ name: "labels", rows: 4 });
  });
});

describe("an encoded file", () => {
  const path = `${folder()}/part.data`;
  const storage = new ZipDataStorage(path);
  const plate = { kind: "solid", name: "plate", instances: [{ transform: null, path: [0] }] };
  const brep = { faces: { length: 3 }, edges: { length: 2 } };
  storage.body({ ...plate, index: 0, brep }).saveData("labels/family", Int32Array.of(4));
  storage.saveMetadata("operator", "Ada");
  storage.setSource({
    path: "parts/part.step",
    hash: "abc",
    size: 1234,
    provenance: { kernel: "OpenCascade", units: "mm" },
  });
  storage.compressStore();

  test("prints its source, bodies and arrays", async () => {
    const { code, out } = await inspect(path);
    expect(code).toBe(0);
    expect(out).toContain("part.data: 1 sample\n");
    expect(out).toContain("  source: parts/part.step\n");
    expect(out).toContain("  kernel: OpenCascade\n");
    expect(out).toContain("  operator: Ada\n");
    expect(out).toMatch(/^ +0 {2}solid {2}plate +3 +2 +1/m);
    expect(out).toMatch(/^labels\/family +\(1,\) +int32/m);
  });

  test("as JSON is one document", async () => {
    const content = JSON.parse((await inspect(path, "--json")).out);
    expect(content.bodies[0]).toMatchObject({ name: "plate", face_count: 3 });
    expect(content.arrays).toContainEqual(
      expect.objectContaining({ array: "labels/family", shape: "(1,)", dtype: "int32" }),
    );
  });

  test("says what its arrays hold", async () => {
    const { columns } = JSON.parse((await inspect(path, "--json")).out);
    const own = expect.objectContaining({ name: "labels/family", least: 4, missing: 0 });
    expect(columns).toContainEqual(own);
    expect((await inspect(path)).out).toMatch(/^labels\/family +.*always 4 +0$/m);
  });

  test("that is damaged has a sentence", async () => {
    const cut = `${folder()}/cut.data`;
    await Deno.writeFile(cut, (await Deno.readFile(path)).subarray(0, 300));
    const { code, err } = await inspect(cut);
    expect(code).toBe(1);
    expect(err).toMatch(/^error: Cannot read '.*cut\.data'/);
  });
});

describe("what others wrote", () => {
  const foreign = new URL("../fixtures/foreign/", import.meta.url).pathname;

  test("is one screen of text, or JSON", async () => {
    const { code, out } = await inspect(`${foreign}lz4.parquet`, "--rows", "1", "--columns", "2");
    expect(code).toBe(0);
    expect(out).toMatch(/^lz4\.parquet: Parquet\n/);
    expect(out).toContain("… and 5 more");
    const { columns } = JSON.parse((await inspect(`${foreign}zarr2.zip`, "--json")).out);
    expect(columns).toHaveLength(7);
  });
});

test("other files are refused", async () => {
  const path = `${folder()}/part.step`;
  await Deno.writeTextFile(path, "ISO-10303-21;");
  expect(await inspect(path)).toMatchObject({ code: 2, out: "" });
  expect((await inspect(path)).err).toContain(
    "it must be a .flow, .dataset, .data or packed .zip file",
  );
  expect(await inspect(`${path}.flow`)).toMatchObject({ code: 1 });
  expect((await inspect(`${path}.data`)).err).toContain("Cannot open the encoded file");
});
