import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDataset, where } from "../../../mod.ts";
import { BODIES, writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";

const root = temporaryFolder();

/** A dataset of one face a sample, with these labels and predictions. */
async function compared(labels: readonly string[], predictions: readonly (string | null)[]) {
  const bodies = labels.map((family, file) => ({ ...BODIES[0], file, family }));
  const flow = await writeDataset(mkdtempSync(join(root, "set-")), bodies);
  const dataset = await openDataset(flow);
  const rows = predictions.map((told, i) => ({ id: i, told, sure: i / 10 }));
  return await dataset.join(rows, { on: "id", name: "model" });
}

// Of ten parts: what they are and what was said.
const LABELS = "gear gear gear gear shaft shaft plate plate plate bolt".split(" ");
const TOLD = "gear gear shaft plate shaft gear plate plate shaft nut".split(" ");

describe("labels against predictions", () => {
  test("the numbers are those of scikit-learn", async () => {
    using dataset = await compared(LABELS, TOLD);
    const found = await dataset.confusion({ label: "family", prediction: "model.told" });
    // confusion_matrix, accuracy_score, f1_score(average="macro", zero_division=0) of version 1.9.1
    const order = ["bolt", "gear", "nut", "plate", "shaft"];
    const at = (name: string) => found.classes.indexOf(name);
    expect([...found.classes].sort()).toEqual(order);
    expect(order.map((i) => order.map((j) => found.matrix[at(i)][at(j)]))).toEqual([
      [0, 0, 1, 0, 0],
      [0, 2, 0, 1, 1],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 2, 1],
      [0, 1, 0, 0, 1],
    ]);
    expect(found.accuracy).toBe(0.5);
    expect(found.macroF1).toBeCloseTo(0.3276190476190476, 12);
    expect(found.majority).toBe(0.4);
    const of = (name: string) => found.perClass[at(name)];
    expect(of("gear")).toMatchObject({ support: 4, predicted: 3, correct: 2, recall: 0.5 });
    expect(of("gear").precision).toBeCloseTo(2 / 3, 12);
    expect(of("gear").f1).toBeCloseTo(0.57142857, 8);
    expect(of("shaft").f1).toBeCloseTo(0.4, 12);
    expect(of("bolt")).toMatchObject({ precision: null, recall: 0, f1: 0 });
    expect(of("nut")).toMatchObject({ precision: 0, recall: null, f1: 0 });
    expect(found.best[0].name).toBe("plate");
    expect(found.worst.map(({ name }) => name)).toEqual(["nut", "bolt", "shaft"]);
  });

  test("the worst samples are named, the surest first where that is said", async () => {
    using dataset = await compared(LABELS, TOLD);
    const ask = { label: "family", prediction: "model.told" };
    const plain = await dataset.confusion(ask);
    expect(plain.worstSamples[0]).toEqual({
      id: 2,
      name: "hash2_0",
      wrong: 1,
      of: 1,
      label: "gear",
      prediction: "shaft",
    });
    const sure = await dataset.confusion({ ...ask, score: "model.sure" });
    expect(sure.worstSamples.map(({ id }) => id)).toEqual([9, 8, 5, 3, 2]);
    const some = await dataset.confusion({ ...ask, where: where("id").lt(5) });
    expect(some).toMatchObject({ total: 5, missing: 0 });
    expect(some.worstSamples.map(({ id }) => id)).toEqual([2, 3]);
  });

  test("samples without a prediction are counted apart", async () => {
    using dataset = await compared(["a", "a", "b"], ["a", null]);
    const found = await dataset.confusion({ label: "family", prediction: "model.told" });
    expect(found).toMatchObject({ total: 1, missing: 2, accuracy: 1 });
    expect(String(found)).toContain("2 samples without label or prediction");
  });

  test("codes are told by the names of the labels", async () => {
    using dataset = await openDataset(await writeDataset(mkdtempSync(join(root, "set-"))));
    const rows = [3, 3, 0, 3, 2].map((code, id) => ({ id, code }));
    using joined = await dataset.join(rows, { on: "id", name: "model" });
    const found = await joined.confusion({
      label: "labels.part_category",
      prediction: "model.code",
    });
    expect(found.classes).toEqual(["shaft", "plate", "gear"]);
    expect(found).toMatchObject({ total: 4, missing: 1, accuracy: 0.75 });
  });

  test("faces are compared with faces", async () => {
    using dataset = await openDataset(await writeDataset(mkdtempSync(join(root, "set-"))));
    const rows = BODIES.flatMap(({ types }, id) =>
      types.map((type, face_index) => ({ id, face_index, type: id === 3 && type === 0 ? 1 : type }))
    );
    using joined = await dataset.join(rows, { name: "model" });
    const found = await joined.confusion({ label: "face_types", prediction: "model.type" });
    expect(found).toMatchObject({ level: "face", total: 15 });
    expect(found.accuracy).toBeCloseTo(12 / 15, 12);
    expect(found.worstSamples).toMatchObject([{
      name: "hash2_0",
      wrong: 3,
      of: 4,
      prediction: "1",
    }]);
    const text = String(found);
    expect(text).toMatch(/^15 faces: 80 % right/m);
    expect(text).toMatch(/^hash2_0 +3 of 4 +0 +1$/m);
    const bundle = found[Symbol.for("Jupyter.display") as never] as () => Record<string, string>;
    expect(bundle.call(found)["text/html"]).toContain("hash2_0");
    await expect(joined.confusion({ label: "family", prediction: "model.type" }))
      .rejects.toThrow("found samples and rows of 'faces'");
  });

  test("what has no class in common is refused", async () => {
    using dataset = await compared(["gear", "shaft"], ["1", "2"]);
    await expect(dataset.confusion({ label: "family", prediction: "model.told" }))
      .rejects.toThrow("they must have classes in common, found 'gear', 'shaft' and '1', '2'");
    await expect(dataset.confusion({ label: "family", predicted: "x" } as never))
      .rejects.toThrow("prediction");
  });

  test("many classes are told by the pairs that are confused most", async () => {
    const labels = Array.from({ length: 40 }, (_, i) => `class ${i % 20}`);
    const told = labels.map((name, i) => i === 3 || i === 23 ? "class 4" : name);
    using dataset = await compared(labels, told);
    const asked = { label: "family", prediction: "model.told" };
    expect(String(await dataset.confusion(asked))).toMatch(/^class 3 +class 4 +2$/m);
    const chart = await dataset.chart.confusion(asked);
    const cells = (chart.spec.data as { values: { label: string; is: string }[] }).values;
    expect(cells.filter(({ is }) => is === "wrong")).toEqual([
      { label: "class 3", prediction: "class 4", is: "wrong", count: 2, share: 1 },
    ]);
    expect(await chart.toSVG()).toContain("class 19");
  });
});
