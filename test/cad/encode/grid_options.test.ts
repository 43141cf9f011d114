import { describe, expect, test } from "vitest";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import { placeBrep } from "../../../src/cad/assembly/place_brep.ts";
import type { ArraySpec, NdArray } from "../../../src/storage/array.ts";
import { box } from "../../helpers/breps.ts";

/** Far from the origin float32 has no digits for a millimetre: 1e9 has steps of 64. */
const far = placeBrep(box(1, 2, 3), Float64Array.of(1, 0, 0, 1e9, 0, 1, 0, 0, 0, 0, 1, 0));

function recorded() {
  const specs = new Map<string, ArraySpec>();
  const storage = {
    saveDeclared: (key: string, _: NdArray, spec: ArraySpec) => void specs.set(key, spec),
  };
  return { specs, storage };
}

describe("grids", () => {
  test("from the middle of the body keep their digits, and say where that is", () => {
    const { specs, storage } = recorded();
    const encoder = new BrepEncoder(far, storage);
    const near = new BrepEncoder(box(1, 2, 3)).pushFaceGrid(2, 2)["faces/face_uv_grids"].data;
    const moved = encoder.pushFaceGrid(2, 2, { origin: "body" })["faces/face_uv_grids"].data;
    const origins = encoder.pushGridOrigin()["bodies/body_grid_origins"];
    expect(Array.from(origins.data, Number)).toEqual([1e9 + 0.5, 1, 1.5]);
    for (let i = 0; i < near.length; i += 7) {
      const [x, y, z] = [0, 1, 2].map((k) => Number(near[i + k]));
      expect([0, 1, 2].map((k) => Number(moved[i + k]))).toEqual([x - 0.5, y - 1, z - 1.5]);
    }
    const edges = encoder.pushCurveGrid(2, { origin: "body" })["edges/edge_u_grids"].data;
    expect(Math.max(...Array.from(edges, Number).filter((_, i) => i % 6 < 3))).toBe(1.5);
    expect(specs.get("faces/face_uv_grids")?.attributes).toEqual({ origin: "body" });
    expect(specs.get("edges/edge_u_grids")?.attributes).toEqual({ origin: "body" });
    expect(specs.has("bodies/body_grid_origins")).toBe(true);
  });

  test("name what is not the default, and nothing else", () => {
    const { specs, storage } = recorded();
    const encoder = new BrepEncoder(box(1, 2, 3), storage);
    encoder.pushFaceGrid(3, 3);
    expect(specs.get("faces/face_uv_grids")?.attributes).toBeUndefined();
    encoder.pushFaceGrid(3, 3, { bounds: "occwl", origin: "file" });
    expect(specs.get("faces/face_uv_grids")?.attributes).toEqual({ bounds: "occwl" });
  });

  test("refuse other options", () => {
    const encoder = new BrepEncoder(box(1, 2, 3));
    expect(() => encoder.pushFaceGrid(3, 3, { bounds: "wide" as "tight" }))
      .toThrow(`'bounds' must be "tight" or "occwl"; found "wide"`);
    expect(() => encoder.pushFaceGrid(3, 3, { bound: "tight" } as object))
      .toThrow("there is no option 'bound'");
  });

  test("of the profile uvnet have the bounds of UV-Net", () => {
    const { specs, storage } = recorded();
    new BrepEncoder(box(1, 2, 3), storage).pushProfile("uvnet");
    expect(specs.get("faces/face_uv_grids")?.attributes).toEqual({ bounds: "occwl" });
  });
});
