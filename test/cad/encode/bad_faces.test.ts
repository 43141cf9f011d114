/** Bodies with a face that cannot be measured, refused and kept. */
import { describe, expect, test } from "vitest";
import type { Brep } from "../../../src/cad/brep.ts";
import { BrepEncoder, type EncodedArrays } from "../../../src/cad/encode/brep_encoder.ts";
import { FeatureError } from "../../../src/cad/features/feature_error.ts";
import type { ArraySpec, NdArray } from "../../../src/storage/array.ts";
import { box } from "../../helpers/breps.ts";

const BAD = 4;

/** A box of 1 x 2 x 3 of which one face's loop lacks an edge. */
function damaged(): Brep {
  const whole = box(1, 2, 3);
  const faces = whole.faces.map((face, i) =>
    i === BAD ? { ...face, loops: [face.loops[0].slice(1)] } : face
  );
  return { ...whole, faces };
}

/** All that the encoder has to say. */
function pushAll(encoder: BrepEncoder): EncodedArrays {
  encoder.pushFaceIndices();
  encoder.pushFaceIds();
  encoder.pushFaceAttributes();
  encoder.pushFaceGrid(4, 3);
  encoder.pushFaceDiscretization(5);
  encoder.pushFaceShapes();
  encoder.pushFaceCurvatures(4);
  encoder.pushFaceNeighborsCount();
  encoder.pushEdgeAttributes();
  encoder.pushEdgeShapes();
  encoder.pushEdgeCurvatures();
  encoder.pushCurveGrid(4);
  encoder.pushFaceAdjacencyGraph();
  encoder.pushExtendedAdjacency();
  encoder.pushAverageFacePairDistanceHistograms(3, 8);
  encoder.pushAverageFacePairAngleHistograms(3, 8);
  encoder.pushBodyAttributes();
  return { ...encoder.pushFingerprint(), ...encoder.pushCoedges(), ...all(encoder) };
}
const all = (encoder: BrepEncoder): EncodedArrays =>
  encoder.pushProfile({ name: "none", version: 1, description: "", push() {} });

/** The rows of an array in which there is a NaN, and in which there are nothing but NaN. */
function missingRows({ data, shape }: NdArray): { some: number[]; whole: number[] } {
  const size = data.length / shape[0];
  const rows = Array.from({ length: shape[0] }, (_, i) => i);
  const isNaN = (i: number) => Number.isNaN(Number(data[i]));
  const of = (row: number) => Array.from({ length: size }, (_, k) => isNaN(row * size + k));
  return {
    some: rows.filter((row) => of(row).some((x) => x)),
    whole: rows.filter((row) => of(row).every((x) => x)),
  };
}

test("by default the body is refused, and the sentence names the option", () => {
  const encoder = new BrepEncoder(damaged());
  for (const push of [() => encoder.pushFaceAttributes(), () => encoder.pushFaceGrid()]) {
    expect(push).toThrow(FeatureError);
    expect(push).toThrow(/of face 4: its loop 0 .*\. The option onBadFace: 'keep'/);
  }
});

describe("kept", () => {
  const arrays = pushAll(new BrepEncoder(damaged(), undefined, { onBadFace: "keep" }));
  const sound = pushAll(new BrepEncoder(box(1, 2, 3)));

  test("a face says whether it is valid, in every body", () => {
    expect(arrays["faces/face_valid"].data).toEqual(Uint8Array.of(1, 1, 1, 1, 0, 1));
    const whole = new BrepEncoder(box(1, 2, 3), undefined, { onBadFace: "keep" });
    expect(all(whole)["faces/face_valid"].data).toEqual(new Uint8Array(6).fill(1));
    expect("faces/face_valid" in sound).toBe(false);
  });

  test.each(
    Object.keys(sound).filter((key) =>
      key.startsWith("faces/") && sound[key].data instanceof Float32Array
    ),
  )("%s is NaN there, and as ever elsewhere", (key) => {
    expect(missingRows(arrays[key])).toEqual({ some: [BAD], whole: [BAD] });
    const { data, shape } = sound[key], size = data.length / shape[0];
    const rest = (array: NdArray) =>
      Array.from(array.data, Number).filter((_, i) => Math.floor(i / size) !== BAD);
    expect(rest(arrays[key])).toEqual(rest(sound[key]));
  });

  test("at its edges angles are NaN and convexities 0", () => {
    const brep = damaged();
    // The edge that its loop lacks is one of another face alone.
    const own = brep.edges.flatMap(({ faces }, i) => faces.includes(BAD) ? [i] : []);
    expect(missingRows(arrays["edges/edge_dihedral_angles"]).some).toEqual(own);
    const convexities = arrays["edges/edge_convexities"].data;
    const continuities = arrays["edges/edge_continuities"].data;
    for (const edge of own) expect([convexities[edge], continuities[edge]]).toEqual([0, 0]);
    expect(arrays["edges/edge_lengths"].data).toEqual(sound["edges/edge_lengths"].data);
  });

  test("pairs with it have no histograms, others have theirs", () => {
    const { some, whole } = missingRows(arrays["faceface/d2_distance"]);
    expect(some).toEqual(whole);
    const pairs = Array.from({ length: 36 }, (_, i) => [Math.floor(i / 6), i % 6]);
    expect(some).toEqual(pairs.flatMap((pair, i) => pair.includes(BAD) ? [i] : []));
  });

  test("the body's totals and its fingerprint are missing", () => {
    for (const name of ["areas", "centroids", "boxes", "diagonals", "fingerprints"]) {
      expect(missingRows(arrays[`bodies/body_${name}`]).whole).toEqual([0]);
    }
    expect(Number(arrays["bodies/body_closed"].data[0])).toBe(0);
    expect(arrays["solids/solid_volumes"].shape).toEqual([0]);
  });

  test("integers are as ever", () => {
    for (const key of ["faces/face_types", "faces/face_loops", "graph/edges_source"]) {
      expect(arrays[key].data).toEqual(sound[key].data);
    }
  });
});

test("a storage is told where values may be missing, and nowhere else", () => {
  const specs = new Map<string, ArraySpec>();
  const metadata = new Map<string, unknown>();
  const storage = {
    saveDeclared: (key: string, _: NdArray, spec: ArraySpec) => void specs.set(key, spec),
    saveMetadata: (key: string, value: unknown) => void metadata.set(key, value),
  };
  pushAll(new BrepEncoder({ ...damaged(), onBadFace: "keep" }, storage));
  expect(specs.get("faces/face_areas")?.missing).toBe("NaN");
  expect(specs.get("edges/edge_lengths")?.missing).toBeUndefined();
  expect(metadata.has("fingerprint")).toBe(false);
  expect(metadata.get("open_reason")).toBe("a face of it is not valid");
});
