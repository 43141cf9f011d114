import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { box, cylinder } from "../../../helpers/breps.ts";
import { encodedDataset } from "../../../helpers/encoded_dataset.ts";
import { temporaryFolder } from "../../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

test("all graphs in one file, with their means and deviations, lists and labels", async () => {
  using dataset = await encodedDataset(folder("aagnet"), "aagnet", [
    { name: "box", brep: box(2, 2, 4), labels: [0, 1, 2, 3, 4, 5] },
    { name: "rod", brep: cylinder(1, 2), labels: [7, 8, 9] },
  ]);
  const { path, files } = await dataset.exportTo("aagnet", join(folder("out"), "aagnet"));
  expect(files).toEqual([
    "aag/attr_stat.json",
    "aag/graphs.json",
    "labels/box.json",
    "labels/rod.json",
    "split.json",
    "train.txt",
    "trunnion.json",
  ]);
  const read = (name: string) => JSON.parse(readFileSync(join(path, name), "utf8"));
  const [[stem, graph], [other, rod]] = read("aag/graphs.json");
  expect([stem, other]).toEqual(["box", "rod"]);
  expect(graph.graph.num_nodes).toBe(6);
  const [source, destination] = graph.graph.edges;
  expect([source.length, destination.length, graph.graph_edge_attr.length]).toEqual([24, 24, 24]);
  // The box is 4 long, so that lengths are halved in the frame, and areas quartered.
  for (const [i, row] of graph.graph_face_attr.entries()) {
    const [area, centroid] = [row[5], row.slice(7)];
    expect(row.slice(0, 5)).toEqual([1, 0, 0, 0, 0]);
    const far = Math.max(...centroid.map(Math.abs));
    // The two ends are 1 away from the middle, and small.
    expect([i, far, area]).toEqual([i, far, far === 1 ? 1 : 2]);
  }
  for (const row of graph.graph_edge_attr) {
    expect(row).toHaveLength(12);
    expect(row.slice(10)).toEqual(row.slice(7, 9));
    expect([1, 2]).toContain(row[3]);
    expect([row[1], row[9]]).toEqual([1, 1]);
  }
  expect(graph.graph_edge_grid).toEqual([]);
  const grid = rod.graph_face_grid;
  expect([grid.length, grid[0].length, grid[0][0].length, grid[0][0][0].length])
    .toEqual([3, 7, 5, 5]);

  const { mean_face_attr, std_face_attr, mean_edge_attr } = read("aag/attr_stat.json");
  expect(mean_face_attr[0]).toBeCloseTo(8 / 9, 12);
  expect(std_face_attr[0]).toBeCloseTo(Math.sqrt(8 / 81), 12);
  // 24 arcs along straight edges, 4 along circles.
  expect(mean_edge_attr[9]).toBeCloseTo(24 / 28, 12);
  expect(read("split.json")).toEqual({ train: ["box", "rod"] });
  expect(readFileSync(join(path, "train.txt"), "utf8")).toBe("box\nrod\n");
  expect(read("labels/rod.json")).toEqual([7, 8, 9]);
});
