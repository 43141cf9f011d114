import { expect, test } from "vitest";
import { JUPYTER_DISPLAY } from "../../../src/base/jupyter_display.ts";
import { chart } from "../../../src/display/cells/chart.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const ROWS = Array.from({ length: 5000 }, (_, i) => ({
  faces: i % 50,
  edges: i,
  family: i % 3 === 0 ? "gear" : "shaft",
}));

// deno-lint-ignore no-explicit-any
async function drawn(...given: Parameters<typeof chart>): Promise<any> {
  const bundle = await chart(...given)[JUPYTER_DISPLAY]();
  expect(bundle["image/svg+xml"]).toMatch(/^<svg/);
  return { spec: bundle["application/vnd.vegalite.v5+json"], text: bundle["text/plain"] };
}

test("one key is drawn as a distribution of few bins", async () => {
  const { spec, text } = await drawn(ROWS, "edges");
  const counts = spec.data.values.map(({ count }: { count: number }) => count);
  expect(counts.reduce((sum: number, count: number) => sum + count)).toBe(5000);
  expect(counts.length).toBeLessThan(101);
  expect(text).toMatch(/^edges: 0 to /);
});

test("classes are counted, the largest first", async () => {
  const { spec } = await drawn([...ROWS, { family: null }], "family");
  expect(spec.data.values).toMatchObject([
    { value: "shaft", count: 3333 },
    { value: "gear", count: 1667 },
  ]);
  expect(spec.title.subtitle).toBe("5001 rows, 1 without a value");
});

test("two keys are drawn against each other, coloured by a third", async () => {
  const { spec, text } = await drawn(ROWS, "faces", "edges", "family");
  expect(spec.data.values.length).toBe(1667);
  expect(spec.data.values[1]).toMatchObject({ x: 3, y: 3, color: "gear" });
  expect(text).toBe("edges against faces: 5000 rows, 1667 of them drawn");
});

test("a dataset draws its own keys", async () => {
  using dataset = await openDataset(await writeDataset(folder("parts")));
  expect((await drawn(dataset, "face_count")).text).toMatch(/face_count/);
  expect((await drawn(dataset, "face_count", "volume")).text).toMatch(/against face_count/);
  // What it draws itself is drawn as well, awaited or not.
  expect((await drawn(dataset.chart.distribution("face_count"))).text).toMatch(/face_count/);
  await expect(drawn(dataset)).rejects.toThrow(/name what is to be drawn, chart\(dataset/);
});

test("a specification is drawn as it is, its own configuration first", async () => {
  const config = { background: "#fff" };
  const { spec } = await drawn({ data: { values: [{ a: 1 }] }, mark: "point", config });
  expect(spec).toMatchObject({ mark: "point", config: { background: "#fff", aria: false } });
  expect(spec.$schema).toMatch(/v5/);
});

test.each<[unknown[], RegExp]>([
  [[ROWS], /name what is to be drawn, a column: faces, edges, family/],
  [[ROWS, "face"], /no column 'face'. Did you mean 'faces'/],
  [[ROWS, "family", "edges"], /'family' along an axis.*found "gear". Use it as the colour/],
  [["face_count"], /must be a dataset.*found the text 'face_count'/],
  [[{ mark: "bar" }, "faces"], /a specification says itself what it draws, found the keys faces/],
])("%j is refused", async (given, sentence) => {
  await expect(drawn(...given as Parameters<typeof chart>)).rejects.toThrow(sentence);
});

test("keys that are no texts are refused at once", () => {
  expect(() => chart(ROWS, 5 as never)).toThrow(/one to three texts.*found the number 5/);
  expect(() => chart(ROWS, "a", "b", "c", "d")).toThrow(/found 4/);
});
