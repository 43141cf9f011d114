import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { KernelUnavailable } from "../../src/cad/errors.ts";
import type { ShapeKernel } from "../../src/cad/formats/shape_kernel.ts";
import { createRandomStream } from "../../src/cad/random_stream.ts";
import { copySampleParts } from "../helpers/sample_parts.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";
import { fuzz } from "./fuzz.ts";
import { mutate, MUTATION_KINDS } from "./mutate.ts";
import { igesSeeds, seedsOf } from "./seeds.ts";

const folder = temporaryFolder();

/** Whoever comes as far as the kernel is a file that nothing is wrong with, by its text. */
const refuse = () => Promise.reject(new KernelUnavailable("no kernel here"));
const kernel: ShapeKernel = { name: "none", version: "none", readStep: refuse, readIges: refuse };

test("a damaged file is read, or refused by an error of a class", async () => {
  const made = folder();
  const step = (await copySampleParts(made, 10))
    .map((name) => new Uint8Array(readFileSync(join(made, name))))
    .sort((a, b) => a.length - b.length).slice(0, 3);
  const outcomes: Record<string, number> = {}, faults: string[] = [];
  const options = { count: 21, seed: 7, kernel, deadline: 1000 };
  const how = { reader: "auto", profile: "uvnet" } as const;
  for await (const file of fuzz(seedsOf(step), { ...options, ...how })) {
    const outcome = `${file.format} ${file.outcome}`;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    faults.push(...file.faults.map((fault) => `${file.name}: ${fault}`));
  }
  expect(faults).toEqual([]);
  // The damage is such that some can be read, and some not for several reasons.
  expect(outcomes["STEP row"]).toBeGreaterThan(3);
  expect(outcomes["BREP row"]).toBeGreaterThan(1);
  expect(outcomes["IGES KernelUnavailable"]).toBeGreaterThan(3);
  expect(Object.keys(outcomes).length).toBeGreaterThan(10);
});

test("the same numbers damage a file in the same way, each kind in another one", () => {
  const [seed] = igesSeeds();
  const mutated = (kind: typeof MUTATION_KINDS[number], number: number) =>
    mutate(seed, "IGES", kind, createRandomStream(1, number));
  for (const kind of MUTATION_KINDS) {
    expect(mutated(kind, 4)).toBe(mutated(kind, 4));
    const changed = [1, 2, 3, 4, 5, 6].filter((number) => mutated(kind, number) !== seed);
    expect(changed.length, kind).toBeGreaterThan(2);
  }
});
