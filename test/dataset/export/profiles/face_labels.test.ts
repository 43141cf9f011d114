import { expect, test } from "vitest";
import { faceLabels } from "../../../../src/dataset/export/profiles/face_labels.ts";

const array = (key: string, dims = ["face"], dtype = "int32") => {
  const [group, name] = key.split("/");
  return { key, group, name, dims, dtype, shape: dims.map(() => 4) };
};
const plan = (...arrays: unknown[]) => ({ reader: { location: "parts.dataset" }, arrays }) as never;

const feature = array("face_labels/feature_id"), other = array("labels/side");
const others = [array("labels/family_id", ["body"]), array("faces/face_types")];

test("the only labels of faces are taken, and none where there are none", () => {
  expect(faceLabels(plan(feature, ...others), null)).toBe(feature);
  expect(faceLabels(plan(...others, array("labels/weight", ["face"], "float32")), null)).toBe(null);
});

test("one of several must be named", () => {
  expect(() => faceLabels(plan(feature, other), null)).toThrow(
    /several labels of faces, face_labels\/feature_id, labels\/side\. Say which: --label/,
  );
  expect(faceLabels(plan(feature, other), "side")).toBe(other);
  expect(faceLabels(plan(feature, other), "labels/side")).toBe(other);
  expect(() => faceLabels(plan(feature, ...others), "faces/face_types")).toThrow(
    /Cannot export the labels 'faces\/face_types': .* There are: 'face_labels\/feature_id'/,
  );
});
