import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { box, cylinder, sphere } from "../../../helpers/breps.ts";
import { encodedDataset } from "../../../helpers/encoded_dataset.ts";
import { readNpz } from "../../../helpers/read_npz.ts";
import { temporaryFolder } from "../../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

test("a file a body, the features' means and deviations, and labels", async () => {
  using dataset = await encodedDataset(folder("brepnet"), "brepnet", [
    { name: "box", brep: box(2, 2, 2), labels: [0, 1, 2, 3, 4, 5] },
    { name: "rod", brep: cylinder(1, 2), labels: [7, 8, -1] },
    { name: "ball", brep: sphere(1), labels: [9] },
  ]);
  const { path, files } = await dataset.exportTo("brepnet", join(folder("out"), "brepnet"));
  expect(files).toEqual([
    "breps/seg/ball.seg",
    "breps/seg/box.seg",
    "breps/seg/rod.seg",
    "processed/ball.npz",
    "processed/box.npz",
    "processed/dataset.json",
    "processed/rod.npz",
    "train_test.json",
    "trunnion.json",
  ]);
  expect(readFileSync(join(path, "breps/seg/rod.seg"), "utf8")).toBe("7\n8\n-1\n");
  const names = [
    "face_features",
    "face_point_grids",
    "edge_features",
    "coedge_point_grids",
    "coedge_features",
    "coedge_lcs",
    "coedge_scale_factors",
    "coedge_reverse_flags",
    "next",
    "mate",
    "face",
    "edge",
  ];
  const rod = readNpz(join(path, "processed/rod.npz"), names);
  expect(Object.values(rod).map(({ dtype, shape }) => [dtype, shape])).toEqual([
    ["<f8", [3, 7]],
    ["<f8", [3, 7, 10, 10]],
    ["<f8", [3, 10]],
    ["<f8", [6, 12, 10]],
    ["<f8", [6, 1]],
    ["<f8", [6, 4, 4]],
    ["<f8", [6]],
    ["<f8", [6]],
    ["<u4", [6]],
    ["<u4", [6]],
    ["<u4", [6]],
    ["<u4", [6]],
  ]);
  expect(rod.coedge_features.values).toEqual(rod.coedge_reverse_flags.values);
  expect(rod.next.values.map((c) => rod.face.values[c])).toEqual(rod.face.values);
  expect(rod.mate.values.map((c) => rod.edge.values[c])).toEqual(rod.edge.values);

  const { feature_standardization: found, ...sets } = JSON.parse(
    readFileSync(join(path, "processed/dataset.json"), "utf8"),
  );
  expect(sets).toEqual({ training_set: ["box", "rod", "ball"], validation_set: [], test_set: [] });
  // 8 of 10 faces are flat; none is a cone, which would be refused with a deviation of 0.
  const [plane, , cone] = found.face_features;
  expect(plane.mean).toBeCloseTo(0.8, 12);
  expect(plane.standard_deviation).toBeCloseTo(Math.sqrt(1.6 / 9), 12);
  expect(cone).toEqual({ mean: 0, standard_deviation: 1 });
  expect([found.edge_features, found.coedge_features].map((one) => one.length)).toEqual([10, 1]);
});

test("each subset has its set, and only training is counted", async () => {
  using dataset = await encodedDataset(folder("split"), "brepnet", [
    { name: "box", brep: box(2, 2, 2) },
    { name: "rod", brep: cylinder(1, 2) },
  ]);
  await dataset.split({ train: 0.5, validation: 0, test: 0.5 });
  const { path, files } = await dataset.exportTo("brepnet", join(folder("out"), "split"));
  expect(files.some((file) => file.endsWith(".seg"))).toBe(false);
  const read = (name: string) => JSON.parse(readFileSync(join(path, name), "utf8"));
  const { training_set, test_set, feature_standardization } = read("processed/dataset.json");
  expect([...training_set, ...test_set].sort()).toEqual(["box", "rod"]);
  expect(training_set).toHaveLength(1);
  expect(read("train_test.json")).toEqual({ train: training_set, test: test_set });
  const flat = training_set[0] === "box" ? 1 : 2 / 3;
  expect(feature_standardization.face_features[0].mean).toBeCloseTo(flat, 12);
});
