/**
 * What holds for every body, whatever it is: over the sample parts, and some of the corpus's.
 */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Body, Brep } from "../../src/cad/brep.ts";
import { BrepEncoder, type EncodedArrays } from "../../src/cad/encode/brep_encoder.ts";
import { OcctLoader } from "../../src/cad/occt/occt_loader.ts";
import { placeBrep } from "../../src/cad/assembly/place_brep.ts";
import { copySampleParts } from "../helpers/sample_parts.ts";
import {
  cloudArea,
  cloudFlux,
  cloudVolume,
  cloudWinding,
  surfaceCloud,
} from "../helpers/surface_cloud.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";
import { CORPUS, HAS_CORPUS } from "../helpers/corpus.ts";

/** One part of each family. */
const PARTS = 10;
const folder = temporaryFolder()("parts");
const loader = new OcctLoader();
const bodies: { name: string; body: Body }[] = [];

/** Closed bodies with free-form faces, threads and many holes. */
const REAL = [
  "smoke/03_freecad_coloured.step",
  "smoke/08_nist_mbe_pmi_1_bspline.stp",
  "smoke/19_freecad_hex_nut_m6.step",
  "labelled/mfcad/2-2-12-13-13-23.step",
];

beforeAll(async () => {
  const files = await copySampleParts(folder, PARTS);
  const paths = files.map((name) => join(folder, name));
  if (HAS_CORPUS) paths.push(...REAL.map((name) => join(CORPUS, name)));
  for (const path of paths) {
    const model = await loader.createFromFile(path);
    const name = path.split("/").at(-1)!;
    for (const body of model.bodies) bodies.push({ name: `${name} body ${body.index}`, body });
  }
});
afterAll(() => loader.close());

/** An expectation that is cheap enough for each of some hundred thousand numbers. */
function hold(holds: boolean, what: string): void {
  if (!holds) expect.fail(`${what} does not hold`);
}

const numbers = ({ data }: EncodedArrays[string]) => Array.from(data, Number);

/** What does not depend on where a body stands, and what grows with it. */
function measuresOf(brep: Brep) {
  const encoder = new BrepEncoder(brep);
  const faces = encoder.pushFaceAttributes(), edges = encoder.pushEdgeAttributes();
  const graph = encoder.pushFaceAdjacencyGraph();
  return {
    areas: numbers(faces["faces/face_areas"]),
    lengths: numbers(edges["edges/edge_lengths"]),
    angles: numbers(edges["edges/edge_dihedral_angles"]),
    kinds: [
      numbers(faces["faces/face_types"]),
      numbers(faces["faces/face_loops"]),
      numbers(edges["edges/edge_types"]),
      numbers(edges["edges/edge_convexities"]),
      numbers(graph["graph/edges_source"]),
      numbers(graph["graph/edges_destination"]),
    ],
  };
}

/** A turn about an axis, a growth, and a move: three rows of four numbers. */
function motion(axis: readonly number[], angle: number, scale: number, move: readonly number[]) {
  const length = Math.hypot(...axis), [x, y, z] = axis.map((a) => a / length);
  const c = Math.cos(angle), s = Math.sin(angle), t = 1 - c;
  const turn = [
    [t * x * x + c, t * x * y - s * z, t * x * z + s * y],
    [t * x * y + s * z, t * y * y + c, t * y * z - s * x],
    [t * x * z - s * y, t * y * z + s * x, t * z * z + c],
  ];
  return Float64Array.from(turn.flatMap((row, i) => [...row.map((a) => scale * a), move[i]]));
}

const MOTIONS = [
  { scale: 1, matrix: motion([1, 2, 3], 1.1, 1, [40, -25, 310]) },
  { scale: 25.4, matrix: motion([-2, 0.3, 1], -2.6, 25.4, [0, 0, 0]) },
  { scale: 1e-3, matrix: motion([0, 1, -1], 0.4, 1e-3, [0.5, 0.1, -0.2]) },
];

describe("every body", () => {
  /** What all motions are compared with. */
  const unmoved = new Map<Brep, ReturnType<typeof measuresOf>>();

  test.each(MOTIONS)("keeps its measures when it is turned and moved, by size $scale", (change) => {
    for (const { name, body } of bodies) {
      const before = unmoved.get(body.brep) ?? measuresOf(body.brep);
      unmoved.set(body.brep, before);
      const after = measuresOf(placeBrep(body.brep, change.matrix));
      expect(after.kinds, name).toEqual(before.kinds);
      const same = (found: number[], expected: number[], power: number) =>
        found.forEach((value, i) => {
          const wanted = expected[i] * change.scale ** power;
          hold(Math.abs(value - wanted) <= 1e-6 * wanted, `${name} ${i}`);
        });
      same(after.areas, before.areas, 2);
      same(after.lengths, before.lengths, 1);
      after.angles.forEach((angle, i) => {
        hold(Math.abs(angle - before.angles[i]) < 1e-6, `${name} ${i}`);
      });
    }
  });

  test("has the areas, the flux and the volume of its small pieces", () => {
    for (const { name, body } of bodies) {
      const clouds = surfaceCloud(body.brep);
      const encoder = new BrepEncoder(body.brep);
      const areas = numbers(encoder.pushFaceAttributes()["faces/face_areas"]);
      const total = areas.reduce((sum, area) => sum + area, 0);
      areas.forEach((area, face) => {
        const found = cloudArea(clouds[face]);
        expect(Math.abs(found - area), `${name} face ${face}`).toBeLessThan(5e-4 * area + 1e-9);
      });
      const flux = Math.hypot(...cloudFlux(clouds));
      expect(flux, name).toBeLessThan(1e-3 * total);
      const { "solids/solid_volumes": volumes } = encoder.pushBodyAttributes();
      expect(volumes.shape, name).toEqual([1]);
      const volume = Number(volumes.data[0]);
      expect(Math.abs(cloudVolume(clouds) / volume - 1), name).toBeLessThan(2e-3);
    }
  });

  test("is outside where its normals point to, and inside behind them", () => {
    let apart = 0, faces = 0;
    for (const { name, body: { brep } } of bodies) {
      const clouds = surfaceCloud(brep, 4000);
      const encoder = new BrepEncoder(brep);
      const points = numbers(encoder.pushFaceDiscretization(1)["faces/face_discretization"]);
      const areas = numbers(encoder.pushFaceAttributes()["faces/face_areas"]);
      areas.forEach((area, face) => {
        const [x, y, z, ...normal] = points.slice(7 * face, 7 * face + 6);
        const step = 0.05 * Math.sqrt(area);
        const [out, back] = [step, -step].map((way) =>
          cloudWinding(clouds, [x, y, z].map((c, k) => c + way * normal[k]))
        );
        faces++;
        // Walls and slots may be thinner than the step; a normal that points inwards is never
        // right.
        expect(back - out, `${name} face ${face}`).toBeGreaterThan(-0.5);
        if (Math.abs(back - out - 1) < 0.25) apart++;
      });
    }
    expect(apart).toBeGreaterThan(0.9 * faces);
  });

  test("keeps Euler's formula", () => {
    for (const { name, body: { brep, kind } } of bodies) {
      expect(kind, name).toBe("solid");
      const edges = brep.edges.filter(({ degenerate }) => !degenerate).length;
      const rings = brep.faces.reduce((sum, { loops }) => sum + Math.max(0, loops.length - 1), 0);
      // Twice the number of shells less the number of handles.
      const euler = brep.vertices.length / 3 - edges + brep.faces.length - rings;
      expect(euler % 2 === 0, `${name}: ${euler}`).toBe(true);
      expect(euler, name).toBeLessThanOrEqual(2);
    }
  });

  test("has its points in its plane faces, and inside its box", () => {
    for (const { name, body: { brep } } of bodies) {
      const encoder = new BrepEncoder(brep);
      const box = numbers(encoder.pushBodyAttributes()["bodies/body_boxes"]);
      const margin = 1e-5 * Math.hypot(box[3] - box[0], box[4] - box[1], box[5] - box[2]);
      const inside = (p: readonly number[], what: string) =>
        p.forEach((x, k) =>
          hold(x >= box[k] - margin && x <= box[k + 3] + margin, `${name} ${what}`)
        );
      const grids = numbers(encoder.pushFaceGrid(7, 6)["faces/face_uv_grids"]);
      const drawn = numbers(encoder.pushFaceDiscretization(9)["faces/face_discretization"]);
      const centroids = numbers(encoder.pushFaceAttributes()["faces/face_centroids"]);
      brep.faces.forEach((face, index) => {
        const own = [
          ...Array.from({ length: 42 }, (_, i) => grids.slice(294 * index + 7 * i).slice(0, 7)),
          ...Array.from({ length: 9 }, (_, i) => drawn.slice(63 * index + 7 * i).slice(0, 7)),
        ].filter((point) => point[6] === 1);
        for (const point of own) {
          inside(point.slice(0, 3), `face ${index}`);
          if (face.surface.kind !== "plane") continue;
          // The centre of a plane face is in its plane.
          const away = [0, 1, 2].map((k) => point[k] - centroids[3 * index + k]);
          const height = away.reduce((sum, x, k) => sum + x * point[3 + k], 0);
          hold(Math.abs(height) < margin, `${name} face ${index}`);
        }
      });
      const curves = numbers(encoder.pushCurveGrid(5)["edges/edge_u_grids"]);
      brep.edges.forEach((edge, index) => {
        for (let point = 0; point < 5; point++) {
          const at = 30 * index + 6 * point, p = curves.slice(at, at + 3);
          inside(p, `edge ${index}`);
          for (const face of edge.faces) {
            if (brep.faces[face].surface.kind !== "plane") continue;
            const normal = drawn.slice(63 * face + 3, 63 * face + 6);
            const height = p.reduce(
              (sum, x, k) => sum + (x - centroids[3 * face + k]) * normal[k],
              0,
            );
            hold(Math.abs(height) < margin + edge.tolerance, `${name} edge ${index}`);
          }
        }
      });
    }
  });

  test("has histograms that sum to one, and a symmetric graph", () => {
    for (const { name, body: { brep } } of bodies) {
      if (brep.faces.length > 60) continue;
      const encoder = new BrepEncoder(brep, undefined, { pairwise: {} });
      const faces = brep.faces.length;
      for (
        const array of [
          encoder.pushAverageFacePairDistanceHistograms(4, 16)["faceface/d2_distance"],
          encoder.pushAverageFacePairAngleHistograms(4, 16)["faceface/a3_distance"],
        ]
      ) {
        expect(array.shape, name).toEqual([faces * faces, 16]);
        const values = numbers(array);
        for (let pair = 0; pair < faces * faces; pair++) {
          const own = values.slice(16 * pair, 16 * pair + 16);
          expect(own.reduce((sum, share) => sum + share, 0), name).toBeCloseTo(1, 5);
          const [a, b] = [Math.floor(pair / faces), pair % faces];
          const other = 16 * (b * faces + a);
          expect(values.slice(other, other + 16), name).toEqual(own);
        }
      }
      const hops = numbers(encoder.pushExtendedAdjacency()["faceface/extended_adjacency"]);
      const arcs = encoder.pushDirectedGraph();
      const [sources, targets] = [arcs["arcs/arc_source"], arcs["arcs/arc_destination"]]
        .map(numbers);
      const neighbors = encoder.pushFaceNeighborsCount()["faces/face_neighborscount"].data;
      for (let a = 0; a < faces; a++) {
        expect(hops[a * faces + a], name).toBe(0);
        for (let b = 0; b < a; b++) hold(hops[a * faces + b] === hops[b * faces + a], name);
        const near = hops.slice(a * faces, (a + 1) * faces).filter((hop) => hop === 1).length;
        expect(near, `${name} face ${a}`).toBe(neighbors[a]);
      }
      const forth = sources.map((source, i) => `${source} ${targets[i]}`).sort();
      const back = sources.map((source, i) => `${targets[i]} ${source}`).sort();
      expect(forth, name).toEqual(back);
    }
  });
});
