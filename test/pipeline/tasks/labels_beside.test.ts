import { expect, test } from "vitest";
import { byItem } from "../../../src/pipeline/items/by_item.ts";
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

test("of a label that changes, its own file is told, and of a file that comes, no other", async () => {
  const files = await write({
    "labels.csv": "file,kind\na.step,x\nb.step,y\n",
    "a.labels.json": '{"face_labels":[1]}',
  });
  const folder = files[0].replace(/\/a\.step$/, "");
  const said = async (...names: string[]) => {
    const found = (await findLabels(names.map((name) => `${folder}/${name}`)))!;
    const { shared, of } = byItem(found)!;
    return [JSON.stringify(shared), ...names.map((name) => of(`${folder}/${name}`))];
  };
  const [shared, a, b] = await said("a.step", "b.step");
  expect(new Set([a, b, ""]).size).toBe(3);
  expect(await said("a.step", "b.step", "c.step")).toEqual([shared, a, b, ""]);

  await Deno.writeTextFile(`${folder}/labels.csv`, "file,kind\na.step,x\nb.step,z\nc.step,w\n");
  const [, sameA, otherB, c] = await said("a.step", "b.step", "c.step");
  expect([sameA === a, otherB === b, c === ""]).toEqual([true, false, false]);
  await Deno.writeTextFile(`${folder}/a.labels.json`, '{"face_labels":[2]}');
  expect((await said("a.step", "b.step")).slice(1).map((one) => [a, otherB].includes(one)))
    .toEqual([false, true]);
  await Deno.writeTextFile(`${folder}/labels.csv`, "file,kind\na.step,1\nb.step,2\n");
  expect((await said("a.step", "b.step"))[0]).not.toBe(shared); // its column has numbers now
});
