import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import type { DType } from "../../../src/storage/array.ts";
import { SchemaBuilder } from "../../../src/storage/schema/schema_builder.ts";

const builder = () => new SchemaBuilder({ domain: "parts", version: "1.0" });

describe("SchemaBuilder", () => {
  test("builds plain data that survives JSON", () => {
    const b = builder();
    b.createGroup("faces", "face", "faces of a body")
      .createArray("areas", ["face"], "float32", "in mm2")
      .createArray("grids", ["face", "u", "v"], "float32");
    b.defineFileMetadata("time", "float32", "seconds")
      .defineCategoricalMetadata("name", "str")
      .defineCategoricalMetadata("code", "int32");
    const schema = b.build();
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    expect(schema.groups.faces.arrays.grids).toEqual({
      dims: ["face", "u", "v"],
      dtype: "float32",
      description: "",
    });
    expect(schema.metadata.map((rule) => [rule.name, rule.kind, rule.dtype])).toEqual([
      ["time", "file", "float32"],
      ["name", "categorical", "string"],
      ["code", "categorical", "int32"],
    ]);
  });

  test("a built schema does not change afterwards", () => {
    const b = builder();
    const group = b.createGroup("faces", "face");
    const schema = b.build();
    group.createArray("areas", ["face"], "float32");
    b.createGroup("edges", "edge");
    expect(Object.keys(schema.groups)).toEqual(["faces"]);
    expect(schema.groups.faces.arrays).toEqual({});
  });

  test("refuses what is defined twice", () => {
    const b = builder();
    const group = b.createGroup("faces", "face").createArray("areas", ["face"], "float32");
    expect(() => b.createGroup("faces", "face")).toThrow("already has one");
    expect(() => group.createArray("areas", ["face"], "float32")).toThrow("already has one");
    b.defineFileMetadata("a", "int32");
    expect(() => b.defineCategoricalMetadata("a", "int32")).toThrow("already defines it");
  });

  test("refuses a first dimension that is not the group's", () => {
    const group = builder().createGroup("faces", "face");
    expect(() => group.createArray("areas", ["edge"], "float32")).toThrow(
      "Cannot create array 'areas' in group 'faces': its first dimension must be the group's " +
        "base dimension 'face', found 'edge'",
    );
    expect(() => group.createArray("areas", [], "float32")).toThrow("found none");
    expect(() => group.createArray("areas", ["face", "u", "u"], "float32")).toThrow("differ");
  });

  test("refuses an unknown type, with the list and the nearest one", () => {
    const group = builder().createGroup("faces", "face");
    const dtype: string = "flaot32";
    expect(() => group.createArray("areas", ["face"], dtype as DType)).toThrow(
      /must be one of float32, float64, .*; found 'flaot32'; did you mean 'float32'\?/,
    );
    expect(() => builder().defineCategoricalMetadata("a", "float32")).toThrow(
      "its type must be one of string, int8, uint8, int16, uint16, int32; found 'float32'",
    );
  });

  test.each(["", "a b", "../x", "a/b", "__proto__", "zarr.json", "nul", ".hidden", "x."])(
    "refuses the name %j, which cannot be a folder's",
    (name) => {
      expect(() => builder().createGroup(name, "face")).toThrow(UsageError);
      expect(() => builder().createGroup("g", "face").createArray(name, ["face"], "int8"))
        .toThrow(UsageError);
    },
  );
});
