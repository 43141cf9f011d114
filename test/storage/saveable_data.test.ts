import { describe, expect, test } from "vitest";
import {
  fitToSchema,
  requireKey,
  requireShape,
  toShaped,
} from "../../src/storage/saveable_data.ts";
import { SchemaBuilder } from "../../src/storage/schema/schema_builder.ts";
import { SchemaViolation, StorageError } from "../../src/storage/storage_errors.ts";

test.each(["faces", "faces/", "/areas", "a/b/c", "faces/..", "faces/a b\u0000"])(
  "'%s' is no key",
  (key) => expect(() => requireKey(key)).toThrow(StorageError),
);

test("a key is a group and an array", () => {
  expect(requireKey("faces/areas")).toEqual({ group: "faces", array: "areas" });
});

describe("what may be saved", () => {
  test("a number, a list, a typed array, and numbers with a shape", () => {
    expect(toShaped("g/a", 4)).toEqual({ values: [4], shape: [1] });
    expect(toShaped("g/a", [1, 2])).toEqual({ values: [1, 2], shape: [2] });
    const typed = Float32Array.of(1, 2, 3, 4, 5, 6);
    expect(toShaped("g/a", typed)).toEqual({ values: typed, shape: [6] });
    expect(toShaped("g/a", { data: typed, shape: [3, 2] })).toEqual({
      values: typed,
      shape: [3, 2],
    });
  });

  test.each([
    [[1, "two"], "string two at index 1"],
    ["text", "string text"],
    [null, "object null"],
    [new DataView(new ArrayBuffer(8)), "DataView"],
    [new Uint8ClampedArray(2), "Uint8ClampedArray"],
    [{ data: [1, 2], shape: [2] }, "Object"],
  ])("not %j", (data, found) => {
    expect(() => toShaped("g/a", data as unknown as number)).toThrow(`found `);
    expect(() => toShaped("g/a", data as unknown as number)).toThrow(found);
  });

  test("a shape has as many numbers as it says", () => {
    const place = { group: "g", array: "a" };
    const data = Float64Array.of(1, 2, 3, 4, 5, 6);
    expect(requireShape(place, { data, shape: [2, 3] })).toBeUndefined();
    for (const shape of [[4], [2, 2], [], [-2, -3], [1.5, 4], [6, 0]]) {
      expect(() => requireShape(place, { data, shape }), `${shape}`).toThrow(SchemaViolation);
    }
    expect(() => toShaped("g/a", { data, shape: [7] })).toThrow("7 numbers for the shape 7");
  });
});

describe("under a schema", () => {
  const builder = new SchemaBuilder({ domain: "parts", version: "1" });
  const faces = builder.createGroup("faces", "face");
  faces.createArray("face_types", ["face"], "int32");
  faces.createArray("points", ["face", "xyz"], "float32");
  const schema = builder.build();
  const shaped = (values: number[], shape = [values.length]) => ({ values, shape });

  test("numbers become the array's type", () => {
    const place = { group: "faces", array: "face_types" };
    const { array, spec } = fitToSchema(schema, place, shaped([1, 2]));
    expect(array).toEqual({ data: Int32Array.of(1, 2), shape: [2] });
    expect(spec.dims).toEqual(["face"]);
    expect(() => fitToSchema(schema, place, shaped([1.5]))).toThrow(SchemaViolation);
  });

  test("what the schema does not have is refused, with the name that may be meant", () => {
    expect(() => fitToSchema(schema, { group: "face", array: "face_types" }, shaped([1])))
      .toThrow(/'face'.*faces/s);
    expect(() => fitToSchema(schema, { group: "faces", array: "face_type" }, shaped([1])))
      .toThrow(/'face_type'.*face_types/s);
  });

  test("the number of dimensions is the schema's", () => {
    const place = { group: "faces", array: "points" };
    expect(() => fitToSchema(schema, place, shaped([1, 2, 3]))).toThrow("2 dimensions (face, xyz)");
    expect(fitToSchema(schema, place, shaped([1, 2, 3], [1, 3])).array.shape).toEqual([1, 3]);
  });
});
