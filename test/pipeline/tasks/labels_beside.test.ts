import { expect, test } from "vitest";
import { findLabels } from "../../../src/pipeline/tasks/labels_beside.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

async function write(files: Record<string, string>) {
  const path = folder();
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${path}/${name}`, text);
  }
  return ["a.step", "b.step"].map((name) => `${path}/${name}`);
}

test("files without labels beside them have none", async () => {
  expect(await findLabels(await write({ "c.labels.json": "{}" }))).toBeNull();
});

test("the rows of a table are found by name, with its gaps, and columns are numbers or texts", async () => {
  const files = await write({
    "labels.csv": '\uFEFFcost,file,kind\n1.5,a.step,"plate, thin"\n,b,3\n7,other.step,x\n',
  });
  expect(await findLabels(files)).toMatchObject({
    faces: false,
    parts: false,
    columns: [{ name: "cost", isNumber: true }, { name: "kind", isNumber: false }],
    rows: { [files[0]]: ["1.5", "plate, thin"], [files[1]]: [null, "3"] },
  });
});

test("a table that names a file twice is refused", async () => {
  const files = await write({ "labels.csv": "file,kind\na.step,x\na.step,y\n" });
  await expect(findLabels(files)).rejects.toThrow("its column 'file' must name each file once");
});

test("what is found differs where a label does", async () => {
  const labels = (label: number) =>
    JSON.stringify({ face_labels: [label], index_basis: "order of a walk" });
  const [one, two] = await Promise.all(
    [1, 2].map(async (label) => await findLabels(await write({ "a.labels.json": labels(label) }))),
  );
  expect(one).toMatchObject({ faces: true, parts: false, columns: [], rows: {} });
  expect(one!.digest).not.toBe(two!.digest);
});
