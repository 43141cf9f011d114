import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { JUPYTER_DISPLAY } from "../../../src/base/jupyter_display.ts";
import type { Dataset } from "../../../src/dataset/dataset.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { where } from "../../../src/dataset/query/where.ts";
import { type DrawnDataset, drawnDataset } from "../../helpers/drawn_dataset.ts";
import { readPng } from "../../helpers/read_png.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
let root: string, drawn: DrawnDataset, dataset: Dataset;
beforeAll(async () => {
  root = folder("drawn");
  drawn = await drawnDataset(root);
  dataset = await openDataset(drawn.path);
});
afterAll(() => dataset.close());

const loader = () => drawn.loader;
const files = (kind: string) =>
  existsSync(`${root}/stream_cache/${kind}`) ? readdirSync(`${root}/stream_cache/${kind}`) : [];

/** The colours of a picture that many of its pixels have. */
function colours(png: Uint8Array): Set<string> {
  const { data } = readPng(png), counts = new Map<string, number>();
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] !== 255) continue;
    const key = [...data.subarray(i, i + 3)].map((part) => part >> 4).join();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > 200).map(([key]) => key));
}

describe("previews", () => {
  test("are drawn once, of each file once, and kept beside the dataset", async () => {
    const grid = await dataset.preview(null, { loader: loader() });
    expect(grid.cells.map(({ id, label, note }) => [id, label, note])).toEqual([
      [0, "box", null],
      [1, "cylinder", null],
      [2, "pair/lid", null],
      [3, "pair/pin", null],
    ]);
    expect(loader().opened.length).toBe(3);
    for (const { png } of grid.cells) {
      expect(readPng(png!)).toMatchObject({ width: 256, height: 256 });
      expect(colours(png!).size).toBeGreaterThan(1);
    }
    expect(files("png").length).toBe(4);
    expect(files("png").map((name) => name.replace(/-[0-9a-f]{12}-[0-9a-f]{8}\.png$/, "")).sort())
      .toEqual(
        ["box_0", "cylinder_0", "pair_0", "pair_1"],
      );
    const again = await dataset.preview(null, { loader: loader() });
    expect(loader().opened.length).toBe(3);
    expect(again.cells).toEqual(grid.cells);
  });

  test("are drawn each time where they cannot be kept, as of a dataset of somebody else", async () => {
    const path = folder("read_only");
    const own = await drawnDataset(path);
    writeFileSync(`${path}/stream_cache`, "no folder can be made here");
    using dataset = await openDataset(own.path);
    for (const opened of [1, 2]) {
      const { cells } = await dataset.preview([0], { loader: own.loader });
      expect(cells.map(({ png, note }) => [png === null, note])).toEqual([[false, null]]);
      expect(own.loader.opened.length).toBe(opened);
    }
    // Triangles are asked for as files.
    await expect(dataset.preview([0], { loader: own.loader, glb: true })).rejects.toThrow(
      "Cannot write '",
    );
  });

  test("are of the samples that a query, ids or names mean", async () => {
    const found = async (...args: Parameters<Dataset["preview"]>) =>
      (await dataset.preview(args[0], { ...args[1], loader: loader() })).cells.map(({ id }) => id);
    expect(await found(where("made_of").eq("brass"), { k: 2 })).toEqual([1, 2]);
    expect(await found([3, 0])).toEqual([3, 0]);
    expect(await found("pair/pin")).toEqual([3]);
    await expect(dataset.preview("pair/pun")).rejects.toThrow("Did you mean 'pair/pin'?");
  });

  test("have labels of the infoset's columns, or of a function", async () => {
    const label = async (labelFormat: Parameters<Dataset["preview"]>[1] & object) =>
      (await dataset.preview([1], { ...labelFormat, loader: loader() })).cells[0].label;
    expect(await label({ labelFormat: "{made_of}, {face_count} faces" })).toBe("brass, 3 faces");
    expect(await label({ labelFormat: ({ name }) => `part ${name}` })).toBe("part cylinder");
    await expect(label({ labelFormat: "{made_off}" })).rejects.toThrow("Did you mean 'made_of'?");
  });

  test("are coloured by an array: one value has one colour in all pictures", async () => {
    const options = { colorBy: "face_types", loader: loader() };
    const grid = await dataset.preview(null, options);
    const before = files("png").length;
    const html = grid[JUPYTER_DISPLAY]()["text/html"];
    expect(html).toContain("plane</span>");
    expect(html).toContain("cylinder</span>");
    // The top of the box and that of the cylinder are planes.
    const [box, cylinder] = grid.cells.map(({ png }) => colours(png!));
    expect([...box].some((colour) => cylinder.has(colour))).toBe(true);
    expect([...cylinder].some((colour) => !box.has(colour))).toBe(true);
    expect(files("png").length).toBe(before);
    await expect(dataset.preview(null, { colorBy: "face_tipes" })).rejects.toThrow(
      "Did you mean 'face_types'?",
    );
  });

  test("come with triangles where they are asked for", async () => {
    await dataset.preview([0], { glb: true, loader: loader() });
    const [name] = files("glb");
    const bytes = await Deno.readFile(`${root}/stream_cache/glb/${name}`);
    expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe("glTF");
    expect(await dataset.previewFiles([0, 1])).toEqual([
      {
        id: 0,
        png: `${root}/stream_cache/png/${name.replace("glb", "png")}`,
        glb: `${root}/stream_cache/glb/${name}`,
      },
      { id: 1, png: expect.stringContaining("cylinder_0-"), glb: null },
    ]);
  });

  test("are written as a picture and as a page", async () => {
    const path = folder("saved");
    const options = { gridCols: 2, loader: loader() };
    await dataset.preview(null, { ...options, savePath: `${path}/grid.png` });
    const { width, height } = readPng(await Deno.readFile(`${path}/grid.png`));
    expect(width).toBe(20 + 2 * 276);
    expect(height).toBeGreaterThan(2 * 256);
    await dataset.preview(null, { ...options, savePath: `${path}/grid.html` });
    const page = await Deno.readTextFile(`${path}/grid.html`);
    expect(page.match(/<img /g)!.length).toBe(4);
    expect(page).toContain("repeat(2, minmax(0, 1fr))");
    const wrong = dataset.preview(null, { ...options, savePath: `${path}/grid.gif` });
    await expect(wrong).rejects.toThrow("must end with .png or .html");
  });

  test("refuse what cannot be", async () => {
    await expect(dataset.preview(null, { k: 0 })).rejects.toThrow("from 1 to 400; found 0");
    await expect(dataset.preview(null, { size: 5000 })).rejects.toThrow("from 32 to 512");
    const wrong = { view: "fornt" as "front" };
    await expect(dataset.preview(null, wrong)).rejects.toThrow("Did you mean 'front'?");
  });

  test("find no room where they are many: they are shown smaller, in at most 100 KB", async () => {
    const { cells } = await dataset.preview(null, { loader: loader() });
    const { PreviewGrid } = await import("../../../src/dataset/view/preview_grid.ts");
    const many = Array.from({ length: 60 }, (_, i) => cells[i % 4]);
    const parts = { title: "<many>", found: 900, columns: null, legend: [] };
    const shown = new PreviewGrid({ ...parts, cells: many })[JUPYTER_DISPLAY]();
    expect(shown["text/html"].length).toBeLessThan(100_000);
    expect(shown["text/html"].match(/<img /g)!.length).toBe(60);
    expect(shown["text/html"]).toContain("&lt;many&gt;");
    expect(shown["text/plain"]).toContain("The first 60 of 900 samples");
    const most = Array.from({ length: 160 }, (_, i) => cells[i % 4]);
    const all = new PreviewGrid({ ...parts, cells: most })[JUPYTER_DISPLAY]()["text/html"];
    expect(all.length).toBeLessThan(100_000);
    const [, count] = /The first (\d+) of 900 samples/.exec(all)!;
    expect(Number(count)).toBe(80);
    expect(all.match(/<img /g)!.length).toBe(80);
  });
});

describe("where a preview cannot be drawn", () => {
  test("it says why in its place, and the others are drawn", async () => {
    const root = folder("gone");
    const { path, loader, parts } = await drawnDataset(root);
    using dataset = await openDataset(path);
    await Deno.remove(`${parts}/box.step`);
    const { cells } = await dataset.preview(null, { loader });
    expect(cells[0]).toMatchObject({ png: null, note: expect.stringContaining("not there") });
    expect(cells[1].png).not.toBeNull();
    await Deno.rename(parts, `${root}/elsewhere`);
    const moved = await dataset.preview([2], { loader });
    expect(moved.cells[0].png).not.toBeNull(); // it was kept
    const fresh = await dataset.preview([2], { loader, view: "top" });
    expect(fresh.cells[0].note).toContain("say where it is by `sources`");
    expect(JSON.stringify(fresh[JUPYTER_DISPLAY]())).toContain("source folder");
  });

  test("a file that has changed is drawn again, and said to have changed", async () => {
    const root = folder("changed");
    const { path, loader, parts } = await drawnDataset(root);
    using dataset = await openDataset(path);
    await dataset.preview([0], { loader });
    await Deno.writeTextFile(`${parts}/box.step`, "edited");
    const { cells } = await dataset.preview([0], { loader });
    expect(loader.opened.length).toBe(2);
    expect(cells[0]).toMatchObject({ note: expect.stringContaining("has changed") });
    expect(cells[0].png).not.toBeNull();
    expect((await dataset.previewFiles([0]))[0].png).toBeNull();
  });

  test("a body that is another one now is not taken for the sample's", async () => {
    const { path } = await drawnDataset(folder("other"));
    using dataset = await openDataset(path);
    const { loaderOf } = await import("../../helpers/model_of.ts");
    const { cylinder } = await import("../../helpers/breps.ts");
    const { cells } = await dataset.preview([0], { loader: loaderOf(cylinder(1, 1)) });
    expect(cells[0]).toMatchObject({ png: null, note: expect.stringContaining("another body") });
  });
});

describe("a sample in 3D", () => {
  test("has the dataset's values of its faces", async () => {
    const viewer = await dataset.preview3D("pair/pin", { loader: loader() });
    expect(viewer.faceCount).toBe(3);
    expect(viewer.columns).toEqual([
      "kind",
      "area",
      "faces/face_areas",
      "faces/face_loops",
      "faces/face_types",
    ]);
    expect(await viewer.html()).toContain("pair/pin");
  });

  test("needs its file", async () => {
    const { path, loader, parts } = await drawnDataset(folder("no_file"));
    using dataset = await openDataset(path);
    await Deno.remove(`${parts}/box.step`);
    await expect(dataset.preview3D(0, { loader })).rejects.toThrow("is not there any more");
    await Deno.writeTextFile(`${parts}/cylinder.step`, "edited");
    const viewer = await dataset.preview3D(1, { loader });
    expect(viewer.columns).toEqual(["kind", "area"]); // those of the dataset are of other faces
  });
});
