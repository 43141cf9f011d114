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

  test("has zeros before a log axis in a bar of their own, and quantiles by their names", async () => {
    using dataset = await openDataset(flow);
    const zeros = await dataset.chart.distribution("labels.part_category", { bins: "log" });
    expect(values(zeros)[0]).toMatchObject({ bin: "0", count: 150 });
    expect(await zeros.toSVG()).toContain("log axis, 0 beside it");
    const equal = await dataset.chart.distribution("volume", { bins: "quantile" });
    expect(values(equal)).toHaveLength(20);
    expect(new Set(values(equal).map(({ count }) => count))).toEqual(new Set([30]));
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

  test("has areas in proportion to what they stand for, and whole numbers beside them", async () => {
    using dataset = await openDataset(flow);
    const { encoding } = (await dataset.chart.scatter("face_count", "volume", "family")).spec as {
      encoding: Record<string, { scale: Record<string, number[]>; sort: string[]; legend: object }>;
    };
    const { range: [small, large], domain: [one, most] } = encoding.size.scale;
    expect(one).toBe(1);
    expect(small).toBe(Math.max(18, large / most));
    expect(encoding.size.legend).toMatchObject({ format: "d" });
    expect(encoding.color.sort.toSorted()).toEqual(
      [...FAMILIES, "(others)", "(missing)"].toSorted(),
    );
    expect(encoding.color.sort.slice(-2)).toEqual(["(others)", "(missing)"]);
  });

  test("has the bins of a number in their order", async () => {
    using dataset = await openDataset(flow);
    const chart = await dataset.chart.scatter("face_count", "volume", "volume");
    const { color } = chart.spec.encoding as { color: { sort: string[] } };
    const lows = color.sort.slice(0, -1).map((name) => parseFloat(name.slice(1)));
    expect(lows).toHaveLength(5);
    expect(lows).toEqual(lows.toSorted((a, b) => a - b));
    expect(new Set(values(chart).map((circle) => circle.class)))
      .toEqual(new Set(color.sort.slice(0, -1)));
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

describe("the heatmap", () => {
  test("has a cell for each pair of classes, by name, and counts all rows", async () => {
    using dataset = await openDataset(flow);
    const chart = await dataset.chart.heatmap("family", "labels.part_category");
    const cells = values(chart);
    expect(cells).toHaveLength(12);
    expect(cells.reduce((sum, { count }) => sum + Number(count), 0)).toBe(600);
    const gears = cells.filter(({ x, y }) => x === "gear" && y === "plate");
    expect(gears.map(({ count }) => count)).toEqual([
      bodies.filter(({ family, category }) => family === "gear" && category === 2).length,
    ]);
  });

  test.each([0, 2.5, 1e6, "12"])("with %j bins is refused", async (bins) => {
    using dataset = await openDataset(flow);
    const chart = dataset.chart.heatmap("volume", "family", { bins: bins as number });
    const found = JSON.stringify(bins);
    await expect(chart).rejects.toThrow(`a whole number from 1 to 200, found ${found}`);
  });

  test("bins numbers, on a log axis where their tail is long, beside classes of rows", async () => {
    using dataset = await openDataset(flow);
    const chart = await dataset.chart.heatmap("faces.face_areas", "family", { bins: 12 });
    const rows = bodies.reduce((sum, { areas }) => sum + areas.length, 0);
    expect(values(chart).reduce((sum, { count }) => sum + Number(count), 0)).toBe(rows);
    expect(JSON.stringify(chart.spec.encoding)).toContain(`"type":"log"`);
    expect(await chart.toSVG()).toContain("log axis");
    await expect(dataset.chart.heatmap("family", "volume", { bin: 3 } as never)).rejects
      .toThrow("Did you mean 'bins'?");
  });
});

describe("the chart of times", () => {
  const report = {
    run: "a",
    durationMs: 12_500,
    stages: [{
      name: "encode",
      durationMs: 11_000,
      items: { done: 9 },
      slowest: [{ item: "/parts/slow.step", durationMs: 2100 }],
    }],
    workers: [{ worker: 0, busyMs: 9000 }, { worker: 1, busyMs: 8000 }],
  };
  const parts = (chart: Chart) => chart.spec.vconcat as { data: { values: unknown[] } }[];

  test("has stages, workers and the slowest items of the run's report", async () => {
    const own = await writeDataset(folder("timed"), bodies.slice(0, 3));
    const summary = JSON.parse(await Deno.readTextFile(own));
    const seconds = { "Duration [seconds]": { total: 7, encode: 6 } };
    const tasks = { "Flow Specifications": { tasks: [{ name: "encode" }] } };
    await Deno.writeTextFile(
      own,
      JSON.stringify({ ...summary, ...seconds, ...tasks, run_id: "a" }),
    );
    const file = own.replace(/[^/]+$/, "run_report.json");
    await Deno.writeTextFile(file, JSON.stringify(report));
    {
      using dataset = await openDataset(own);
      const chart = await dataset.chart.timings();
      expect(parts(chart)[0].data.values).toEqual([{ name: "encode", ms: 11_000, time: "11.0 s" }]);
      expect(String(chart)).toMatch(/12.5 s in all[\s\S]*worker 1 +8.00 s[\s\S]*slow.step +2.10 s/);
      expect(await chart.toSVG()).toContain("slow.step");
    }
    // The report of another run says nothing of this one; neither does a damaged one.
    for (const text of [JSON.stringify({ ...report, run: "b" }), "{"]) {
      await Deno.writeTextFile(file, text);
      using dataset = await openDataset(own);
      const chart = await dataset.chart.timings();
      expect(String(chart)).toMatch(/7.00 s in all\nstages:\n +encode +6.00 s$/);
    }
  });

  test("is refused where nothing tells of a run", async () => {
    using bare = await openDataset(flow.replace(/flow$/, "dataset"));
    await expect(bare.chart.timings()).rejects.toThrow("Open the dataset by its .flow file");
  });
});
