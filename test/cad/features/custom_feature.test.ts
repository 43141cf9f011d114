import { describe, expect, test } from "vitest";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import type { ArraySpec, NdArray } from "../../../src/storage/array.ts";
import { box, cylinder } from "../../helpers/breps.ts";

describe("features of the user's own", () => {
  test("over faces, edges and bodies, saved with their declaration", () => {
    const saved: [string, NdArray, ArraySpec][] = [];
    const encoder = new BrepEncoder(cylinder(2, 5), {
      saveDeclared: (key, array, spec) => saved.push([key, array, spec]),
    });
    const round = encoder.push("faces", "round", (face) => face.surface.kind === "plane" ? 0 : 1, {
      dtype: "uint8",
      description: "1 where the face is not flat",
    });
    expect(Array.from(round["faces/round"].data, Number)).toEqual([1, 0, 0]);
    encoder.push("edges", "range", (edge) => [edge.first, edge.last]);
    encoder.push("bodies", "counts", (body) => Int32Array.of(body.faces.length), {
      dtype: "int32",
      dimension: "count",
    });
    expect(saved.map(([key, { shape }, spec]) => [key, shape, spec])).toEqual([
      ["faces/round", [3], {
        dims: ["face"],
        dtype: "uint8",
        description: "1 where the face is not flat",
      }],
      ["edges/range", [3, 2], { dims: ["edge", "range_component"], dtype: "float32" }],
      ["bodies/counts", [1, 1], { dims: ["body", "count"], dtype: "int32" }],
    ]);
  });

  test("what does not fit is refused, with the row", () => {
    const encoder = new BrepEncoder(box(1, 1, 1));
    expect(() => encoder.push("faces", "face_areas", () => 1)).toThrow(/array of that name itself/);
    expect(() => encoder.push("faces", "2d", () => 1)).toThrow(/begin without a digit/);
    expect(() => encoder.push("faces", "rows", (_, i) => i < 2 ? 1 : [1])).toThrow(
      /row 0 is a number, row 2 is 1 numbers/,
    );
    expect(() => encoder.push("faces", "nan", (_, i) => i === 3 ? NaN : 1)).toThrow(/row 3/);
    expect(() => encoder.push("faces", "tiny", () => 256, { dtype: "uint8" })).toThrow(/256/);
    encoder.push("faces", "once", () => 1);
    expect(() => encoder.push("faces", "once", () => 2)).toThrow(/pushed before/);
  });

  test("of no items there are no rows", () => {
    const empty = new BrepEncoder({ faces: [], edges: [], vertices: new Float64Array() });
    expect(empty.push("edges", "own", () => [1, 2])["edges/own"].shape).toEqual([0]);
  });
});
