import { expect, test } from "vitest";
import { BrepQueries, labelsByEntityId, OcctLoader, type PartLabels, samples } from "trunnion";
import { sizeFamily } from "../../notebooks/size_families.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();

test("a part stands beside itself in other sizes, each face with its label", async () => {
  const root = folder();
  const { files } = await samples(root, { count: 1, seed: 4 });
  const stem = `${root}/${files[0].replace(".step", "")}`;
  const [step, labels] = [".step", ".labels.json"].map((end) => Deno.readTextFileSync(stem + end));
  const family = sizeFamily({ step, labels }, [2]);
  const path = `${root}/family.step`;
  await Deno.writeTextFile(path, family.step);

  const loader = new OcctLoader();
  try {
    const model = await loader.createFromFile(path);
    const [one, two] = [...model.bodies].sort((a, b) => diagonal(a.brep) - diagonal(b.brep));
    expect(model.bodies.length).toBe(2);
    expect(diagonal(two.brep) / diagonal(one.brep)).toBeCloseTo(2, 6);
    expect(areas(two.brep).map((area) => area / 4)).toEqual(
      areas(one.brep).map((area) => expect.closeTo(area, 4)),
    );
    const { faces } = JSON.parse(family.labels) as PartLabels;
    const attached = labelsByEntityId(model, {
      ids: faces.map(({ id }) => id),
      labels: faces.map(({ feature_id }) => feature_id),
    });
    expect([...attached.of(two)].sort()).toEqual([...attached.of(one)].sort());
  } finally {
    await loader.close();
  }
});

type Brep = ConstructorParameters<typeof BrepQueries>[0];

function diagonal(brep: Brep): number {
  return new BrepQueries(brep).getDiagonalLength();
}

function areas(brep: Brep): number[] {
  const queries = new BrepQueries(brep);
  return brep.faces.map((_, f) => queries.getFaceAttributes(f).area).sort((a, b) => a - b);
}
