import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createRandomStream } from "../../../../../src/cad/random_stream.ts";
import { copySampleParts } from "../../../../helpers/sample_parts.ts";
import { temporaryFolder } from "../../../../helpers/temporary_folder.ts";
import { FAULTS, SOUND_FAULTS } from "./planted_faults.ts";
import { ODD_BALLS } from "./odd_balls.ts";
import { ODD_CAPS, torusCap } from "./odd_caps.ts";
import { ODD_FACETS } from "./odd_facets.ts";
import { ODD_HOLES } from "./odd_holes.ts";
import { ODD_KINDS } from "./odd_kinds.ts";
import { ODD_PARTS } from "./odd_parts.ts";
import { readText, reasonOf } from "./read_text.ts";

const folder = temporaryFolder();
let texts: string[];

beforeAll(async () => {
  const made = folder();
  const samples = await copySampleParts(made, 10);
  texts = samples.map((name) => readFileSync(join(made, name), "utf8"));
  // A loop up a seam and down the same one is the same loop backwards.
  // So is a side in two wherever it is parted.
  const odd = Object.entries({
    ...ODD_PARTS,
    ...ODD_BALLS,
    ...ODD_FACETS,
    ...ODD_HOLES,
    ...ODD_KINDS,
  })
    .filter(([name]) => !/of a seam alone|that meets itself|side in two/.test(name));
  texts.push(...odd.map(([, make]) => make()), ...Object.values(ODD_CAPS).map(torusCap));
});

describe("a fault in a part that is read is caught by a proof", () => {
  test.each(Object.keys(FAULTS))("%s", (name) => {
    const { next } = createRandomStream(3);
    let planted = 0;
    // A sheet that bends elsewhere, or is turned, is as sound a sheet.
    const isMet = (text: string) => /offset|torus/.test(name) || /(MANIFOLD|FACETED)_/.test(text);
    for (const text of texts.filter(isMet)) {
      for (let i = 0; i < 2; i++) {
        const changed = FAULTS[name](text, next);
        if (changed === null) break;
        planted++;
        expect(reasonOf(changed)).not.toBe(null);
      }
    }
    expect(planted).toBeGreaterThan(6);
  });
});

test("a unit that is another one is as sound: no proof can see it", () => {
  const { next } = createRandomStream(3);
  const changed = SOUND_FAULTS["a unit changed"](texts[0], next)!;
  const size = (text: string) => Math.max(...readText(text)[0].brep.vertices.map(Math.abs));
  expect(size(changed) / size(texts[0])).toBeCloseTo(10, 9);
});
