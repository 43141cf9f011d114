/** Both readers make the same arrays of the same file. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { differenceOf } from "../../src/cad/audit/compare_models.ts";
import type { Body } from "../../src/cad/brep.ts";
import { OcctLoader } from "../../src/cad/occt/occt_loader.ts";
import { allArrays } from "../helpers/all_arrays.ts";
import { corpusFiles, HAS_CORPUS } from "../helpers/corpus.ts";
import { copySampleParts } from "../helpers/sample_parts.ts";
import { ALL_ODD_PARTS } from "./formats/step/proven/all_odd_parts.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const FAMILIES = 10;
const folder = temporaryFolder();
const kernel = new OcctLoader({ reader: "kernel" });
const own = new OcctLoader({ reader: "auto" });
/** More than an audit compares. */
const allOf = ({ brep }: Body) => allArrays(brep);
let parts: string[];

beforeAll(async () => {
  const made = folder();
  parts = (await copySampleParts(made, FAMILIES)).map((name) => join(made, name));
});

afterAll(async () => {
  await Promise.all([kernel.close(), own.close()]);
});

describe("sample parts", () => {
  test.each(Array.from({ length: FAMILIES }, (_, i) => i))("part %i", async (i) => {
    const model = await own.createFromFile(parts[i]);
    expect(model.provenance).toMatchObject({ kernel: "none", reader: "step-typescript" });
    expect(differenceOf(model, await kernel.createFromFile(parts[i]), allOf)).toBeNull();
  });
});

describe("parts of odd kinds", () => {
  test.each(Object.keys(ALL_ODD_PARTS))("%s", async (name) => {
    const path = join(folder(), "part.step");
    writeFileSync(path, ALL_ODD_PARTS[name]());
    const model = await own.createFromFile(path);
    expect(model.provenance).toMatchObject({ kernel: "none" });
    expect(differenceOf(model, await kernel.createFromFile(path), allOf)).toBeNull();
  });
});

describe.skipIf(!HAS_CORPUS)("real files", () => {
  test.each([...corpusFiles("smoke"), ...corpusFiles("labelled")])("$file", async (one) => {
    const { path } = one;
    const model = await own.createFromFile(path);
    if (model.provenance.kernel !== "none") {
      expect(model.provenance.unproven).toMatch(/^[a-z]/i);
      return;
    }
    expect(differenceOf(model, await kernel.createFromFile(path), allOf)).toBeNull();
  });
});
