/** Encoded files for the tests of the merge. */
import { join } from "node:path";
import type { MetadataValue } from "../../../src/storage/data_storage.ts";
import type { Schema } from "../../../src/storage/schema/schema.ts";
import { ZipDataStorage } from "../../../src/storage/zip/zip_data_storage.ts";
import { bodyOf } from "../../storage/bodies.ts";

/** One body of a part that is made up. */
export interface PartBody {
  readonly faces: number;
  readonly family?: number;
  /** What the family's number stands for. */
  readonly codes?: Readonly<Record<string, number>>;
  readonly metadata?: Readonly<Record<string, MetadataValue>>;
}

/** A part that is made up. */
export interface Part {
  readonly bodies: readonly PartBody[];
  readonly metadata?: Readonly<Record<string, MetadataValue>>;
  readonly schema?: Schema;
  readonly profile?: string;
  readonly hash?: string;
}

/** Numbers that tell where they come from: file, body, row. */
export const areaOf = (file: number, body: number, row: number) => file * 1000 + body * 100 + row;

/** Writes the parts and returns the paths of their `.data` files, in order. */
export function encodeParts(folder: string, parts: readonly Part[]): string[] {
  return parts.map((part, file) => {
    const path = join(folder, `part_${file}.data`);
    const storage = new ZipDataStorage(path);
    if (part.schema !== undefined) storage.setSchema(part.schema);
    storage.setSource({
      path: `parts/${file}.step`,
      hash: part.hash ?? `${file}`.padStart(64, "a"),
      size: 100,
      provenance: { kernel: "OpenCascade", units: "mm", profile: part.profile ?? null },
    });
    for (const [key, value] of Object.entries(part.metadata ?? {})) {
      storage.saveMetadata(key, value);
    }
    for (const [index, { faces, family, codes, metadata }] of part.bodies.entries()) {
      const body = storage.body(bodyOf(index, faces, 2 * faces, `body ${index}`));
      const areas = Float32Array.from({ length: faces }, (_, row) => areaOf(file, index, row));
      body.saveDeclared("faces/areas", { data: areas, shape: [faces] }, {
        dims: ["face"],
        dtype: "float32",
        description: "mm2",
      });
      const grid = Float32Array.from(
        { length: faces * 6 },
        (_, i) => areas[Math.floor(i / 6)] + i % 6,
      );
      body.saveDeclared("faces/grid", { data: grid, shape: [faces, 2, 3] }, {
        dims: ["face", "u", "v"],
        dtype: "float32",
      });
      const number = Int32Array.of(family ?? 0);
      if (codes !== undefined) {
        const spec = { dims: ["body"], dtype: "int32", codes } as const;
        body.saveDeclared("labels/family", { data: number, shape: [1] }, spec);
      } else if (family !== undefined) body.saveData("labels/family", number);
      for (const [key, value] of Object.entries(metadata ?? {})) body.saveMetadata(key, value);
    }
    storage.compressStore();
    storage.close();
    return path;
  });
}

/** The paths of a dataset in a folder. */
export function datasetPaths(folder: string, name = "parts") {
  return {
    datasetPath: join(folder, `${name}.dataset`),
    infosetPath: join(folder, `${name}.infoset`),
    attribsetPath: join(folder, `${name}.attribset`),
    flowName: name,
  };
}
