import { describe, expect, test } from "vitest";
import type { Chart } from "../../../src/page/chart.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { type FixtureBody, writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const FAMILIES = ["gear", "plate", "shaft"];
const bodies = Array.from({ length: 600 }, (_, i): FixtureBody => ({
  file: i,
  types: new Array(1 + i % 7).fill(i % 3),
  areas: Array.from({ length: 1 + i % 7 }, (_, f) => i === 0 ? 90_000 : 1.25 + (i * f) % 20),
  category: i % 4,
  family: FAMILIES[i % 3],
  volume: 1 + i * 2.5,
}));
const folder = temporaryFolder();
const flow = await writeDataset(folder("many"), bodies);
const summary = JSON.parse(await Deno.readTextFile(flow));
const errors = { error_distribution: { TruncatedFile: 2, KernelError: 5 }, item_count: 607 };
await Deno.writeTextFile(flow, JSON.stringify({ ...summary, ...errors }));

/** What a chart draws. */
function values(chart: Chart): Record<string, unknown>[] {
  return (chart.spec.data as { values: Record<string, unknown>[] }).values;
}

describe("the chart of a distribution", () => {
  test("has a bar for each class, by name, the largest first", async () => {
    using dataset = await openDataset(flow);
    const chart = await dataset.chart.distribution("labels.part_category");
    expect(values(chart)).toEqual(
      ["bracket", "shaft", "plate", "gear"].map((value) => ({ value, count: 150 })),
    );
  });

  test("has all values of a long tail in bins of equal ratio on a log axis", async () => {
    using dataset = await openDataset(flow);
    const chart = await dataset.chart.distribution("faces.face_areas");
    const sum = values(chart).reduce((sum, { count }) => sum + Number(count), 0);
    expect(sum).toBe(bodies.reduce((sum, { areas }) => sum + areas.length, 0));
    expect(JSON.stringify(chart.spec.encoding)).toContain(`"type":"log"`);
    // The tail is one value of thousands: equally wide bins would put all others into one.
    expect(values(chart).filter(({ count }) => Number(count) > 0).length).toBeGreaterThan(8);
    expect(await chart.toSVG()).toContain("log axis");
  });

  test("takes the bins that it is told", async () => {
    using dataset = await openDataset(flow);
    const chart = await dataset.chart.distribution("volume", { bins: [0, 10, 2000] });
    expect(values(chart).map(({ count }) => count)).toEqual([4, 596]);
  });
});

describe("the scatter chart", () => {
  test("holds few circles that stand for all samples, by class", async () => {
    using dataset = await openDataset(flow);
    const chart = await dataset.chart.scatter("face_count", "volume", "family");
    const circles = values(chart);
    expect(circles.length).toBeLessThanOrEqual(400);
    expect(circles.reduce((sum, { count }) => sum + Number(count), 0)).toBe(600);
    expect(new Set(circles.map((circle) => circle.class))).toEqual(new Set(FAMILIES));
    const svg = await chart.toSVG();
    expect(svg.length + JSON.stringify(chart.spec).length).toBeLessThan(100_000);
  });

  test("takes keys of rows together with keys of samples", async () => {
    using dataset = await openDataset(flow);
    const chart = await dataset.chart.scatter("faces.face_areas", "face_count");
    const rows = bodies.reduce((sum, { areas }) => sum + areas.length, 0);
    expect(values(chart).reduce((sum, { count }) => sum + Number(count), 0)).toBe(rows);
  });

  test("refuses texts along an axis, and rows of two groups", async () => {
    using dataset = await openDataset(flow);
    await expect(dataset.chart.scatter("family", "volume")).rejects.toThrow(
      "Cannot draw 'family' along an axis: its values must be numbers, found \"gear\"",
    );
    await expect(dataset.chart.scatter("faces.face_areas", "graph.edges_source")).rejects.toThrow(
      "rows of several groups: found faces and graph",
    );
  });
});

describe("charts of what is counted", () => {
  test("errors by class, the most frequent first; refused where no .flow tells", async () => {
    using dataset = await openDataset(flow);
    expect(values(await dataset.chart.errors())).toEqual([
      { value: "KernelError", count: 5 },
      { value: "TruncatedFile", count: 2 },
    ]);
    using bare = await openDataset(flow.replace(/flow$/, "dataset"));
    await expect(bare.chart.errors()).rejects.toThrow("Open the dataset by its .flow file");
  });

  test("subsets, and how classes are divided among them; refused before a split", async () => {
    using dataset = await openDataset(flow);
    await expect(dataset.chart.splits()).rejects.toThrow("has not been split yet");
    await dataset.split({ key: "family", train: 0.7, validation: 0.15, test: 0.15 });
    const sizes = values(await dataset.chart.splits()).map(({ value, count }) => [value, count]);
    expect(sizes).toEqual([["train", 420], ["validation", 90], ["test", 90]]);
    const classes = values(await dataset.chart.splits("family"));
    expect(classes).toContainEqual({ value: "gear", subset: "train", count: 140, order: 0 });
    expect(classes).toHaveLength(9);
  });
});
