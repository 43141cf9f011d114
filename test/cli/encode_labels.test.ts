import { beforeAll, expect, test } from "vitest";
import { runCli } from "../../src/cli/main.ts";
import { openDataset } from "../../src/dataset/open_dataset.ts";
import { fakeIo } from "../helpers/fake_io.ts";
import { copySampleParts } from "../helpers/sample_parts.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const parts = folder("parts");

beforeAll(async () => {
  await copySampleParts(parts, 3);
  for (const { name } of Deno.readDirSync(parts)) {
    if (name === "part_0003_housing.labels.json") Deno.removeSync(`${parts}/${name}`);
  }
  await Deno.writeTextFile(
    `${parts}/labels.csv`,
    "file,cost,id\npart_0001_bracket.step,2.5,x\npart_0002_shaft,4,y\n",
  );
});

async function encode(...args: string[]) {
  const out = folder();
  const io = fakeIo();
  expect(await runCli(["encode", parts, "--out", out, "--debug", ...args], io)).toBe(0);
  return await openDataset(`${out}/flows/parts/parts.flow`);
}

test("labels beside the files are taken, and what has none is declared missing", async () => {
  using dataset = await encode();
  expect(await dataset.column("family")).toEqual(["bracket", "shaft", null]);
  expect(await dataset.column("cost")).toEqual([2.5, 4, null]);
  expect(await dataset.column("metadata_id")).toEqual(["x", "y", null]);
  expect([...(await dataset.read("labels", "family_id")).data]).toEqual([0, 1, -1]);
  const { data } = await dataset.read("face_labels", "feature_id");
  const faces = (await dataset.column("face_count")).map(Number);
  expect(data).toHaveLength(faces.reduce((a, b) => a + b));
  expect([...data.slice(0, faces[0])].every((id) => Number(id) >= 0)).toBe(true);
  expect(new Set([...data.slice(faces[0] + faces[1])])).toEqual(new Set([-1]));
  // By their names, as the label files have them.
  const { classes } = await dataset.getArrayStatistics("face_labels", "feature_id");
  expect(classes.map(({ name }) => name)).toContain("chamfer");
  expect(String(await dataset.createDistribution({ key: "labels/family_id" }))).toContain("shaft");
});

test("unless told not to", async () => {
  using dataset = await encode("--no-labels");
  expect(dataset.groups).not.toContain("labels");
  expect(dataset.columns).not.toContain("cost");
});

test("labels of faces in their own form find their faces by it", async () => {
  const json = JSON.parse(await Deno.readTextFile(`${parts}/part_0001_bracket.labels.json`));
  const ids = json.faces.map(({ id }: { id: number }) => id);
  await Deno.writeTextFile(
    `${parts}/part_0001_bracket.labels.json`,
    JSON.stringify({
      face_labels: ids.map((_: number, i: number) => i),
      face_entity_ids: ids,
      classes: ids.map((_: number, i: number) => `class ${i}`),
    }),
  );
  using dataset = await encode("--glob", "*0001*");
  const [labels, entities] = await Promise.all([
    dataset.read("face_labels", "label"),
    dataset.read("faces", "face_entity_ids"),
  ]);
  expect([...labels.data].map((label) => ids[Number(label)])).toEqual(
    [...entities.data].map(Number),
  );
  const { classes } = await dataset.getArrayStatistics("face_labels", "label");
  expect(classes[0].name).toMatch(/^class \d+$/);
});

test("labels that cannot be read fail their file alone, and say how to leave them out", async () => {
  const out = folder(), own = folder("own");
  await copySampleParts(own, 2);
  const path = `${own}/part_0001_bracket.labels.json`;
  await Deno.remove(path);
  await Deno.symlink("nowhere", path);
  const io = fakeIo();
  expect(await runCli(["encode", own, "--out", out, "--debug"], io)).toBe(0);
  expect(io.stdout()).toContain("own: 1 of 2 files encoded");
  expect(io.stdout().replace(/\s+/g, " ")).toMatch(
    /LabelFileError: .*it is a link to 'nowhere', where there is nothing/,
  );
  expect(io.stdout()).toContain("`--no-labels` leaves the labels out");
  // A table is of all files.
  await Deno.writeTextFile(`${own}/labels.csv`, "file,cost\na.step,1\na.step,2\n");
  const refused = fakeIo();
  expect(await runCli(["encode", own, "--out", out, "--debug"], refused)).toBe(1);
  expect(refused.stderr()).toContain("must name each file once");
  expect(refused.stderr()).toContain("`--no-labels` leaves the labels out");
});
