import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import { UnsupportedFormat } from "../../../src/cad/errors.ts";
import {
  cadExtensions,
  findReader,
  readableFormats,
} from "../../../src/cad/formats/find_reader.ts";
import { looksLike } from "../../../src/cad/formats/looks_like.ts";
import { registerFormat } from "../../../src/cad/formats/register_format.ts";
import { gatherTask } from "../../../src/pipeline/tasks/builtin_tasks.ts";
import { gatherFiles } from "../../../src/pipeline/tasks/gather_files.ts";
import { resultsOf, runTasks, temporaryFolder } from "../../pipeline/helpers.ts";
import { openDataFile } from "../../../src/storage/read_data_file.ts";
import { makeStepParts } from "../occt/step_parts.ts";
import { bytesOf } from "./step_text.ts";
import { toyReader } from "./toy/toy_format.ts";
import { encodeToy } from "./toy/toy_tasks.ts";

describe("a format that was registered", () => {
  const bytes = bytesOf("TOY\nbox brick 1 2 3\n");

  test("is found by its extension, whatever the file holds", () => {
    expect(findReader("a.toy", bytesOf("hello"))).toBe(toyReader);
    expect(findReader("A.TOY", bytes)).toBe(toyReader);
  });

  test("is found by what a file begins with, whatever it is called", () => {
    expect(findReader("a.txt", bytes)).toBe(toyReader);
    expect(looksLike(bytes)).toBe("Toy");
    expect(findReader("a.step", bytes)).toBe(toyReader);
  });

  test("is named where another one is refused, and gathered", async () => {
    expect(readableFormats()).toBe(
      "STEP (.step, .stp, .p21, .stpz) or IGES (.iges, .igs) or BREP (.brep, .brp) or Toy (.toy)",
    );
    const find = () => findReader("a.sat", bytesOf("x"));
    expect(find).toThrow(UnsupportedFormat);
    expect(find).toThrow(
      "or BREP (.brep, .brp) or Toy (.toy), found ACIS. Export it as STEP or IGES or BREP or Toy.",
    );
    expect(cadExtensions()).toContain(".toy");
    const folder = temporaryFolder();
    for (const name of ["a.toy", "b.txt", "c.p21"]) writeFileSync(join(folder, name), bytes);
    expect(await gatherFiles(folder)).toEqual([join(folder, "a.toy"), join(folder, "c.p21")]);
  });

  test("takes the place of one of the same name", () => {
    const other = { ...toyReader, extensions: [".toy", ".toys"] };
    registerFormat(other);
    expect(findReader("a.toys", bytes)).toBe(other);
    registerFormat(toyReader);
    expect(() => findReader("a.toys", bytesOf("x"))).toThrow(UnsupportedFormat);
  });

  test.each([
    ["toy", "must be lower case, with one dot before it; found 'toy'"],
    [".TOY", "must be lower case"],
    [".tar.toy", "with one dot"],
    [".step", "must belong to one format, and is STEP's; found '.step'"],
  ])("may not have the extension %s", (extension, rule) => {
    const register = () =>
      registerFormat({ ...toyReader, format: "Other", extensions: [extension] });
    expect(register).toThrow(UsageError);
    expect(register).toThrow(rule);
  });
});

test.each([["here", true], ["in workers", false]])(
  "a folder of it and STEP is encoded %s",
  async (_, debug) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "a.toy"), "TOY\nbox brick 1 2 3\nbox tile 5 5 1\n");
    writeFileSync(join(folder, "b.toy"), "no toy");
    writeFileSync(join(folder, "c.step"), (await makeStepParts()).box);
    const run = await runTasks([gatherTask, encodeToy], { sources: [folder] }, {
      debug,
      maxWorkers: 1,
    });
    expect(run.summary).toMatchObject({ file_count: 2, error_count: 1 });
    expect(run.errors).toMatchObject([{ error_class: "NotToy" }]);
    expect(run.errors[0].message).toContain("it is plain text");
    const [toy, step] = resultsOf(run, "encode_toy").map((path) => openDataFile(String(path)));
    expect(toy.attributes).toMatchObject({
      source: { provenance: { kernel: "none", reader: "toy", format: "Toy" } },
      bodies: [{ name: "brick" }, { name: "tile" }],
    });
    expect(step.attributes).toMatchObject({ source: { provenance: { format: "STEP" } } });
    const areas = Array.from(toy.readArray("faces/face_areas").data, Number);
    expect(areas.sort((a, b) => a - b)).toEqual([2, 2, 3, 3, 5, 5, 5, 5, 6, 6, 25, 25]);
  },
);
