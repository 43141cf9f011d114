import { afterAll, describe, expect, test } from "vitest";
import { JUPYTER_DISPLAY } from "../../../src/base/jupyter_display.ts";
import { where } from "../../../src/dataset/query/where.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { BODIES, writeDataset } from "../../helpers/dataset_fixture.ts";

const HOSTILE = `<img src=x onerror="alert(1)">`;
const folder = await Deno.makeTempDir();
const flow = await writeDataset(
  folder,
  BODIES.map((body, i) => i === 0 ? { ...body, family: HOSTILE } : body),
);
const summary = JSON.parse(await Deno.readTextFile(flow));
await Deno.writeTextFile(
  flow,
  JSON.stringify({
    ...summary,
    file_count: 4,
    error_count: 2,
    skipped_count: 1,
    error_distribution: { [HOSTILE]: 2 },
  }),
);
afterAll(() => Deno.remove(folder, { recursive: true }));

describe("what a cell shows of a dataset", () => {
  test("counts of the run, groups, columns, labels, and what to call next", async () => {
    using dataset = await openDataset(flow);
    const { "text/plain": text } = await dataset[JUPYTER_DISPLAY]();
    for (
      const part of [
        "5 samples of 4 files",
        "4 done",
        "2 failed",
        "1 skipped",
        "faces: face_areas, face_centroids, face_types",
        "80 %", // of the notes are missing
        "labels/part_category",
        "gear",
        "await dataset.split(",
      ]
    ) expect(text).toContain(part);
  });

  test("all named splits, what failed, what was slow, thumbnails, and what made the bytes", async () => {
    const own = await writeDataset(`${folder}/told`);
    const home = own.replace(/[^/]+$/, "");
    const written = JSON.parse(await Deno.readTextFile(own));
    await Deno.writeTextFile(own, JSON.stringify({ ...written, run_id: "r", error_count: 3 }));
    await Deno.writeTextFile(`${home}parts.merge.json`, JSON.stringify({ key: "a1b2c3" }));
    const example = { item: `/cad/${HOSTILE}.step`, message: "" };
    const slowest = [{ item: "/cad/slow.step", durationMs: 1500 }];
    await Deno.writeTextFile(
      `${home}run_report.json`,
      JSON.stringify({
        run: "r",
        durationMs: 2000,
        stages: [{ name: "encode", durationMs: 1900, items: { done: 4 }, slowest }],
        workers: [],
        errors: [{ count: 3, errorClass: "NotStep", template: "no N", examples: [example] }],
      }),
    );
    using dataset = await openDataset(own);
    await dataset.split({ key: "family", train: 0.5, test: 0.5 });
    await dataset.split({ key: "family", train: 0.8, test: 0.2, name: "second" });
    const { "text/plain": text, "text/html": html } = await dataset[JUPYTER_DISPLAY]();
    for (const part of ["fingerprint a1b2c3", "NotStep: no N", "slow.step  1.50 s", "second"]) {
      expect(text).toContain(part);
    }
    expect(text.match(/ train/g)!.length).toBeGreaterThanOrEqual(2);
    expect(html).not.toContain("<img");
  });

  test("types, shapes and chunks of each array lie behind its group", async () => {
    using dataset = await openDataset(flow);
    const { "text/html": html } = await dataset[JUPYTER_DISPLAY]();
    expect(html).toMatch(
      /face_centroids\s+15 × 3\s+float32\s+2 × 3\s+[\d.]+ kB\s+the face_centroids/,
    );
  });

  test("names from files are text, never elements", async () => {
    using dataset = await openDataset(flow);
    const shown = [
      dataset,
      await dataset.createDistribution({ key: "family" }),
      await dataset.getFileList({ where: where("family").eq(HOSTILE) }),
      await dataset.split({ key: "family", train: 0.5, test: 0.5 }),
    ];
    for (const one of shown) {
      const { "text/html": html } = await Reflect.get(one, JUPYTER_DISPLAY).call(one);
      expect(html).toContain("&lt;img");
      expect(html).not.toContain("<img");
    }
  });

  test("without a .flow there are no counts of a run", async () => {
    using dataset = await openDataset(`${folder}/parts.dataset`);
    expect((await dataset[JUPYTER_DISPLAY]())["text/plain"]).not.toContain("Files of the run");
  });
});

describe("what console.log writes", () => {
  test("is a line for a dataset, a subset, found files and a split", async () => {
    using dataset = await openDataset(flow);
    const split = await dataset.split({ key: "face_count", train: 0.6, test: 0.4, replace: true });
    expect(Deno.inspect(dataset)).toMatch(/^Dataset '.*': 5 samples, groups faces, graph, labels$/);
    expect(Deno.inspect(split)).toMatch(/^Split by face_count: train 3, validation 0, test 2 /);
    expect(Deno.inspect(await dataset.subset("train"))).toMatch(
      /^CADDataset train: 3 of 5 samples/,
    );
    const found = await dataset.getFileList({ where: where("face_count").gt(2) });
    expect(Deno.inspect(found)).toBe("3 of 4 files: 0, 2, 3");
    expect(Deno.inspect(await dataset.createDistribution({ key: "family" }))).toContain("█");
  });

  test("found files are shown as a list of ids after the dataset is closed", async () => {
    const dataset = await openDataset(flow);
    const found = await dataset.getFileList();
    dataset.close();
    const bundle = await Reflect.get(found, JUPYTER_DISPLAY)();
    expect(bundle["text/plain"]).toContain("4 files found");
  });
});
