import { join } from "node:path";
import { expect, test } from "vitest";
import type { ArraySpec } from "../../../src/storage/array.ts";
import { elementCount } from "../../../src/storage/array_type.ts";
import { fileSource } from "../../../src/storage/byte_source.ts";
import { openDataFile } from "../../../src/storage/read_data_file.ts";
import { arrayMetadata, chunkCodecs } from "../../../src/storage/zarr/zarr_metadata.ts";
import { ZSTD_LEVEL } from "../../../src/storage/zarr/zarr_codecs.ts";
import { ZipDataStorage } from "../../../src/storage/zip/zip_data_storage.ts";
import { ZipReader } from "../../../src/storage/zip/zip_reader.ts";
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

/** The document of an array, as it stands in a file that has no other. */
function documentOf(name: string, spec: ArraySpec, shape: readonly number[]): string {
  const storage = new ZipDataStorage(join(folder, name));
  storage.saveDeclared("sides/one", { data: new Float32Array(elementCount(shape)), shape }, spec);
  storage.compressStore();
  const zip = new ZipReader(fileSource(storage.getFilePath()), name);
  try {
    return new TextDecoder().decode(zip.read("sides/one/zarr.json", 10_000)!);
  } finally {
    zip.close();
  }
}

test("a document says what it would say if none had been written before", () => {
  const grids: ArraySpec = { dims: ["side", "u", "v"], dtype: "float32" };
  const tricky: ArraySpec = {
    dims: ["side"],
    dtype: "float32",
    description: '"shape":[0], "chunk_shape":[1]',
    missing: -1,
    codes: { hole: 0 },
    attributes: { bounds: "occwl" },
  };
  const written: [ArraySpec, number[]][] = [
    [grids, [15, 10, 7]],
    [grids, [0, 10, 7]],
    [grids, [21, 10, 7]],
    [grids, [21, 10, 0]],
    [{ ...grids, dims: ["side", "x", "v"] }, [3, 10, 7]],
    [tricky, [5]],
    [{ ...tricky, missing: "NaN" }, [5]],
    [{ ...tricky, description: undefined }, [5]],
    [{ ...tricky, codes: { hole: 1 } }, [5]],
    [{ ...tricky, attributes: undefined }, [1234]],
    [tricky, [5]],
  ];
  const codecs = chunkCodecs(ZSTD_LEVEL);
  for (const [i, [spec, shape]] of written.entries()) {
    const document = arrayMetadata({ shape, spec, chunkShape: shape, codecs });
    expect(documentOf(`document-${i}.data`, spec, shape)).toBe(JSON.stringify(document));
  }
});
