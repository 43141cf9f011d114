import { afterAll, describe, expect, test } from "vitest";
import { BrepEncoder, type EncodedArrays } from "../../src/cad/encode/brep_encoder.ts";
import type { Body } from "../../src/cad/brep.ts";
import { OcctLoader } from "../../src/cad/occt/occt_loader.ts";
import { CORPUS, HAS_CORPUS } from "../helpers/corpus.ts";

const loader = new OcctLoader();
afterAll(() => loader.close());

const all = async (path: string): Promise<[Body, EncodedArrays][]> => {
  const model = await loader.createFromFile(path);
  return model.bodies.map((body) => {
    const e = new BrepEncoder(body.brep);
    return [body, {
      ...e.pushFaceAttributes(),
      ...e.pushFaceGrid(),
      ...e.pushEdgeAttributes(),
      ...e.pushCurveGrid(),
      ...e.pushFaceAdjacencyGraph(),
    }];
  });
};

const numbers = (arrays: EncodedArrays, key: string) => Array.from(arrays[key].data, Number);

/** Flat solids, whose areas and normals must add up: files of one public labelled set. */
const FLAT = ["0-0-0-0-0-23", "1-1-1-1-3-23", "3-3-3-3-3-23", "2-2-12-13-13-23"]
  .map((name) => `${CORPUS}/labelled/mfcad/${name}.step`);

/** Solids of all kinds of surfaces. */
const SOLIDS = [
  "03_freecad_coloured.step",
  "08_nist_mbe_pmi_1_bspline.stp",
  "12_catia_v5_mainbody_back.stp",
  "19_freecad_hex_nut_m6.step",
].map((name) => `${CORPUS}/smoke/${name}`);

describe.skipIf(!HAS_CORPUS)("flat solids of the corpus", () => {
  test.each(FLAT)("%s: areas times outward normals add up to nothing", async (path) => {
    for (const [body, arrays] of await all(path)) {
      const areas = numbers(arrays, "faces/face_areas");
      const grids = numbers(arrays, "faces/face_uv_grids");
      const flux = [0, 0, 0];
      let total = 0, volume = 0;
      const centroids = numbers(arrays, "faces/face_centroids");
      areas.forEach((area, face) => {
        expect(body.brep.faces[face].surface.kind).toBe("plane");
        const normal = grids.slice(700 * face + 3, 700 * face + 6);
        total += area;
        normal.forEach((n, k) => {
          flux[k] += area * n;
          volume += area * n * centroids[3 * face + k] / 3;
        });
      });
      for (const component of flux) expect(Math.abs(component)).toBeLessThan(1e-5 * total);
      expect(volume).toBeGreaterThan(0);
      // The parts of this set are cut out of a box of 10 x 10 x 10.
      expect(volume).toBeLessThan(1000.01);
    }
  });
});

describe.skipIf(!HAS_CORPUS)("solids of the corpus", () => {
  test.each(SOLIDS)("%s: grids, angles and arcs keep what they promise", async (path) => {
    for (const [{ brep }, arrays] of await all(path)) {
      const faces = brep.faces.length;
      for (const [key, { data }] of Object.entries(arrays)) {
        expect(Array.from(data, Number).every(Number.isFinite), key).toBe(true);
      }
      const grids = numbers(arrays, "faces/face_uv_grids");
      for (let face = 0; face < faces; face++) {
        let visible = 0;
        for (let point = 0; point < 100; point++) {
          const at = 700 * face + 7 * point;
          const [nx, ny, nz, mask] = grids.slice(at + 3, at + 7);
          expect(Math.hypot(nx, ny, nz)).toBeCloseTo(1, 5);
          visible += mask;
        }
        // A thin ring may pass between the points of the grid.
        if (brep.faces[face].loops.length === 1) expect(visible).toBeGreaterThan(0);
      }
      const curves = numbers(arrays, "edges/edge_u_grids");
      const lengths = numbers(arrays, "edges/edge_lengths");
      const convexities = numbers(arrays, "edges/edge_convexities");
      const angles = numbers(arrays, "edges/edge_dihedral_angles");
      brep.edges.forEach((edge, i) => {
        const at = 60 * i;
        const chord = [0, 1, 2].map((k) => curves[at + 54 + k] - curves[at + k]);
        expect(Math.hypot(...chord)).toBeLessThanOrEqual(lengths[i] * (1 + 1e-5) + 1e-4);
        if (edge.startVertex >= 0 && !edge.degenerate) {
          const start = brep.vertices.subarray(3 * edge.startVertex, 3 * edge.startVertex + 3);
          const off = Math.hypot(...[0, 1, 2].map((k) => curves[at + k] - start[k]));
          // The ends of one file's edges miss their vertices by 0.003.
          expect(off).toBeLessThanOrEqual(5e-3);
        }
        expect(convexities[i]).toBe(
          edge.degenerate ? 0 : angles[i] === 0 ? 3 : angles[i] > 0 ? 1 : 2,
        );
      });
      for (const key of ["graph/edges_source", "graph/edges_destination"]) {
        for (const node of numbers(arrays, key)) expect(node).toBeLessThan(faces);
      }
    }
  });
});
