import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { copySampleParts } from "../../../helpers/sample_parts.ts";
import { temporaryFolder } from "../../../helpers/temporary_folder.ts";
import { fuzzStep } from "./fuzz_step.ts";

const folder = temporaryFolder();

test("a damaged file is read, or refused by an error of a class", async () => {
  const made = folder();
  const names = await copySampleParts(made, 10);
  const files = names.map((name) => new Uint8Array(readFileSync(join(made, name))))
    .sort((a, b) => a.length - b.length).slice(0, 3);
  const { counts, faults } = await fuzzStep(files, 60, 7);
  expect(faults).toEqual([]);
  // The damage is such that some can be read, and some not for several reasons.
  expect(counts.bodies).toBeGreaterThan(0);
  expect(Object.keys(counts).length).toBeGreaterThan(3);
}, 60_000);
