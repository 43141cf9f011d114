import { expect, test } from "vitest";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import type { Brep } from "../../../src/cad/brep.ts";
import { bodyState } from "../../../src/cad/assembly/body_state.ts";
import { placeBrep } from "../../../src/cad/assembly/place_brep.ts";
import { box, cylinder, ell, moved } from "../../helpers/breps.ts";

const numbers = (brep: Brep, name: "faces/face_areas" | "faces/face_centroids") =>
  Array.from(new BrepEncoder(brep).pushFaceAttributes()[name].data, Number);
const grid = (brep: Brep) =>
  Array.from(new BrepEncoder(brep).pushFaceGrid(3, 3)["faces/face_uv_grids"].data, Number);
const dihedrals = (brep: Brep) =>
  Array.from(new BrepEncoder(brep).pushEdgeAttributes()["edges/edge_dihedral_angles"].data, Number);
const close = (a: number[], b: number[]) => a.forEach((x, i) => expect(x).toBeCloseTo(b[i], 5));

test("nothing happens to what is not moved", () => {
  const brep = box(1, 2, 3);
  expect(placeBrep(brep, null)).toBe(brep);
});

test("a turn and a shift move points and normals", () => {
  const turn = Float64Array.of(0, -1, 0, 5, 1, 0, 0, -7, 0, 0, 1, 2);
  for (const brep of [box(1, 2, 3), cylinder(2, 5), ell()]) {
    const placed = placeBrep(brep, turn);
    const before = grid(brep), after = grid(placed);
    for (let i = 0; i < before.length; i += 7) {
      const [x, y, z, nx, ny, nz] = before.slice(i, i + 6);
      close(after.slice(i, i + 6), [5 - y, x - 7, z + 2, -ny, nx, nz]);
    }
    close(numbers(placed, "faces/face_areas"), numbers(brep, "faces/face_areas"));
    close(dihedrals(placed), dihedrals(brep));
    expect(Array.from(placed.vertices)).toEqual(Array.from(moved(brep, turn).vertices));
  }
});

test("a mirror keeps the outside outside", () => {
  const mirror = Float64Array.of(-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);
  for (const brep of [box(1, 2, 3), cylinder(2, 5), ell()]) {
    const placed = placeBrep(brep, mirror);
    const before = grid(brep), after = grid(placed);
    // The grid of a face that is reversed runs the other way in u.
    for (let face = 0; face < before.length; face += 63) {
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++) {
          const [x, y, z, nx, ny, nz] = before.slice(face + 7 * (3 * i + j));
          const at = face + 7 * (3 * (2 - i) + j);
          close(after.slice(at, at + 6), [-x, y, z, -nx, ny, nz]);
        }
      }
    }
    close(dihedrals(placed), dihedrals(brep));
    expect(bodyState({ kind: "solid", brep: placed })).toMatchObject({
      closed: true,
      oriented: true,
    });
  }
});

test("a scale is that of tolerances too", () => {
  const twice = Float64Array.of(2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0);
  const brep = box(1, 2, 3), placed = placeBrep(brep, twice);
  close(numbers(placed, "faces/face_areas"), numbers(brep, "faces/face_areas").map((a) => 4 * a));
  expect(placed.faces[0].tolerance).toBeCloseTo(2 * brep.faces[0].tolerance, 15);
});
