/**
 * Labels attached to all labelled files of the corpus, held to what native OpenCascade gives each
 * face: its values, in its own order, with the names that it read.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CadModel } from "../../src/cad/cad_loader.ts";
import { BrepEncoder } from "../../src/cad/encode/brep_encoder.ts";
import { attachFaceLabels, type FaceLabelFile } from "../../src/cad/labels/face_label_file.ts";
import { readFaceLabels } from "../../src/cad/labels/read_face_labels.ts";
import { OcctLoader } from "../../src/cad/occt/occt_loader.ts";
import { CORPUS, HAS_CORPUS } from "../helpers/corpus.ts";
import { readIdentities } from "../reference/identities.ts";
import { readReference } from "../reference/values.ts";

const FOLDER = join(CORPUS, "labelled");

/** Distance of centroids, over the body's size, and relative difference of areas. */
const TOLERANCE = 1e-5;

const reference = readReference();
const identities = readIdentities();

/** The label of each face in native order. */
function nativeLabels(name: string, { basis, labels }: FaceLabelFile): number[] {
  if (basis === "order") return [...labels];
  const names = identities.faceNames[name].map(Number);
  return basis === "name-index" ? names.map((index) => labels[index]) : names;
}

/** Faces of a file with area, centroid and label: ours in one list, native's in the other. */
function bothFaces(model: CadModel, file: FaceLabelFile, name: string) {
  const ours = model.bodies.flatMap((body) => {
    const labels = attachFaceLabels(model, file).of(body);
    const encoder = new BrepEncoder(body.brep);
    const arrays = encoder.pushFaceAttributes();
    const [areas, centroids] = [arrays["faces/face_areas"], arrays["faces/face_centroids"]];
    return Array.from(labels, (label, i) => ({
      label,
      area: Number(areas.data[i]),
      centroid: Array.from(centroids.data.slice(3 * i, 3 * i + 3), Number),
    }));
  });
  const labels = nativeLabels(name, file);
  const native = reference.files[name].bodies.flatMap(({ faces: { area, centroid } }) =>
    area.map((value, i) => ({
      area: value!,
      centroid: centroid.slice(3 * i, 3 * i + 3) as number[],
    }))
  ).map((face, i) => ({ ...face, label: labels[i] }));
  return { ours, native };
}

const files = !HAS_CORPUS || !existsSync(FOLDER) ? [] : readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: set }) =>
    readdirSync(join(FOLDER, set)).filter((name) => /\.ste?p$/i.test(name)).map((name) => ({
      set,
      name: `labelled/${set}/${name}`,
      path: join(FOLDER, set, name),
    }))
  );

describe.skipIf(files.length === 0)("labels of the corpus", () => {
  let loader: OcctLoader;
  const table = new Map<string, { files: number; faces: number; matched: number }>();
  beforeAll(async () => {
    loader = new OcctLoader();
    await loader.warmUp();
  });
  afterAll(async () => {
    await loader.close();
    console.table(Object.fromEntries(table));
  });

  test("there is a native value for each file", () => {
    for (const { name } of files) {
      expect(reference.files[name], name).toBeDefined();
      expect(identities.faceNames[name], name).toBeDefined();
    }
  });

  test.each(files)("$name", async ({ set, name, path }) => {
    const model = await loader.createFromFile(path);
    const file = await readFaceLabels(path.replace(/\.ste?p$/i, ".labels.json"));
    const { ours, native } = bothFaces(model, file, name);
    expect(ours.length).toBe(native.length);
    expect(file.labels.length).toBe(native.length);
    const size = Math.hypot(...[0, 1, 2].map((axis) => {
      const values = native.map(({ centroid }) => centroid[axis]);
      return Math.max(...values) - Math.min(...values);
    }));
    let matched = 0;
    const free = new Set(native);
    for (const face of ours) {
      const near = [...free].filter(({ area, centroid }) =>
        Math.abs(area - face.area) <= TOLERANCE * area &&
        Math.hypot(...centroid.map((x, axis) => x - face.centroid[axis])) <= TOLERANCE * size
      );
      // Faces that coincide in both must agree in their labels too, or one could pass for another.
      expect(near.length, `a native face for ${face.centroid}`).toBeGreaterThan(0);
      expect(new Set(near.map(({ label }) => label)), `label at ${face.centroid}`).toEqual(
        new Set([face.label]),
      );
      free.delete(near[0]);
      matched++;
    }
    const row = table.get(set) ?? { files: 0, faces: 0, matched: 0 };
    row.files++;
    row.faces += native.length;
    row.matched += matched;
    table.set(set, row);
  });
});
