import { join } from "node:path";
import { expect, test } from "vitest";
import type { ArraySpec } from "../../../src/storage/array.ts";
import { openDataFile } from "../../../src/storage/read_data_file.ts";
import { ZipDataStorage } from "../../../src/storage/zip/zip_data_storage.ts";
import { temporaryFolder } from "../temporary_folder.ts";

const folder = temporaryFolder();

function saved(name: string, rows: number, spec: ArraySpec) {
  const storage = new ZipDataStorage(join(folder, name));
  const array = { data: Float32Array.from({ length: rows }, (_, i) => i), shape: [rows] };
  storage.saveDeclared("faces/areas", array, spec);
  storage.compressStore();
  const file = openDataFile(storage.getFilePath());
  try {
    return {
      ...file.groups.get("faces")!.arrays.get("areas")!,
      read: file.readArray("faces/areas"),
    };
  } finally {
    file.close();
  }
}

test("files differ in what their arrays are, and in nothing else of it", () => {
  const spec = { dims: ["face"], dtype: "float32" as const, description: "mm2" };
  expect(saved("a", 3, spec)).toMatchObject({ shape: [3], spec: { description: "mm2" } });
  expect(saved("b", 5, spec)).toMatchObject({ shape: [5], read: { shape: [5] } });
  spec.description = "m2"; // who declares it may change it
  expect(saved("c", 3, spec)).toMatchObject({ shape: [3], spec: { description: "m2" } });
  spec.dims[0] = "side";
  expect(saved("d", 3, { ...spec, missing: -1 }).spec).toEqual({ ...spec, missing: -1 });
  expect(saved("e", 3, spec).spec).toEqual(spec);
});
