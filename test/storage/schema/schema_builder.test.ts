import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import type { DType } from "../../../src/storage/array.ts";
import { createStorage } from "../../../src/storage/create_storage.ts";
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

describe("a builder that begins with a schema", () => {
  const text = (() => {
    const b = builder();
    b.createGroup("labels", "body", "labels")
      .createArray("family", ["body"], "int32", "code", { missing: -1, range: [0, 9] })
      .createRaggedArray("marks", "mark", "float32");
    b.createGroup("faces", "face").createArray("size", ["face"], "float64", "", { missing: NaN });
    b.defineFileMetadata("time", "float32", "seconds", { required: false, range: [0, null] });
    b.defineCategoricalMetadata("*_kind", "string", "", { values: ["a", "b"] });
    return b.toJson();
  })();

  test("has all of it, from JSON too", () => {
    expect(JSON.parse(SchemaBuilder.from(text).toJson())).toEqual(JSON.parse(text));
    const again = SchemaBuilder.from(JSON.parse(text), { domain: "gears", version: "2.0" });
    expect(again.build()).toMatchObject({ domain: "gears", version: "2.0" });
    expect(again.listGroups()).toEqual(["labels", "labels_marks", "faces"]);
    expect(again.getGroup("labels")!.listArrays()).toEqual(["family", "marks_counts"]);
    expect(again.getGroup("labels")!.getArray("family")).toMatchObject({ range: [0, 9] });
    expect(again.getGroup("other")).toBeNull();
  });

  test("loses what is removed, and refuses to remove what is not there", () => {
    const b = SchemaBuilder.from(text).removeGroup("faces").removeMetadata("time");
    b.getGroup("labels")!.removeArray("family");
    expect(b.listGroups()).toEqual(["labels", "labels_marks"]);
    expect(b.listMetadata().map(({ name }) => name)).toEqual(["*_kind"]);
    expect(() => b.removeGroup("label")).toThrow("Cannot remove group 'label'");
    expect(() => b.removeMetadata("tim")).toThrow("Cannot remove metadata 'tim'");
    expect(() => b.getGroup("labels")!.removeArray("famly")).toThrow("none of that name");
  });

  test("takes another schema in, unless both disagree", () => {
    const other = builder();
    other.createGroup("labels", "body").createArray("size", ["body"], "float32");
    other.defineFileMetadata("time", "float64");
    const b = SchemaBuilder.from(text).extend(other.build());
    expect(b.getGroup("labels")!.listArrays()).toEqual(["family", "marks_counts", "size"]);
    expect(b.build()).toMatchObject({ domain: "parts", version: "1.0" });
    const clash = builder();
    clash.createGroup("labels", "face");
    expect(() => b.extend(clash.build())).toThrow(
      "Cannot extend the schema 'parts': their schemas must agree",
    );
  });

  test.each([
    ["{", "must be the JSON of one"],
    ["[]", "'groups' is missing or is none"],
    ['{"groups":{"a":{}},"metadata":[]}', "'a' is missing"],
    ['{"groups":{"a":{"arrays":{"b":{}}}},"metadata":[]}', "'a/b' is missing"],
    ['{"domain":"d","version":"1","groups":{}}', "'metadata' is missing"],
    ['{"domain":"","version":"1","groups":{},"metadata":[]}', "'domain' must be a text"],
  ])("refuses %s", (broken, sentence) => {
    expect(() => SchemaBuilder.from(broken)).toThrow(sentence);
  });
});

describe("ranges", () => {
  test("are pairs in their order", () => {
    const group = builder().createGroup("labels", "body");
    for (const range of [[2, 1], [1], [0, NaN], ["a", 1]]) {
      expect(() => group.createArray("x", ["body"], "int32", "", { range: range as [1, 2] }))
        .toThrow("'range' must be [least, greatest]");
    }
    expect(() => builder().defineFileMetadata("t", "string", "", { range: [0, 1] })).toThrow(
      "only numbers have a range",
    );
    const codes = { range: [0, 1] as const, values: [2] };
    expect(() => builder().defineCategoricalMetadata("t", "int8", "", codes)).toThrow("found 2");
  });

  test("hold at each save, but for what stands for a missing value", () => {
    const b = builder();
    b.createGroup("labels", "body")
      .createArray("family", ["body"], "int32", "", { missing: -1, range: [0, 9] })
      .createArray("big", ["body"], "int64", "", { range: [0, null] });
    b.defineFileMetadata("time", "float32", "", { range: [0, null] });
    b.defineCategoricalMetadata("kind", "string", "", { values: ["bolt", "nut"] });
    const storage = createStorage("memory", "part");
    storage.setSchema(b.build());
    storage.saveData("labels/family", [-1]);
    storage.saveData("labels/family", [9]);
    expect(() => storage.saveData("labels/family", [10])).toThrow("range of the schema, 0 to 9");
    expect(() => storage.saveData("labels/big", BigInt64Array.of(-5n))).toThrow("0 or more");
    expect(() => storage.saveMetadata("time", -1)).toThrow("0 or more, as 'time'");
    expect(() => storage.saveMetadata("kind", "bolts")).toThrow('one of "bolt", "nut"');
    storage.saveMetadata("kind", "nut");
  });
});

describe("codes", () => {
  const CODES = { hole: 0, slot: 1 };

  test.each(
    [
      [{}, "int32"],
      [{ a: 0, b: 0 }, "int32"],
      [{ a: 0.5 }, "int32"],
      [{ "": 1 }, "int32"],
      [CODES, "float32"],
      [{ a: 300 }, "uint8"],
    ] as const,
  )("%j are none of the type %s", (codes, dtype) => {
    const group = builder().createGroup("labels", "body");
    expect(() => group.createArray("x", ["body"], dtype, "", { codes })).toThrow(
      `'codes' must be distinct integers of the type ${dtype}`,
    );
  });

  test("hold at each save, and stay when a schema is built upon", () => {
    const b = builder();
    b.createGroup("labels", "body")
      .createArray("feature", ["body"], "int32", "", { missing: -1, codes: CODES });
    const schema = SchemaBuilder.from(b.build()).build();
    expect(schema.groups.labels.arrays.feature.codes).toEqual(CODES);
    const storage = createStorage("memory", "part");
    storage.setSchema(schema);
    storage.saveData("labels/feature", [1]);
    storage.saveData("labels/feature", [-1]);
    expect(() => storage.saveData("labels/feature", [2])).toThrow(
      "codes of the schema (hole 0, slot 1), found 2 at index 0",
    );
  });
});
