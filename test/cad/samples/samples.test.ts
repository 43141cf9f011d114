import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import { CSV_COLUMNS, type PartLabels } from "../../../src/cad/samples/part_labels.ts";
import { SampleFolderError } from "../../../src/cad/samples/sample_folder.ts";
import { samples, type SamplesProgress } from "../../../src/cad/samples/samples.ts";
import { copySampleParts, SHARED_PARTS } from "../../helpers/sample_parts.ts";
import { stepFaces } from "./step_text.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "trunnion-samples-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const read = (name: string) => readFileSync(join(dir, name), "utf8");

test("writes STEP files, labels and a table, and says what it wrote", async () => {
  const progress: SamplesProgress[] = [];
  writeFileSync(join(dir, "notes.txt"), "mine");
  const report = await samples(dir, {
    count: 2,
    seed: 3,
    processes: 1,
    onProgress: (step) => progress.push(step),
  });
  expect(report).toMatchObject({ dir, count: 2, seed: 3, bodies: 2, untouched: ["notes.txt"] });
  expect(report.families).toMatchObject({ bracket: 1, shaft: 1, gear: 0 });
  expect(report.files).toEqual(["part_0001_bracket.step", "part_0002_shaft.step"]);
  expect(readdirSync(dir).sort()).toEqual([
    "labels.csv",
    "notes.txt",
    "part_0001_bracket.labels.json",
    "part_0001_bracket.step",
    "part_0002_shaft.labels.json",
    "part_0002_shaft.step",
  ]);
  expect(read("notes.txt")).toBe("mine");
  expect(progress).toEqual([
    { done: 1, total: 2, file: "part_0001_bracket.step" },
    { done: 2, total: 2, file: "part_0002_shaft.step" },
  ]);

  const labels: PartLabels = JSON.parse(read("part_0001_bracket.labels.json"));
  const ids = [...stepFaces(read("part_0001_bracket.step")).keys()];
  expect(new Set(labels.faces.map((face) => face.id))).toEqual(new Set(ids));
  expect(report.faces).toBeGreaterThan(ids.length);
  const rows = read("labels.csv").trimEnd().split("\n");
  expect(rows[0]).toBe(CSV_COLUMNS.join(","));
  expect(rows.slice(1).map((row) => row.split(",").slice(0, 3))).toEqual([
    ["part_0001_bracket.step", "bracket", "0"],
    ["part_0002_shaft.step", "shaft", "1"],
  ]);
});

test("equal seeds give equal folders, on one kernel or on two", async () => {
  const contents = () =>
    Object.fromEntries(readdirSync(dir).map((name) => [name, read(name)] as const));
  await copySampleParts(dir, 5); // the first of thirty, which two kernels have made
  const first = contents();
  expect(Object.keys(first)).toHaveLength(11);
  for (const name of Object.keys(first)) rmSync(join(dir, name));
  await samples(dir, { count: 5, seed: SHARED_PARTS.seed, processes: 1 });
  expect(contents()).toEqual(first);
});

describe("refuses", () => {
  test.each([0, -1, 2.5, NaN, Infinity])("a count of %s", async (count) => {
    await expect(samples(dir, { count })).rejects.toThrow(UsageError);
    await expect(samples(dir, { count })).rejects.toThrow(
      `'count' must be a whole number of at least 1, found ${count}`,
    );
    expect(readdirSync(dir)).toEqual([]);
  });

  test("seeds and process counts that are none", async () => {
    await expect(samples(dir, { seed: -1 })).rejects.toThrow("'seed' must be a whole number");
    await expect(samples(dir, { seed: 0.5 })).rejects.toThrow("found 0.5");
    await expect(samples(dir, { processes: 0 })).rejects.toThrow("'processes' must be");
  });

  test("more files than a folder takes, texts for numbers, and no path", async () => {
    await expect(samples(dir, { count: 1e12 })).rejects.toThrow("from 1 to 1000000, found 1000000");
    await expect(samples(dir, { count: "3" as never })).rejects.toThrow('at least 1, found "3"');
    await expect(samples(undefined as never)).rejects.toThrow("wanted, found undefined");
  });

  test("a path that is a file, or that cannot be made", async () => {
    writeFileSync(join(dir, "file"), "");
    for (const path of [join(dir, "file"), join(dir, "file", "below"), "/proc/trunnion"]) {
      const attempt = samples(path, { count: 1 });
      await expect(attempt).rejects.toThrow(SampleFolderError);
      await expect(attempt).rejects.toThrow(`Cannot write sample parts to '${path}'`);
      await expect(attempt).rejects.not.toThrow(/Choose another path/); // said once, of the folder
    }
  });

  test("to replace a labels.csv that is not its own", async () => {
    writeFileSync(join(dir, "labels.csv"), "file,colour\na.step,red\n");
    await expect(samples(dir, { count: 1 })).rejects.toThrow(/Trunnion did not write it/);
    expect(read("labels.csv")).toBe("file,colour\na.step,red\n");
    expect(readdirSync(dir)).toEqual(["labels.csv"]);
  });
});

describe("when it is stopped", () => {
  test("beforehand, it does nothing", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(samples(dir, { count: 1, signal })).rejects.toThrow("enough");
    expect(readdirSync(dir)).toEqual([]);
  });

  test("halfway, whole parts stay, without a table that does not fit", async () => {
    await copySampleParts(dir, 1); // with the table that Trunnion has written
    expect(readdirSync(dir)).toContain("labels.csv");
    const stop = new AbortController();
    const run = samples(dir, {
      count: 50,
      seed: 2,
      signal: stop.signal,
      onProgress: ({ done }) => done === 2 && stop.abort(new Error("enough")),
    });
    await expect(run).rejects.toThrow("enough");
    expect(readdirSync(dir).sort()).toEqual([
      "part_0001_bracket.labels.json",
      "part_0001_bracket.step",
      "part_0002_shaft.labels.json",
      "part_0002_shaft.step",
    ]);
    expect(read("part_0002_shaft.step").trimEnd().endsWith("END-ISO-10303-21;")).toBe(true);
  });

  test("by the caller's own error, it passes that on", async () => {
    const onProgress = () => {
      throw new RangeError("mine");
    };
    await expect(samples(dir, { count: 3, processes: 1, onProgress })).rejects.toThrow("mine");
  });
});
