import { describe, expect, test } from "vitest";
import { MemoryDataStorage } from "../../src/storage/memory_data_storage.ts";
import { SchemaBuilder } from "../../src/storage/schema/schema_builder.ts";
import { SchemaViolation, StorageError } from "../../src/storage/storage_errors.ts";
import { bodyOf } from "./bodies.ts";

function schema() {
  const builder = new SchemaBuilder({ domain: "parts" });
  builder.createGroup("labels", "body")
    .createArray("family", ["body"], "int32")
    .createArray("score", ["body"], "float32");
  builder.createGroup("faces", "face").createArray("grid", ["face", "u", "v"], "float32");
  builder.defineFileMetadata("time", "float32");
  builder.defineFileMetadata("made_*", "date");
  builder.defineCategoricalMetadata("material", "string");
  return builder.build();
}

function withSchema() {
  const storage = new MemoryDataStorage();
  storage.setSchema(schema());
  return storage;
}

const violation = (run: () => void): SchemaViolation => {
  try {
    run();
  } catch (error) {
    if (error instanceof SchemaViolation) return error;
    throw error;
  }
  throw new Error("nothing was refused");
};

describe("saving by a schema", () => {
  test("converts to the declared type", () => {
    const storage = withSchema();
    storage.saveData("labels/family", 3);
    storage.saveData("labels/score", [0.5]);
    storage.saveData("faces/grid", { data: new Float64Array(12), shape: [2, 3, 2] });
    expect(storage.loadData("labels/family")).toEqual({ data: Int32Array.of(3), shape: [1] });
    expect(storage.loadData("faces/grid").data).toBeInstanceOf(Float32Array);
    expect(storage.getKeys()).toEqual(["labels/family", "labels/score", "faces/grid"]);
  });

  test("an unknown group or array is refused, with those that are known", () => {
    const group = violation(() => withSchema().saveData("label/family", [1]));
    expect(group.data).toMatchObject({ group: "label", array: "family" });
    expect(group.message).toContain("(labels, faces)");
    expect(group.message).toContain("did you mean 'labels'?");
    const array = violation(() => withSchema().saveData("labels/familly", [1]));
    expect(array.message).toContain("(family, score)");
    expect(array.message).toContain("did you mean 'family'?");
  });

  test("a value that does not fit is refused, with its index", () => {
    const error = violation(() => withSchema().saveData("labels/family", [1, 3.5]));
    expect(error.data).toMatchObject({ group: "labels", array: "family" });
    expect(error.message).toContain("fit int32, found 3.5 at index 1");
  });

  test("another number of dimensions is refused", () => {
    const error = violation(() => withSchema().saveData("faces/grid", [1, 2]));
    expect(error.data).toMatchObject({
      expected: "3 dimensions (face, u, v)",
      found: "1 (shape 2)",
    });
  });

  test("arrays of a group have the same rows in one body", () => {
    const storage = withSchema();
    const groups = new SchemaBuilder({ domain: "parts" });
    groups.createGroup("holes", "hole").createArray("radius", ["hole"], "float32")
      .createArray("depth", ["hole"], "float32");
    storage.setSchema(groups.build());
    storage.saveData("holes/radius", [1, 2]);
    expect(violation(() => storage.saveData("holes/depth", [0.5])).data).toMatchObject({
      expected: "2 rows, as 'holes/radius' has",
      found: "1 rows",
    });
    storage.saveData("holes/radius", [1]);
    storage.saveData("holes/depth", [0.5]);
  });

  test("what the encoder declares is always allowed", () => {
    const storage = withSchema();
    const array = { data: Int32Array.of(0, 1), shape: [2] };
    storage.saveDeclared("faces/face_indices", array, { dims: ["face"], dtype: "int32" });
    expect(storage.loadData("faces/face_indices").data).toEqual(Int32Array.of(0, 1));
  });

  test("a schema that is set late checks what is saved, and converts it", () => {
    const storage = new MemoryDataStorage();
    storage.saveData("labels/family", [3]);
    storage.setSchema(schema());
    expect(storage.loadData("labels/family").data).toEqual(Int32Array.of(3));
    const wrong = new MemoryDataStorage();
    wrong.saveData("labels/family", [3.5]);
    expect(() => wrong.setSchema(schema())).toThrow(SchemaViolation);
  });

  test("lists what is missing", () => {
    const storage = withSchema();
    const body = storage.body(bodyOf(0));
    body.saveData("labels/family", [1]);
    body.saveMetadata("time", 1);
    expect(storage.validateDataAgainstSchema()).toEqual([
      "'labels/score' is in the schema, and was not saved for body 0",
      "'faces/grid' is in the schema, and was not saved for body 0",
      "metadata 'material' is in the schema, and was not saved for body 0",
    ]);
    storage.saveMetadata("material", "steel");
    expect(storage.validateDataAgainstSchema().length).toBe(2);
  });
});

test("arrays with one row a sample say nothing of a group's other rows, in any order", () => {
  const body = new MemoryDataStorage().body(bodyOf(0));
  const save = (name: string, rows: number, dimension: string) =>
    body.saveDeclared(`graph/${name}`, { data: new Int32Array(rows), shape: [rows] }, {
      dims: [dimension],
      dtype: "int32",
    });
  save("num_nodes", 1, "body");
  save("edges_source", 5, "pair");
  save("num_edges", 1, "body");
  save("edges_destination", 5, "pair");
  expect(violation(() => save("weights", 4, "pair"))).toMatchObject({
    message: expect.stringContaining("5 rows, as 'graph/edges_source' has"),
  });
});

test("what a storage holds is counted anew until it is sealed", () => {
  const storage = new MemoryDataStorage();
  storage.saveData("a/numbers", [1]);
  expect(storage.summary().arrays).toHaveLength(1);
  storage.saveData("a/others", [1]);
  expect(storage.summary()).toMatchObject({ sealed: false, arrays: { length: 2 } });
  storage.compressStore();
  const summary = storage.summary();
  expect(summary).toMatchObject({ sealed: true, arrays: { length: 2 } });
  expect(storage.summary()).toBe(summary);
  storage.close();
  expect(storage.summary()).toBe(summary);
});

describe("saving without a schema", () => {
  test("typed arrays keep their type, numbers become float64", () => {
    const storage = new MemoryDataStorage();
    storage.saveData("a/bytes", Uint8Array.of(1));
    storage.saveData("a/numbers", [1]);
    storage.saveData("a/one", 7);
    expect(storage.summary().arrays.map(({ dtype }) => dtype)).toEqual([
      "uint8",
      "float64",
      "float64",
    ]);
  });

  test.each([
    ["no slash", [1], "a key is 'group/array'"],
    ["a/b c", [1], "letters, digits"],
    ["__a/b", [1], "two underscores"],
    ["a/b", ["x"], "a list with string x at index 0"],
    ["a/b", "text", "found string text"],
    ["a/b", new Uint8ClampedArray(2), "found Uint8ClampedArray"],
    ["a/b", { data: [1, 2], shape: [2] }, "data must be a number, a list"],
    ["a/b", { data: Int8Array.of(1, 2), shape: [3] }, "3 numbers for the shape 3, found 2"],
    ["a/b", { data: Int8Array.of(), shape: [] }, "a shape of one or more whole numbers"],
    ["a/b", { data: Int8Array.of(), shape: [-1, 0] }, "a shape of one or more whole numbers"],
    ["a/b", [NaN], "found NaN at index 0"],
  ])("refuses %s: %s", (key, data, message) => {
    // The types refuse most of these already; users of plain JavaScript have none.
    const untyped = data as number[];
    expect(() => new MemoryDataStorage().saveData(key, untyped)).toThrow(message);
  });

  test("a declaration must be true", () => {
    const storage = new MemoryDataStorage();
    const array = { data: Int32Array.of(1), shape: [1] };
    expect(() => storage.saveDeclared("a/b", array, { dims: ["x"], dtype: "float32" }))
      .toThrow("expected float32, found int32");
    expect(() => storage.saveDeclared("a/b", array, { dims: ["x", "y"], dtype: "int32" }))
      .toThrow("2 dimensions (x, y), found 1");
    const infinite = { data: Float32Array.of(0, Infinity), shape: [2] };
    expect(() => storage.saveDeclared("a/b", infinite, { dims: ["x"], dtype: "float32" }))
      .toThrow("Infinity at index 1");
  });
});

describe("bodies", () => {
  test("are one object when asked twice, and have their instances", () => {
    const storage = new MemoryDataStorage();
    const transform = Float64Array.of(1, 0, 0, 5, 0, 1, 0, 6, 0, 0, 1, 7);
    const instances = [{ transform: null, path: [0] }, { transform, path: [1, 0] }];
    const body = storage.body({ ...bodyOf(0), instances });
    expect(storage.body(bodyOf(0))).toBe(body);
    const { data, shape } = body.loadData("instances/transform");
    expect(shape).toEqual([2, 4, 4]);
    expect([...data.slice(0, 16)]).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
    expect([...data.slice(16)]).toEqual([1, 0, 0, 5, 0, 1, 0, 6, 0, 0, 1, 7, 0, 0, 0, 1]);
    expect(storage.summary().bodies[0]).toMatchObject({ instance_count: 2, paths: ["0", "1/0"] });
  });

  test("inherit the file's metadata, unless they say otherwise", () => {
    const storage = new MemoryDataStorage();
    const body = storage.body(bodyOf(0));
    storage.saveMetadata("material", "steel");
    expect(body.loadMetadata("material")).toBe("steel");
    body.saveMetadata("material", null);
    expect(body.loadMetadata("material")).toBeNull();
    expect(storage.loadMetadata("material")).toBe("steel");
    expect(() => body.loadMetadata("materiel")).toThrow(StorageError);
  });

  test("and arrays of the file itself exclude one another", () => {
    const storage = new MemoryDataStorage();
    storage.body(bodyOf(0));
    expect(() => storage.saveData("labels/family", [1])).toThrow(
      "Cannot save 'labels/family': the file's arrays belong to its 1 bodies",
    );
    const whole = new MemoryDataStorage();
    whole.saveData("labels/family", [1]);
    expect(() => whole.body(bodyOf(0))).toThrow("makes the whole file one sample");
  });

  test("are put end to end in their order when the file is asked", () => {
    const storage = new MemoryDataStorage();
    for (const index of [1, 0]) storage.body(bodyOf(index)).saveData("labels/family", [index]);
    expect(storage.loadData("labels/family")).toEqual({ data: Float64Array.of(0, 1), shape: [2] });
  });

  test("that disagree are refused when the file is sealed", () => {
    const types = new MemoryDataStorage();
    types.body(bodyOf(0)).saveData("a/b", Int32Array.of(1));
    types.body(bodyOf(1)).saveData("a/b", Float32Array.of(1));
    expect(() => types.compressStore()).toThrow(
      "expected int32 rows of one number, as in body 0, found float32 rows of one number in body 1",
    );
    const missing = new MemoryDataStorage();
    missing.body(bodyOf(0)).saveData("a/b", [1]);
    missing.body(bodyOf(0)).saveData("a/c", [1]);
    missing.body(bodyOf(1)).saveData("a/b", [1]);
    expect(() => missing.compressStore()).toThrow("none in body 1, which has 1 rows there");
  });

  test("without rows have no say about inner sizes", () => {
    const storage = new MemoryDataStorage();
    storage.body(bodyOf(0)).saveData("a/b", { data: new Float32Array(), shape: [0, 5] });
    storage.body(bodyOf(1)).saveData("a/b", { data: new Float32Array(6), shape: [2, 3] });
    storage.compressStore();
    expect(storage.loadData("a/b").shape).toEqual([2, 3]);
  });
});

describe("metadata", () => {
  test.each([NaN, Infinity, new Date(NaN), {}, undefined, [1], 5n])("refuses %s", (value) => {
    const untyped = value as number;
    expect(() => new MemoryDataStorage().saveMetadata("x", untyped)).toThrow(StorageError);
  });

  test("fits the schema", () => {
    const storage = withSchema();
    expect(() => storage.saveMetadata("time", "1.5")).toThrow("expected float32");
    expect(() => storage.saveMetadata("material", 5)).toThrow("expected string");
    storage.saveMetadata("made_on", "2025-01-31T12:00:00Z");
    expect(storage.loadMetadata("made_on")).toEqual(new Date("2025-01-31T12:00:00Z"));
    expect(() => storage.saveMetadata("MADE_by", "Ann")).toThrow("as 'made_*' of the schema says");
    storage.saveMetadata("other", "anything");
  });

  test("'Item' names the source", () => {
    const storage = new MemoryDataStorage();
    storage.setSource({ path: "a", hash: "h", size: 3, provenance: { kernelVersion: "8" } });
    storage.saveMetadata("Item", "/parts/a.step");
    expect(storage.summary().source).toEqual({
      path: "/parts/a.step",
      hash: "h",
      size: 3,
      provenance: { kernel_version: "8" },
    });
    expect(storage.summary().metadata).toEqual({});
  });
});

describe("too late", () => {
  test("nothing is saved after sealing; what was saved can be loaded", () => {
    const storage = new MemoryDataStorage("part.data");
    const body = storage.body(bodyOf(0));
    body.saveData("a/b", [1]);
    storage.compressStore();
    storage.compressStore();
    const why = "in the storage 'part.data': it is sealed: compressStore() was called before";
    expect(() => body.saveData("a/b", [1])).toThrow(why);
    expect(() => body.saveMetadata("k", 1)).toThrow(why);
    expect(() => storage.body(bodyOf(1))).toThrow(why);
    expect(() => storage.setSchema(schema())).toThrow(why);
    expect(storage.body(bodyOf(0))).toBe(body);
    expect(body.loadData("a/b").shape).toEqual([1]);
  });

  test("a closed storage still has its summary, and no arrays", () => {
    const storage = new MemoryDataStorage("/x/part.data");
    storage.saveData("a/b", [1]);
    storage.close();
    storage.close();
    expect(storage.summary().arrays.length).toBe(1);
    expect(storage.getFilePath()).toBe("/x/part.data");
    expect(storage.getFilePath("part.json")).toBe("/x/part.json");
    expect(() => storage.loadData("a/b")).toThrow("it is closed");
    expect(() => storage.compressStore()).toThrow("it is closed");
  });
});

describe("feature profiles", () => {
  test("stand with the source, all of them, before what the source says", () => {
    const storage = new MemoryDataStorage();
    storage.setSource({ path: "a.step", hash: "", size: 0, provenance: { profile: "old" } });
    expect(storage.summary().source?.provenance.profile).toBe("old");
    storage.body(bodyOf(0)).setProfile("uvnet@1");
    storage.body(bodyOf(1)).setProfile("uvnet@1");
    expect(storage.summary().source?.provenance.profile).toBe("uvnet@1");
    storage.body(bodyOf(1)).setProfile("hoops@1");
    expect(storage.summary().source?.provenance.profile).toBe("hoops@1 + uvnet@1");
  });
});
