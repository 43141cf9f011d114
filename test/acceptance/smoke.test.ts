/**
 * The smoke files of the corpus, read and measured, against native OpenCascade's values.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Body } from "../../src/cad/brep.ts";
import { BrepEncoder } from "../../src/cad/encode/brep_encoder.ts";
import { OcctLoader } from "../../src/cad/occt/occt_loader.ts";
import { CORPUS, HAS_CORPUS } from "../helpers/corpus.ts";

interface Reference {
  readonly file: string;
  /** Square millimetres, instances counted: test/reference/README.md. */
  readonly area: number;
  readonly faces: number;
  readonly distinct_faces: number;
  readonly bodies: number;
}

const smoke = join(CORPUS, "smoke");
const text = readFileSync(new URL("../reference/smoke_areas.json", import.meta.url), "utf8");
const references: Reference[] = JSON.parse(text).files;

/** The instances' share in a file's area: the sum of their squared scales. */
function squaredScales({ instances }: Body): number {
  return instances.reduce((sum, { transform }) => {
    if (transform === null) return sum + 1;
    const scale = Math.hypot(transform[0], transform[4], transform[8]);
    return sum + scale * scale;
  }, 0);
}

function areaOf(body: Body): number {
  const areas = new BrepEncoder(body.brep).pushFaceAttributes()["faces/face_areas"].data;
  return Array.from(areas, Number).reduce((sum, area) => sum + area, 0) * squaredScales(body);
}

test("there is a reference for each of the 21 smoke files", () => {
  expect(new Set(references.map(({ file }) => file)).size).toBe(21);
});

describe.skipIf(!HAS_CORPUS)("the smoke files", () => {
  const loader = new OcctLoader();
  afterAll(() => loader.close());

  test.each(references)("$file", async ({ file, area, faces, distinct_faces, bodies }) => {
    const model = await loader.createFromFile(join(smoke, file));
    expect(model.bodies).toHaveLength(bodies);
    expect(model.getFaceCount()).toBe(distinct_faces);
    const counted = model.bodies.reduce(
      (sum, { brep, instances }) => sum + brep.faces.length * instances.length,
      0,
    );
    expect(counted).toBe(faces);
    const found = model.bodies.reduce((sum, body) => sum + areaOf(body), 0);
    // The goal is 1e-4; the farthest is 3e-6, for a reason that test/reference/README.md gives.
    expect(Math.abs(found / area - 1)).toBeLessThan(1e-5);
    const ids = model.bodies.map(({ brep }) => brep.faces.map(({ entityId }) => entityId));
    for (const own of ids) expect(own).not.toContain(null);
  });
});
