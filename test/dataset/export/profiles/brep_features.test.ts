import { expect, test } from "vitest";
import { BrepEncoder } from "../../../../src/cad/encode/brep_encoder.ts";
import type { Brep } from "../../../../src/cad/brep.ts";
import {
  EDGE_FEATURES,
  edgeFeatures,
  FACE_FEATURES,
  faceFeatures,
} from "../../../../src/dataset/export/profiles/brep_features.ts";
import { cylinder, sphere } from "../../../helpers/breps.ts";

const arrays = (brep: Brep) => new BrepEncoder(brep).pushProfile("brepnet") as never;
const named = (names: readonly string[], row: readonly number[]) =>
  Object.fromEntries(names.map((name, i) => [name, row[i]]).filter(([, value]) => value !== 0));

test("a rod: its side and two flat ends, two circles and a seam", () => {
  const rod = arrays(cylinder(1, 2));
  // The rod is 2 long and wide: it fills the frame as it is.
  const faces = faceFeatures(rod).map((row) => named(FACE_FEATURES, row));
  const ends = faces.filter((face) => face.plane === 1);
  expect(ends).toHaveLength(2);
  for (const { area } of ends) expect(area).toBeCloseTo(Math.PI, 5);
  const side = faces.find((face) => face.cylinder === 1)!;
  expect(Object.keys(side)).toEqual(["cylinder", "area"]);
  expect(side.area).toBeCloseTo(4 * Math.PI, 5);
  const edges = edgeFeatures(rod).map((row) => named(EDGE_FEATURES, row));
  const circles = edges.filter((edge) => edge.circular === 1);
  expect(circles).toHaveLength(2);
  for (const { length, ...flags } of circles) {
    expect(flags).toEqual({ convex: 1, circular: 1, closed: 1 });
    expect(length).toBeCloseTo(2 * Math.PI, 5);
  }
  expect(edges.find((edge) => edge.circular === undefined))
    .toEqual({ smooth: 1, straight: 1, length: 2 });
});

test("a ball: one face, a seam, and two poles that are closed and nothing else", () => {
  const ball = arrays(sphere(5));
  const [face] = faceFeatures(ball).map((row) => named(FACE_FEATURES, row));
  expect(Object.keys(face)).toEqual(["sphere", "area"]);
  expect(face.area).toBeCloseTo(4 * Math.PI, 5);
  const edges = edgeFeatures(ball).map((row) => named(EDGE_FEATURES, row));
  expect(edges.filter((edge) => edge.length === undefined)).toEqual([{ closed: 1 }, { closed: 1 }]);
});

test("an edge without length is circular on a cone", () => {
  const one = (...values: number[]) => ({ data: Int32Array.from(values), shape: [values.length] });
  const pole = (type: number, vertex = 0) =>
    edgeFeatures({
      "faces/face_types": one(type),
      "edges/edge_types": one(6),
      "edges/edge_rational": one(0),
      "edges/edge_vertices": one(vertex, vertex),
      "edges/edge_unit_lengths": one(0),
      "edges/edge_sampled_convexities": one(0),
      "coedges/coedge_face": one(0),
      "coedges/coedge_edge": one(0),
    } as never).map((row) => named(EDGE_FEATURES, row));
  expect(pole(2)).toEqual([{ circular: 1, closed: 1 }]);
  expect(pole(3)).toEqual([{ closed: 1 }]);
  expect(pole(3, -1)).toEqual([{}]); // it ends nowhere
});
