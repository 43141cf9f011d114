import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as zarr from "zarrita";
import { createStorage } from "../../src/storage/create_storage.ts";
import type { StorageType } from "../../src/storage/storage_provider.ts";
import { openDataFile } from "../../src/storage/read_data_file.ts";
import { SchemaBuilder } from "../../src/storage/schema/schema_builder.ts";
import { CorruptData, SchemaViolation, StorageError } from "../../src/storage/storage_errors.ts";
import { bodyOf } from "./bodies.ts";
import { temporaryFolder } from "./temporary_folder.ts";
import { zipStore } from "./zarr_stores.ts";

const folder = temporaryFolder();

const builder = new SchemaBuilder({ domain: "parts" });
builder.createGroup("labels", "body").createArray("big", ["body"], "int64", "large codes");
const schema = builder.build();

/** Two bodies with arrays of several types and ranks; one array without rows. */
function fill(type: StorageType, path: string) {
  const storage = createStorage(type, path);
  storage.setSchema(schema);
  storage.setSource({ path: "a.step", hash: "ab12", size: 9, provenance: { profile: "uvnet@1" } });
  storage.saveMetadata("made", new Date("2025-01-31T12:00:00Z"));
  for (const [index, faces] of [[0, 3], [1, 2]]) {
    const body = storage.body(bodyOf(index, faces, 0, `body ${index}`));
    const grid = Float32Array.from({ length: faces * 4 }, (_, i) => i / 3 + index);
    body.saveDeclared("faces/grid", { data: grid, shape: [faces, 2, 2] }, {
      dims: ["face", "u", "v"],
      dtype: "float32",
      description: "a grid",
    });
    const none = { data: new Int32Array(), shape: [0] };
    body.saveDeclared("edges/types", none, { dims: ["edge"], dtype: "int32" });
    body.saveData("labels/big", BigInt64Array.of(2n ** 60n + BigInt(index)));
    body.saveMetadata("mass", index + 0.5);
  }
  return storage;
}

describe.each<StorageType>(["optimized", "json", "sqlite"])("%s", (type) => {
  test("a file comes back as it was saved", () => {
    const path = join(folder, `${type}.data`);
    const storage = fill(type, path);
    storage.compressStore();
    expect(storage.summary().bytes).toBe(readFileSync(path).length);
    const file = openDataFile(path);
    expect([...file.groups.keys()]).toEqual(["instances", "faces", "edges", "labels"]);
    expect(file.groups.get("faces")!.rowsPerBody).toEqual([3, 2]);
    expect(file.groups.get("edges")!.rowsPerBody).toEqual([0, 0]);
    expect(file.groups.get("faces")!.arrays.get("grid")).toEqual({
      shape: [5, 2, 2],
      spec: { dims: ["face", "u", "v"], dtype: "float32", description: "a grid" },
    });
    for (const key of storage.getKeys()) {
      expect(file.readArray(key), key).toEqual(storage.loadData(key));
    }
    expect(file.attributes).toMatchObject({
      format: 1,
      name: type,
      profile: "uvnet@1",
      source: { path: "a.step", hash: "ab12", size: 9 },
      metadata: { made: { date: "2025-01-31T12:00:00.000Z" } },
      bodies: [
        { index: 0, name: "body 0", face_count: 3, metadata: { mass: 0.5 } },
        { index: 1, name: "body 1", face_count: 2, metadata: { mass: 1.5 } },
      ],
    });
    expect(file.attributes.schema).toEqual(schema);
    expect(() => file.readArray("faces/grids")).toThrow("did you mean 'faces/grid'?");
    file.close();
    file.close();
  });

  test("a save that fails leaves nothing, and the old file as it was", () => {
    const path = join(folder, `failing-${type}`, "part.data");
    mkdirSync(join(folder, `failing-${type}`));
    writeFileSync(path, "old");
    const storage = fill(type, path);
    storage.body(bodyOf(2, 1)).saveData("labels/big", [1]);
    storage.body(bodyOf(2)).saveDeclared(
      "faces/grid",
      { data: new Float32Array(9), shape: [1, 3, 3] },
      { dims: ["face", "u", "v"], dtype: "float32" },
    );
    expect(() => storage.compressStore()).toThrow(SchemaViolation);
    expect(readdirSync(join(folder, `failing-${type}`))).toEqual(["part.data"]);
    expect(readFileSync(path, "utf8")).toBe("old");
  });

  test("a folder that is not there is said so, and nothing is made", () => {
    const storage = fill(type, join(folder, "missing", "part.data"));
    expect(() => storage.compressStore()).toThrow(/there is no folder/);
    expect(existsSync(join(folder, "missing"))).toBe(false);
  });

  test("a file that is cut short is refused", () => {
    const path = join(folder, `cut-${type}.data`);
    fill(type, path).compressStore();
    writeFileSync(path, readFileSync(path).subarray(0, 700));
    expect(() => openDataFile(path)).toThrow(CorruptData);
    expect(() => openDataFile(path)).toThrow(path);
  });
});

test("zarrita reads a .data file", async () => {
  const path = join(folder, "zarrita.data");
  const storage = fill("optimized", path);
  storage.compressStore();
  const root = await zarr.open.v3(zipStore(path), { kind: "group" });
  expect(root.attrs.trunnion).toMatchObject({ name: "zarrita" });
  for (const key of storage.getKeys()) {
    const array = await zarr.open.v3(root.resolve(key), { kind: "array" });
    const { data, shape } = storage.loadData(key);
    expect(array.shape).toEqual([...shape]);
    // zarrita 0.7.5 cannot read an array without rows; its shape is all there is to it.
    if (shape[0] === 0) continue;
    const read = await zarr.get(array, null);
    expect(read.data, key).toEqual(data);
  }
});

test("the memory storage writes nothing", () => {
  const path = join(folder, "memory.data");
  fill("memory", path).compressStore();
  expect(existsSync(path)).toBe(false);
});

test("a single sample of a whole file", () => {
  const path = join(folder, "whole.data");
  const storage = createStorage("optimized", path);
  storage.saveData("faces/areas", [1, 2, 3]);
  storage.compressStore();
  const file = openDataFile(path);
  expect(file.groups.get("faces")!.rowsPerBody).toEqual([3]);
  expect(file.attributes.bodies).toMatchObject([{ index: 0, kind: "file", face_count: 3 }]);
});

test("other files are no encoded files", () => {
  const path = join(folder, "other");
  expect(() => openDataFile(path)).toThrow(StorageError);
  for (const text of ["", "ISO-10303-21;", "{}", `{"trunnion":{"format":99,"bodies":[]}}`]) {
    writeFileSync(path, text);
    expect(() => openDataFile(path), text).toThrow(CorruptData);
  }
  expect(() => openDataFile(path)).toThrow("Update Trunnion");
});

test("an unknown type of storage is refused, with the list", () => {
  const type: string = "optimised";
  expect(() => createStorage(type as StorageType, "x")).toThrow(
    "must be one of optimized, json, memory, sqlite; found 'optimised'; did you mean 'optimized'?",
  );
});
