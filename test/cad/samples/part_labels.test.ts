import { describe, expect, test } from "vitest";
import { FEATURE_CLASSES } from "../../../src/cad/samples/feature_classes.ts";
import {
  CSV_COLUMNS,
  labelsCsv,
  labelsJson,
  type PartLabels,
} from "../../../src/cad/samples/part_labels.ts";

const ring: PartLabels = {
  file: "part_0001_gasket.step",
  family: "gasket",
  family_id: 9,
  units: "mm",
  parameters: { kind: "ring", thickness: 1.5 },
  feature_classes: FEATURE_CLASSES,
  faces: [
    { id: 17, body: 0, index: 0, feature: "stock", feature_id: 6 },
    { id: 40, body: 0, index: 1, feature: "hole", feature_id: 0 },
  ],
  bodies: [
    { index: 0, name: "ring", face_count: 2, instance_count: 3, closed_form: null },
  ],
  closed_form: { volume: 10.5, area: 20 },
};

describe("labelsCsv", () => {
  test("has a row a file with the columns of its head", () => {
    const [head, row, rest] = labelsCsv([ring]).split("\n");
    expect(head.split(",")).toEqual(CSV_COLUMNS);
    expect(row).toBe("part_0001_gasket.step,gasket,9,1,3,2,1,0,0,0,0,0,1,10.5,20");
    expect(rest).toBe("");
  });

  test("leaves unknown measures empty", () => {
    const row = labelsCsv([{ ...ring, closed_form: null }]).split("\n")[1];
    expect(row.endsWith(",1,,")).toBe(true);
  });
});

test("labelsJson is the labels, one line a face", () => {
  const text = labelsJson(ring);
  expect(JSON.parse(text)).toEqual(ring);
  expect(text.split("\n").filter((line) => line.includes('"id":'))).toHaveLength(2);
});
