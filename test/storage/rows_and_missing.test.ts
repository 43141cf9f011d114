import { describe, expect, test } from "vitest";
import { MemoryDataStorage } from "../../src/storage/memory_data_storage.ts";
import { openDataFile } from "../../src/storage/read_data_file.ts";
import { SchemaBuilder } from "../../src/storage/schema/schema_builder.ts";
import { SchemaViolation, StorageError } from "../../src/storage/storage_errors.ts";
import { createStorage } from "../../src/storage/create_storage.ts";
import { bodyOf } from "./bodies.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const root = temporaryFolder();

/** A schema with an array of each kind of rows. */
function schema() {
  const builder = new SchemaBuilder({ domain: "parts" });
  builder.createGroup("labels", "body").createArray("family", ["body"], "int32")
    .createArray("weight", ["body"], "float32", "", { missing: NaN })
    .createArray("grade", ["body"], "int32", "", { missing: -1 });
  builder.createGroup("seed_labels", "part").createArray("family", ["part"], "int32", "", {
    missing: -1,
  });
  builder.createGroup("face_labels", "face").createArray("kind", ["face"], "int32", "", {
    missing: -1,
  });
  builder.createGroup("edge_labels", "edge").createArray("kind", ["edge"], "int32", "", {
    missing: 0,
  });
  builder.createGroup("source", "file").createArray("year", ["file"], "int32", "", { missing: 0 });
  return builder.build();
}

function open() {
  const storage = new MemoryDataStorage();
  storage.setSchema(schema());
  return storage;
}

describe("an array has as many rows as its first dimension says", () => {
  test.each([
    ["labels/family", [7, 8], "one row a sample, as its first dimension 'body' says"],
    ["labels/family", [], "one row a sample"],
    ["seed_labels/family", [7, 8], "one row a sample, as its first dimension 'part' says"],
    ["face_labels/kind", [1, 2, 3], "26 rows, one for each face of the sample"],
    ["edge_labels/kind", [1], "72 rows, one for each edge of the sample"],
  ])("%s with %j is refused", (key, values, expected) => {
    const sample = open().body(bodyOf(0, 26, 72));
    expect(() => sample.saveData(key, values)).toThrow(SchemaViolation);
    expect(() => sample.saveData(key, values)).toThrow(expected);
  });

  test("the right number of rows is taken, and may be saved again", () => {
    const sample = open().body(bodyOf(0, 26, 72));
    for (const value of [1, 2]) {
      sample.saveData("labels/family", value);
      sample.saveData("face_labels/kind", new Int32Array(26).fill(value));
    }
    expect(sample.loadData("face_labels/kind").data).toEqual(new Int32Array(26).fill(2));
  });

  test("what the encoder pushes is counted in the same way, in groups of any name", () => {
    const sample = new MemoryDataStorage().body(bodyOf(0, 2));
    const array = { data: Int32Array.of(1, 2, 3), shape: [3] };
    expect(() => sample.saveDeclared("mine/kinds", array, { dims: ["face"], dtype: "int32" }))
      .toThrow("expected 2 rows, one for each face of the sample, found 3 rows");
  });

  test("a sample that is a whole file is counted by what was saved first", () => {
    const storage = open();
    const faces = { data: Int32Array.of(0, 1), shape: [2] };
    storage.saveDeclared("faces/face_indices", faces, { dims: ["face"], dtype: "int32" });
    expect(() => storage.saveData("face_labels/kind", [1, 2, 3])).toThrow("expected 2 rows");
    storage.saveData("face_labels/kind", [1, 2]);
  });
});

describe("what stands where nothing was saved", () => {
  const sealed = (save: (storage: ReturnType<typeof createStorage>) => void) => {
    const storage = createStorage("optimized", `${root}/${crypto.randomUUID()}.data`);
    storage.setSchema(schema());
    save(storage);
    storage.compressStore();
    return openDataFile(storage.getFilePath());
  };

  test("is the declared value, in every sample that lacks the array", () => {
    const file = sealed((storage) => {
      const [first, second] = [storage.body(bodyOf(0, 2, 1)), storage.body(bodyOf(1, 3, 1))];
      first.saveData("labels/family", 1);
      second.saveData("labels/family", 2);
      second.saveData("labels/weight", 2.5);
      second.saveData("face_labels/kind", [4, 5, 6]);
    });
    const read = (key: string) => [...file.readArray(key).data];
    expect(read("labels/weight")).toEqual([NaN, 2.5]);
    expect(read("labels/grade")).toEqual([-1, -1]);
    expect(read("seed_labels/family")).toEqual([-1, -1]);
    expect(read("face_labels/kind")).toEqual([-1, -1, 4, 5, 6]);
    expect(file.groups.get("face_labels")!.rowsPerBody).toEqual([2, 3]);
    expect(file.groups.get("labels")!.arrays.get("weight")!.spec.missing).toBe("NaN");
    expect(file.groups.get("labels")!.arrays.get("grade")!.spec.missing).toBe(-1);
  });

  test("without a declared value, an array that one body lacks is refused at the seal", () => {
    expect(() =>
      sealed((storage) => {
        storage.body(bodyOf(0)).saveData("labels/family", 1);
        storage.body(bodyOf(1)).saveData("labels/weight", 1);
      })
    ).toThrow(/labels\/family.*the array in every body.*none in body 1/);
  });

  test("NaN is taken only where it stands for a missing value", () => {
    const sample = open().body(bodyOf(0));
    sample.saveData("labels/weight", NaN);
    expect(() => sample.saveData("labels/weight", Infinity)).toThrow("finite numbers");
    expect(() => new MemoryDataStorage().saveData("labels/weight", [NaN])).toThrow(
      /found NaN at index 0.*missing: NaN/s,
    );
  });

  test.each(
    [
      ["int32", 1.5],
      ["int32", NaN],
      ["uint8", -1],
      ["float32", Infinity],
    ] as const,
  )("%s cannot have %s for it", (dtype, missing) => {
    const group = new SchemaBuilder({ domain: "parts" }).createGroup("labels", "body");
    expect(() => group.createArray("a", ["body"], dtype, "", { missing })).toThrow(
      `'missing' must be a number of the type ${dtype}, found ${missing}`,
    );
  });

  test("an array of several dimensions cannot have one, and other options do not exist", () => {
    const group = new SchemaBuilder({ domain: "parts" }).createGroup("labels", "face");
    expect(() => group.createArray("a", ["face", "k"], "int32", "", { missing: 0 })).toThrow(
      "only an array of one dimension can have a missing value",
    );
    const mistyped = { mising: 0 } as object;
    expect(() => group.createArray("a", ["face"], "int32", "", mistyped)).toThrow(
      /no option 'mising'.*'missing'/,
    );
  });
});

describe("what holds for a whole file", () => {
  test("is saved once, and stands in each of its samples", () => {
    const storage = createStorage("optimized", `${root}/file.data`);
    storage.setSchema(schema());
    for (const index of [0, 1]) storage.body(bodyOf(index)).saveData("labels/family", index);
    storage.saveData("source/year", 1998);
    expect([...storage.loadData("source/year").data]).toEqual([1998]);
    storage.compressStore();
    const file = openDataFile(storage.getFilePath());
    expect([...file.readArray("source/year").data]).toEqual([1998, 1998]);
  });

  test("is refused on a body, and with several rows", () => {
    const storage = open();
    expect(() => storage.body(bodyOf(0)).saveData("source/year", 1998)).toThrow(StorageError);
    expect(() => storage.body(bodyOf(0)).saveData("source/year", 1998)).toThrow(
      /holds for all samples of the file. Save it once, on the storage itself/,
    );
    expect(() => storage.saveData("source/year", [1, 2])).toThrow("one row a sample");
  });
});
