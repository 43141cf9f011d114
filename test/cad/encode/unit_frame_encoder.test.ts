import { describe, expect, test } from "vitest";
import { placeBrep } from "../../../src/cad/assembly/place_brep.ts";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import type { ArraySpec, NdArray } from "../../../src/storage/array.ts";
import { box } from "../../helpers/breps.ts";

const numbers = ({ data }: NdArray) => Array.from(data, Number);

describe("the unit frame", () => {
  test("is centred, and the longest side of the box is 2", () => {
    const frame = new BrepEncoder(box(1, 2, 8)).pushUnitFrame()["bodies/body_unit_frames"];
    expect(numbers(frame)).toEqual([0.5, 1, 4, 0.25]);
    expect(frame.shape).toEqual([1, 4]);
  });

  test("of a body without faces is its own", () => {
    const none = new BrepEncoder({ faces: [], edges: [], vertices: new Float64Array() });
    expect(numbers(none.pushUnitFrame()["bodies/body_unit_frames"])).toEqual([0, 0, 0, 1]);
  });

  test("scales areas by its square, lengths and points once, and moves the centroids", () => {
    const encoder = new BrepEncoder(box(1, 2, 8));
    const { "faces/face_unit_areas": areas, "faces/face_unit_centroids": centroids } = encoder
      .pushUnitFaces();
    expect(numbers(areas).sort((a, b) => a - b)).toEqual([0.125, 0.125, 0.5, 0.5, 1, 1]);
    const farthest = numbers(centroids).map(Math.abs).filter((x) => x > 0).sort((a, b) => a - b);
    // Of each pair of sides one number: half of the box's side in the frame.
    expect(farthest).toEqual([0.125, 0.125, 0.25, 0.25, 1, 1]);
    const lengths = numbers(encoder.pushUnitEdges()["edges/edge_unit_lengths"]);
    expect(lengths.sort((a, b) => a - b)).toEqual([
      ...new Array(4).fill(0.25),
      ...new Array(4).fill(0.5),
      ...new Array(4).fill(2),
    ]);
    const grids = encoder.pushUnitFaceGrid(3, 3)["faces/face_unit_grids"];
    expect(grids.shape).toEqual([6, 3, 3, 7]);
    const plain = numbers(encoder.pushFaceGrid(3, 3)["faces/face_uv_grids"]);
    numbers(grids).forEach((value, i) => {
      const k = i % 7, middle = [0.5, 1, 4][k];
      expect(value).toBe(k < 3 ? (plain[i] - middle) / 4 : plain[i]);
    });
  });

  test("keeps the digits of a small part far away", () => {
    const moved = placeBrep(box(1, 2, 8), Float64Array.of(1, 0, 0, 1e9, 0, 1, 0, 0, 0, 0, 1, 0));
    const there = numbers(new BrepEncoder(moved).pushUnitCurveGrid(4)["edges/edge_unit_grids"]);
    const here = numbers(
      new BrepEncoder(box(1, 2, 8)).pushUnitCurveGrid(4)[
        "edges/edge_unit_grids"
      ],
    );
    there.forEach((value, i) => expect(value).toBeCloseTo(here[i], 6));
  });

  test("names the bounds of a grid where they are others", () => {
    const specs = new Map<string, ArraySpec>();
    const storage = {
      saveDeclared: (key: string, _: NdArray, spec: ArraySpec) => void specs.set(key, spec),
    };
    const encoder = new BrepEncoder(box(1, 1, 1), storage);
    encoder.pushUnitFaceGrid(2, 2);
    expect(specs.get("faces/face_unit_grids")?.attributes).toBeUndefined();
    encoder.pushUnitFaceGrid(2, 2, "occwl");
    expect(specs.get("faces/face_unit_grids")?.attributes).toEqual({ bounds: "occwl" });
    expect(() => encoder.pushUnitFaceGrid(1, 2)).toThrow("at least 2");
  });
});
