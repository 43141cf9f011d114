import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Brep } from "../../../src/cad/brep.ts";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import { BodyGeometry } from "../../../src/cad/features/bodies/body_geometry.ts";
import { fingerprintOf } from "../../../src/cad/features/bodies/fingerprint.ts";
import { OcctLoader } from "../../../src/cad/occt/occt_loader.ts";
import { placeBrep } from "../../../src/cad/assembly/place_brep.ts";
import { box, cylinder, ell, motion, sphere, torus } from "../../helpers/breps.ts";
import { turned } from "../../helpers/turned.ts";
import { CORPUS, HAS_CORPUS } from "../../helpers/corpus.ts";

/** Hand-made ones, and real ones of all kinds of surfaces. */
const bodies: [string, Brep][] = [
  ["box", box(1, 2, 3)],
  ["ell", ell()],
  ["cylinder", cylinder(2, 5)],
  ["sphere", sphere(3)],
  ["torus", torus(5, 2)],
  ["ring", turned([[3, 0], [10, 0], [10, 8], [6, 8], [6, 5], [3, 4]])],
];

const FILES = [
  "03_freecad_coloured.step",
  "04_stdeveloper_cube_hole_m.step",
  "08_nist_mbe_pmi_1_bspline.stp",
  "19_freecad_hex_nut_m6.step",
];

const loader = new OcctLoader();
beforeAll(async () => {
  if (!HAS_CORPUS) return;
  for (const file of FILES) {
    const model = await loader.createFromFile(`${CORPUS}/smoke/${file}`);
    for (const { kind, brep } of model.bodies) if (kind === "solid") bodies.push([file, brep]);
  }
}, 60_000);
afterAll(() => loader.close());

describe("closed bodies", () => {
  test("leave no gap, and hold the volume that points and normals of their faces say", () => {
    for (const [name, brep] of bodies) {
      const geometry = new BodyGeometry(brep), { volume, gap } = geometry.mass;
      expect(gap, name).toBeLessThan(1e-6);
      const count = 100;
      const { data } = new BrepEncoder(brep).pushFaceDiscretization(count)[
        "faces/face_discretization"
      ];
      const middle = [0, 1, 2].map((k) => (geometry.box.low[k] + geometry.box.high[k]) / 2);
      let found = 0;
      for (let at = 0; at < data.length; at += 7) {
        const { area } = geometry.area(Math.floor(at / 7 / count));
        for (let k = 0; k < 3; k++) {
          found += area / count / 3 * (Number(data[at + k]) - middle[k]) * Number(data[at + 3 + k]);
        }
      }
      expect(Math.abs(found / volume - 1), name).toBeLessThan(0.03);
    }
  });

  test("keep their samples in their box, and that in no more room than the box along the axes", () => {
    for (const [name, brep] of bodies) {
      const encoder = new BrepEncoder(brep), geometry = new BodyGeometry(brep);
      const { low, high } = geometry.box, slack = 1e-6 * geometry.diagonal;
      const { data } = encoder.pushFaceDiscretization()["faces/face_discretization"];
      const oriented = encoder.pushBodyAttributes()["bodies/body_oriented_boxes"].data;
      const [cx, cy, cz, ...rest] = Array.from(oriented, Number), halves = rest.slice(9);
      for (let at = 0; at < data.length; at += 7) {
        const [x, y, z] = [0, 1, 2].map((k) => Number(data[at + k]));
        [x, y, z].forEach((value, k) => {
          expect(value, name).toBeGreaterThanOrEqual(low[k] - slack);
          expect(value, name).toBeLessThanOrEqual(high[k] + slack);
        });
        for (let i = 0; i < 3; i++) {
          const [a, b, c] = rest.slice(3 * i, 3 * i + 3);
          const along = Math.abs(a * (x - cx) + b * (y - cy) + c * (z - cz));
          expect(along, name).toBeLessThanOrEqual(halves[i] + slack);
        }
      }
      const room = low.reduce((volume, x, k) => volume * (high[k] - x), 1);
      // Round shadows are compared by their points, which lie a hundredth inside at most.
      expect(8 * halves[0] * halves[1] * halves[2], name).toBeLessThanOrEqual(1.02 * room);
    }
  });

  test("keep mass, curvature and fingerprint when they are turned, moved and scaled", () => {
    const m = motion([1, 2, 3], 0.7, 2.5, [10, -20, 5]);
    for (const [name, brep] of bodies) {
      const before = new BodyGeometry(brep), after = new BodyGeometry(placeBrep(brep, m));
      expect(after.mass.volume / before.mass.volume / 2.5 ** 3 - 1, name).toBeCloseTo(0, 7);
      const spread = ({ mass: { inertia } }: BodyGeometry) => inertia[0] + inertia[4] + inertia[8];
      expect(spread(after) / spread(before) / 2.5 ** 5 - 1, name).toBeCloseTo(0, 6);
      expect(fingerprintOf(after).hash, name).toBe(fingerprintOf(before).hash);
      const curvatures = [brep, after.brep].map((own) =>
        new BrepEncoder(own).pushFaceCurvatures()["faces/face_curvatures"].data
      );
      for (let i = 0; i < curvatures[0].length; i++) {
        const factor = i % 4 === 0 ? 6.25 : 2.5, expected = Number(curvatures[0][i]) / factor;
        expect(Math.abs(Number(curvatures[1][i]) - expected), `${name} ${i}`)
          .toBeLessThanOrEqual(1e-4 * Math.abs(expected) + 1e-6);
      }
    }
  });
});
