import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Brep } from "../../../../src/cad/brep.ts";
import { BodyGeometry } from "../../../../src/cad/features/bodies/body_geometry.ts";
import { holesOf } from "../../../../src/cad/features/bodies/holes.ts";
import { OcctLoader } from "../../../../src/cad/occt/occt_loader.ts";
import type { PartLabels } from "../../../../src/cad/samples/part_labels.ts";
import { box, cylinder, motion, moved } from "../../../helpers/breps.ts";
import { copySampleParts } from "../../../helpers/sample_parts.ts";
import { turned } from "../../../helpers/turned.ts";

const of = (brep: Brep) => holesOf(new BodyGeometry(brep));

/** A disc of radius 10 and height 8, less what the rest of the outline cuts out from above. */
const disc = (...cut: [number, number][]) => turned([[0, 0], [10, 0], [10, 8], ...cut]);

describe("holes of discs", () => {
  test("there are none in what has none", () => {
    for (const brep of [box(1, 2, 3), cylinder(2, 5), disc([0, 8])]) expect(of(brep)).toEqual([]);
  });

  test("through", () => {
    const [hole, ...others] = of(turned([[3, 0], [10, 0], [10, 8], [3, 8]]));
    expect(others).toEqual([]);
    expect(hole).toMatchObject({ type: "through", through: true, faces: [3], walls: [3] });
    expect(hole).toMatchObject({ radius: 3, depth: 8, steps: [], cones: [], bottoms: [] });
  });

  test("blind, with a flat bottom, from above", () => {
    const [hole] = of(disc([3, 8], [3, 2], [0, 2]));
    expect(hole).toMatchObject({ type: "blind", through: false, faces: [3, 4], bottoms: [4] });
    expect(hole).toMatchObject({ origin: [0, 0, 8], direction: [0, 0, -1], depth: 6 });
  });

  test("blind, with a drill's point", () => {
    const [hole] = of(disc([3, 8], [3, 4], [0, 2]));
    expect(hole).toMatchObject({
      type: "blind",
      faces: [3, 4],
      cones: [4],
      bottoms: [4],
      depth: 6,
    });
  });

  test("counterbored: a wide cylinder, a flat ring, a narrow one", () => {
    const [hole, ...others] = of(turned([[3, 0], [10, 0], [10, 8], [6, 8], [6, 5], [3, 5]]));
    expect(others).toEqual([]);
    expect(hole).toMatchObject({
      type: "counterbore",
      through: true,
      faces: [3, 4, 5],
      steps: [4],
    });
    expect(hole.radius).toBe(3);
    const [blind] = of(disc([6, 8], [6, 5], [3, 5], [3, 2], [0, 2]));
    expect(blind).toMatchObject({ type: "counterbore", through: false, faces: [3, 4, 5, 6] });
  });

  test("a countersink and a groove make no counterbore", () => {
    const [sunk] = of(turned([[3, 0], [10, 0], [10, 8], [5, 8], [3, 6]]));
    expect(sunk).toMatchObject({ type: "through", faces: [3, 4], cones: [3] });
    const [grooved] = of(
      turned([[3, 0], [10, 0], [10, 8], [3, 8], [3, 5], [4, 5], [4, 4], [3, 4]]),
    );
    expect(grooved).toMatchObject({ type: "through", faces: [3, 4, 5, 6, 7], radius: 3 });
  });

  test("a hollow that is closed is no hole", () => {
    const hollow = cylinder(2, 5);
    const inside = hollow.faces.map((face) => ({ ...face, reversed: !face.reversed }));
    expect(of({ ...hollow, faces: inside })).toEqual([]);
  });

  test("are the same when the body is turned, moved and scaled", () => {
    const brep = turned([[3, 0], [10, 0], [10, 8], [6, 8], [6, 5], [3, 5]]);
    const [hole] = of(moved(brep, motion([1, 2, 3], 0.7, 2.5, [10, -20, 5])));
    expect(hole).toMatchObject({ type: "counterbore", faces: [3, 4, 5] });
    expect(hole.radius).toBeCloseTo(7.5, 10);
    expect(hole.depth).toBeCloseTo(20, 10);
  });
});

describe("holes of sample parts", () => {
  const folder = mkdtempSync(join(tmpdir(), "trunnion-holes-"));
  const loader = new OcctLoader();
  beforeAll(() => copySampleParts(folder, 10), 120_000);
  afterAll(async () => {
    await loader.close();
    rmSync(folder, { recursive: true });
  });

  test("are the faces that the labels call so", async () => {
    const files = readFileSync(join(folder, "labels.csv"), "utf8").trim().split("\n").slice(1)
      .map((row) => row.split(",")[0]);
    let found = 0;
    for (const file of files) {
      const labels: PartLabels = JSON.parse(
        readFileSync(join(folder, file.replace(".step", ".labels.json")), "utf8"),
      );
      const features = new Map(labels.faces.map(({ id, feature }) => [id, feature]));
      for (const { brep } of (await loader.createFromFile(join(folder, file))).bodies) {
        const faces = new Set(of(brep).flatMap((hole) => hole.faces));
        brep.faces.forEach((face, index) => {
          const feature = features.get(face.entityId!), kind = face.surface.kind;
          if (feature === "hole") {
            expect(faces.has(index), `${file} face ${index}`).toBe(true);
            found++;
          } else if (faces.has(index)) {
            // Labels call the bevel of a mouth a chamfer, and the shoulders in a bearing's ring
            // stock.
            const bevel = kind === "cone" && feature === "chamfer";
            const shoulder = kind === "cylinder" && labels.family === "bearing";
            expect(bevel || shoulder, `${file} face ${index}: ${kind}, ${feature}`).toBe(true);
          }
        });
      }
    }
    expect(found).toBeGreaterThan(15);
  }, 120_000);
});
