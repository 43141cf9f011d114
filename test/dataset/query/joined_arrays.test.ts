import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDataset } from "trunnion";
import { memorySource } from "../../../src/storage/byte_source.ts";
import { ZipReader } from "../../../src/storage/zip/zip_reader.ts";
import { cutSpans } from "../../../src/dataset/query/joined_arrays.ts";
import { BODIES, writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const flow = await writeDataset(folder("flow"));

/** The dataset with what was predicted of each face but the first of the second body. */
async function joined() {
  using plain = await openDataset(flow);
  const names = await plain.column("name");
  const rows = BODIES.flatMap(({ types }, s) =>
    types.map((type, face) => ({
      name: String(names[s]),
      face_index: face,
      score: s + face / 10,
      kind: `kind ${type % 2}`,
      sure: face === 0,
      votes: face,
    }))
  );
  const missing = rows.findIndex(({ name, face_index: face }) => name === names[1] && face === 0);
  const dataset = await openDataset(flow);
  return { rows, missing, dataset: await dataset.join(rows.toSpliced(missing, 1)) };
}

test("joined columns of faces are arrays of samples, and of batches", async () => {
  const { dataset, rows, missing } = await joined();
  using _ = dataset;
  const all = await dataset.samples({ groups: ["faces"] });
  const expected = rows.map(({ score }, i) => i === missing ? NaN : score);
  const found: number[] = [];
  for await (const { arrays } of all) {
    const { data, shape } = arrays["faces/score"];
    expect(shape).toEqual([arrays["faces/face_types"].shape[0]]);
    found.push(...data as Float64Array);
  }
  expect(found).toEqual(expected);
  for (const workers of [0, 2]) {
    for await (const { arrays } of all.batches({ size: 50, workers })) {
      expect([...arrays["faces/score"].data], `${workers} workers`).toEqual(expected);
      expect(arrays["faces/kind"]).toBeUndefined(); // a text; its codes are there
    }
  }
  const other = await dataset.samples({ groups: ["labels"] });
  expect(Object.keys((await other.getItem(0)).arrays)).not.toContain("faces/score");
});

test("numbers are as narrow as they can be: whole ones, truths, and with NaN", async () => {
  const { dataset, rows } = await joined();
  using _ = dataset;
  using whole = await dataset.join(rows.map(({ name, face_index, votes, sure }) => ({
    name,
    face_index,
    all_votes: votes,
    all_sure: sure,
  })));
  const { arrays } = await whole.samples().getItem(1);
  expect(arrays["faces/all_votes"].data).toBeInstanceOf(Int32Array);
  expect(arrays["faces/all_sure"].data).toBeInstanceOf(Uint8Array);
  expect(arrays["faces/votes"].data).toBeInstanceOf(Float64Array); // one face has none
  expect([...arrays["faces/votes"].data as Float64Array][0]).toBeNaN();
});

test("they are exported with the others", async () => {
  const { dataset, rows } = await joined();
  using _ = dataset;
  const { path, files } = await dataset.exportTo("npz", join(folder("exports"), "npz"), {
    groups: ["faces"],
  });
  const file = join(path, files.find((one) => one.includes("/000002_"))!);
  const zip = new ZipReader(memorySource(new Uint8Array(readFileSync(file))), file);
  const npy = zip.read("faces/score.npy")!;
  const count = BODIES[2].types.length;
  const first = BODIES[0].types.length + BODIES[1].types.length;
  expect([...new Float64Array(npy.slice(npy.length - 8 * count).buffer)])
    .toEqual(rows.slice(first, first + count).map(({ score }) => score));
});

test("spans are cut one behind the other", () => {
  const data = Int32Array.of(0, 1, 2, 3, 4, 5);
  expect(cutSpans(data, "int32", [1, 3])).toEqual(Int32Array.of(1, 2));
  expect(cutSpans(data, "int32", [0, 1, 4, 6])).toEqual(Int32Array.of(0, 4, 5));
  expect(cutSpans(data, "int32", [])).toEqual(new Int32Array(0));
});
