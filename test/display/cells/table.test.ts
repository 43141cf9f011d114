import { expect, test } from "vitest";
import { JUPYTER_DISPLAY } from "../../../src/base/jupyter_display.ts";
import { table } from "../../../src/display/cells/table.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

async function shown(...given: Parameters<typeof table>): Promise<{ text: string; html: string }> {
  const bundle = await table(...given)[JUPYTER_DISPLAY]();
  return { text: String(bundle["text/plain"]), html: String(bundle["text/html"]) };
}

const lines = async (...given: Parameters<typeof table>) =>
  (await shown(...given)).text.split("\n").map((line) => line.trim()).filter((line) => line !== "");

const GEAR = { name: "gear", faces: 67 };
const SHAFT = { name: "shaft", faces: 11.123456789 };

test("rows are those of whatever holds rows", async () => {
  await import("@uwdata/flechette");
  const arquero = await import("arquero");
  const { tableFromArrays } = await import("apache-arrow");
  const columns = { name: ["gear", "shaft"], faces: Float64Array.of(67, 11.123456789) };
  const wanted = ["2 rows, 2 columns", "name     faces", "gear        67", "shaft  11.1235"];
  expect(await lines([GEAR, SHAFT])).toEqual(wanted);
  expect(await lines(Promise.resolve([GEAR, SHAFT]))).toEqual(wanted);
  expect(await lines(new Set([GEAR, SHAFT]))).toEqual(wanted);
  expect(await lines(columns)).toEqual(wanted);
  expect(await lines(arquero.from([GEAR, SHAFT]))).toEqual(wanted);
  expect(await lines(tableFromArrays(columns))).toEqual(wanted);
  expect(await lines([3, 4])).toEqual(["2 rows, 1 column", "value", "3", "4"]);
  expect(await lines(Float32Array.of(3, 4))).toEqual(["2 rows, 1 column", "value", "3", "4"]);
  expect(await lines(new Map([["gear", 3]]))).toEqual([
    "1 row, 2 columns",
    "key   value",
    "gear      3",
  ]);
});

test("a dataset has parts", async () => {
  using dataset = await openDataset(await writeDataset(folder("parts")));
  const [size, more, names] = await lines(dataset);
  expect(size).toMatch(/^\d+ rows, 14 columns$/);
  expect(more).toMatch(/^and \d more columns$/);
  expect(names).toMatch(/^name +id +subset /);
  expect(await lines(dataset, "faces", { rows: 1, columns: ["face_areas"] })).toHaveLength(4);
  await expect(shown(dataset, "facse")).rejects.toThrow(/Did you mean 'faces'/);
});

test("few rows are shown, and the others counted", async () => {
  const many = Array.from({ length: 12_345 }, (_, i) => ({ i }));
  expect((await lines(many)).at(-1)).toMatch(/12,?325 more/);
  expect(await lines(many, { rows: 2 })).toHaveLength(5);
});

test("cells of any value are texts, and HTML is escaped", async () => {
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  const odd = {
    a: null,
    b: new Date(0),
    c: [1n],
    d: Uint8Array.of(1, 2),
    e: loop,
    f: "x".repeat(99),
  };
  const { text } = await shown([odd]);
  expect(text).toContain("1970-01-01T00:00:00.000Z");
  expect(text).toContain('["1"]');
  expect(text).toContain("[1, 2]");
  const { html } = await shown([{ "<b>": "<img src=x onerror=alert(1)>" }]);
  expect(html).not.toContain("<img");
  expect(html).not.toContain("<b>");
});

test.each<[unknown[], RegExp]>([
  [["faces"], /must be a dataset, a table of Arquero.*found the text 'faces'/],
  [[5], /found the number 5/],
  [[undefined], /found undefined/],
  [[{ a: 1 }], /found an object of a/],
  [[() => 1], /found the function/],
  [[[GEAR], "faces"], /only a dataset has named parts, found an array of 1/],
  [[[GEAR], { columns: ["face"] }], /no column 'face'. Did you mean 'faces'/],
])("%j is refused", async (given, sentence) => {
  await expect(shown(...given as Parameters<typeof table>)).rejects.toThrow(sentence);
});

test("wrong options are refused at once", () => {
  expect(() => table([], { rows: 0 })).toThrow(/whole number from 1 on, found 0/);
  expect(() => table([], 5 as never)).toThrow(/part's name must be a text, found the number 5/);
});

test("the console is told what to do with it", () => {
  expect(Deno.inspect(table([GEAR]))).toBe(
    "a table of an array of 1: end a cell with it, or display() it",
  );
});
