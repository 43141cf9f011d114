import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Brep } from "../../../src/cad/brep.ts";
import { closednessOf } from "../../../src/cad/closedness.ts";
import { BodyGeometry } from "../../../src/cad/features/bodies/body_geometry.ts";
import { FeatureError } from "../../../src/cad/features/feature_error.ts";
import { meshBody } from "../../../src/cad/mesh/mesh_body.ts";
import { measureMesh } from "../../../src/cad/mesh/mesh_measures.ts";
import { OcctLoader } from "../../../src/cad/occt/occt_loader.ts";
import { CORPUS, corpusFiles, HAS_CORPUS } from "../../helpers/corpus.ts";
import { copySampleParts } from "../../helpers/sample_parts.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

/** Of each labelled set every so many files, so that the suite stays short; the bench does all. */
const EVERY = 8;

const folder = temporaryFolder();
const loader = new OcctLoader({ onBadFace: "keep" });
afterAll(() => loader.close());

/** What holds of each body: it closes where its faces do, and measures what it should. */
function expectSound(brep: Brep, name: string): number {
  const geometry = new BodyGeometry(brep, "keep"), mesh = meshBody(brep);
  const { area, volume, openSides } = measureMesh(mesh);
  const skipped = new Set(mesh.skipped.map(({ face }) => face));
  expect(mesh.points.every(Number.isFinite) && mesh.normals.every(Number.isFinite), name).toBe(
    true,
  );
  const exact = brep.faces.reduce(
    (sum, _, face) => skipped.has(face) ? sum : sum + geometry.area(face).area,
    0,
  );
  expect(Math.abs(area - exact), name).toBeLessThanOrEqual((1 - Math.cos(Math.PI / 9)) * exact);
  if (skipped.size > 0) return skipped.size;
  if (closednessOf(brep).closed) expect(openSides, name).toBe(0);
  const exactVolume = volumeOf(geometry);
  if (exactVolume === null) return 0;
  expect(Math.abs(volume - exactVolume), name).toBeLessThan(geometry.diagonal / 1000 * exact);
  return 0;
}

function volumeOf(geometry: BodyGeometry): number | null {
  try {
    return geometry.mass.volume;
  } catch (error) {
    if (error instanceof FeatureError) return null;
    throw error;
  }
}

async function meshFiles(paths: readonly string[]): Promise<number> {
  let bodies = 0;
  const leftOut: Record<string, number> = {};
  for (const path of paths) {
    const name = path.split("/").at(-1)!;
    for (const body of (await loader.createFromFile(path)).bodies) {
      bodies++;
      const skipped = expectSound(body.brep, `${name}, body ${body.index}`);
      if (skipped > 0) leftOut[name] = (leftOut[name] ?? 0) + skipped;
    }
  }
  expect(leftOut).toEqual({});
  return bodies;
}

test("meshes of sample parts close, with their areas and volumes", async () => {
  const parts = folder("parts");
  const steps = await copySampleParts(parts, 10);
  expect(await meshFiles(steps.map((step) => join(parts, step)))).toBeGreaterThan(9);
});

test.skipIf(!HAS_CORPUS)("and those of the real files of the corpus", async () => {
  const smoke = corpusFiles("smoke").filter(({ result }) => result === "ok");
  const home = join(CORPUS, "labelled");
  const labelled = readdirSync(home, { withFileTypes: true }).filter((set) => set.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(home, name)).filter((file) => /\.(?:step|stp)$/.test(file)).sort()
        .filter((_, i) => i % EVERY === 0).map((file) => join(home, name, file))
    );
  expect(await meshFiles([...smoke.map(({ path }) => path), ...labelled])).toBeGreaterThan(50);
});
