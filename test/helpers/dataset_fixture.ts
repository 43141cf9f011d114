/**
 * A small dataset on disk, written by hand in the layout of the merge: many shards and inner
 * chunks, so that reading crosses their borders.
 */
import { parquetWriteFile } from "hyparquet-writer";
import type { DType, TypedArray } from "../../src/storage/array.ts";
import { ShardWriter } from "../../src/storage/zarr/shard_writer.ts";
import { compressChunk } from "../../src/storage/zarr/zarr_codecs.ts";
import { arrayMetadata, groupMetadata, shardCodecs } from "../../src/storage/zarr/zarr_metadata.ts";

/** One body of the dataset. */
export interface FixtureBody {
  file: number;
  types: number[];
  areas: number[];
  /** Without one the body has no row in `labels`. */
  category: number | null;
  family: string;
  volume: number;
  made?: Date;
}

/** Four files, five bodies: the second file has two. */
export const BODIES: readonly FixtureBody[] = [
  body(0, [0, 0, 1], [1, 2, 30], 3, "gear", 1.5),
  body(1, [0, 2], [3, 4], 1, "shaft", 2.5),
  body(1, [1], [0.5], null, "shaft", NaN),
  body(2, [0, 0, 0, 1], [10, 20, 30, 4], 3, "gear", 10),
  body(3, [4, 4, 0, 1, 1], [1, 1, 1, 1, 1], 2, "plate", -4),
];

function body(
  file: number,
  types: number[],
  areas: number[],
  category: number | null,
  family: string,
  volume: number,
): FixtureBody {
  return { file, types, areas, category, family, volume, made: new Date(Date.UTC(2025, file, 1)) };
}

/** The vocabulary of the fixture, by key. */
export const VOCABULARIES: Readonly<Record<string, readonly string[]>> = {
  part_category: ["bracket", "shaft", "plate", "gear"],
  family: ["gear", "plate", "shaft"],
};

interface FixtureArray {
  data: TypedArray;
  dtype: DType;
  dims: string[];
  width?: number;
}

/** Rows of a chunk and of a shard: of many bodies there are thirty, of few one or two. */
const INNER = 2;
const SHARD = 4;
const coarse = (bodies: readonly unknown[]) => Math.max(1, Math.floor(bodies.length / 30));

/** Writes a dataset into a folder and returns the path of its `.flow` file. */
export async function writeDataset(
  folder: string,
  bodies: readonly FixtureBody[] = BODIES,
  name = "parts",
): Promise<string> {
  const root = `${folder}/${name}.dataset`;
  await Deno.mkdir(root, { recursive: true });
  const writeGroup = async (
    group: string,
    rows: number[],
    arrays: Record<string, FixtureArray>,
  ) => {
    await Deno.mkdir(`${root}/${group}`, { recursive: true });
    await json(`${root}/${group}/zarr.json`, groupMetadata());
    const offsets = [0];
    for (const count of rows) offsets.push(offsets.at(-1)! + count);
    const ids = (of: (body: FixtureBody, index: number) => number) =>
      BigInt64Array.from(bodies.flatMap((one, i) => new Array(rows[i]).fill(BigInt(of(one, i)))));
    const row = [group];
    const all: Record<string, FixtureArray> = {
      ...arrays,
      [`file_id_code_${group}`]: { data: ids((one) => one.file), dtype: "int64", dims: row },
      [`body_id_code_${group}`]: { data: ids((_, i) => i), dtype: "int64", dims: row },
      [`body_offsets_${group}`]: {
        data: BigInt64Array.from(offsets, BigInt),
        dtype: "int64",
        dims: ["offset"],
      },
    };
    for (const [array, { data, dtype, dims, width }] of Object.entries(all)) {
      await writeArray(`${root}/${group}/${array}`, data, dtype, dims, width ?? 1, coarse(bodies));
    }
  };
  const faces = bodies.map(({ types }) => types.length);
  await writeGroup("faces", faces, {
    face_types: {
      data: Int32Array.from(bodies.flatMap((b) => b.types)),
      dtype: "int32",
      dims: ["face"],
    },
    face_areas: {
      data: Float32Array.from(bodies.flatMap((b) => b.areas)),
      dtype: "float32",
      dims: ["face"],
    },
    face_centroids: {
      data: Float32Array.from(
        bodies.flatMap((b, s) => b.types.flatMap((_, f) => [s, f, 0.5])),
      ),
      dtype: "float32",
      dims: ["face", "dim"],
      width: 3,
    },
  });
  await writeGroup("graph", faces.map((n) => 2 * n), {
    edges_source: {
      data: Int32Array.from(faces.flatMap((n) => Array.from({ length: 2 * n }, (_, e) => e % n))),
      dtype: "int32",
      dims: ["edge"],
    },
    num_nodes: { data: Int32Array.from(faces), dtype: "int32", dims: ["body"] },
  });
  await writeGroup("labels", bodies.map(({ category }) => category === null ? 0 : 1), {
    part_category: {
      data: Int32Array.from(bodies.flatMap(({ category }) => category ?? [])),
      dtype: "int32",
      dims: ["body"],
    },
  });
  const trunnion = { format: 1, flow_name: name, sample_count: bodies.length };
  await json(`${root}/zarr.json`, groupMetadata({ trunnion }));

  writeInfoset(`${folder}/${name}.infoset`, bodies);
  writeAttribset(`${folder}/${name}.attribset`);
  const flow = `${folder}/${name}.flow`;
  await json(flow, {
    flow_name: name,
    flow_data: `${name}.dataset`,
    flow_info: `${name}.infoset`,
    flow_attributes: `${name}.attribset`,
  });
  return flow;
}

async function writeArray(
  path: string,
  data: TypedArray,
  dtype: DType,
  dims: readonly string[],
  width: number,
  grain: number,
): Promise<void> {
  const [innerRows, shardRows] = [INNER * grain, SHARD * grain];
  const rows = data.length / width;
  const shape = width === 1 ? [rows] : [rows, width];
  const tail = shape.slice(1);
  await Deno.mkdir(`${path}/c`, { recursive: true });
  const rowBytes = data.BYTES_PER_ELEMENT * width;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  for (let first = 0; first < rows; first += shardRows) {
    const chunk = `${path}/c/${first / shardRows}`;
    if (width > 1) await Deno.mkdir(chunk);
    const writer = new ShardWriter(width > 1 ? `${chunk}/0` : chunk, {
      rowBytes,
      innerRows,
      shardRows,
    });
    writer.push(bytes.subarray(first * rowBytes, Math.min(rows, first + shardRows) * rowBytes));
    writer.close();
  }
  const codecs = shardCodecs([innerRows, ...tail], 1);
  const spec = { dtype, dims, description: `the ${path.split("/").at(-1)}` };
  await json(
    `${path}/zarr.json`,
    arrayMetadata({ shape, spec, chunkShape: [shardRows, ...tail], codecs }),
  );
}

function writeInfoset(filename: string, bodies: readonly FixtureBody[]): void {
  const bodyIndex = bodies.map(({ file }, i) => i - bodies.findIndex((one) => one.file === file));
  const required = { nullable: false } as const;
  parquetWriteFile({
    filename,
    codec: "ZSTD",
    compressors: { ZSTD: (bytes) => compressChunk(bytes) },
    rowGroupSize: 2 * coarse(bodies),
    kvMetadata: [{ key: "trunnion", value: "kept" }],
    columnData: [
      {
        name: "name",
        data: bodies.map(({ file }, i) => `hash${file}_${bodyIndex[i]}`),
        type: "STRING",
        ...required,
      },
      { name: "id", data: bodies.map((_, i) => BigInt(i)), type: "INT64", ...required },
      { name: "subset", data: bodies.map(() => ""), type: "STRING", ...required },
      { name: "file_id", data: bodies.map(({ file }) => BigInt(file)), type: "INT64", ...required },
      {
        name: "file",
        data: bodies.map(({ file }) => `parts/${file}.step`),
        type: "STRING",
        ...required,
      },
      { name: "body_index", data: bodyIndex, type: "INT32", ...required },
      {
        name: "face_count",
        data: bodies.map(({ types }) => BigInt(types.length)),
        type: "INT64",
        ...required,
      },
      { name: "volume", data: bodies.map(({ volume }) => volume), type: "DOUBLE", ...required },
      {
        name: "made",
        data: bodies.map(({ made }) => made ?? null),
        type: "TIMESTAMP",
        nullable: true,
      },
      {
        name: "checked",
        data: bodies.map(({ file }) => file % 2 === 0),
        type: "BOOLEAN",
        ...required,
      },
      {
        name: "note",
        data: bodies.map((_, i) => i === 1 ? "second" : null),
        type: "STRING",
        nullable: true,
      },
      { name: "family", data: bodies.map(({ family }) => family), type: "STRING", ...required },
      {
        name: "family_code",
        data: bodies.map(({ family }) => VOCABULARIES.family.indexOf(family)),
        type: "INT32",
        ...required,
      },
      {
        name: "material_code",
        data: bodies.map(({ file }) => file % 2),
        type: "INT32",
        ...required,
      },
    ],
  });
}

function writeAttribset(filename: string): void {
  const rows = Object.entries({ ...VOCABULARIES, material: ["steel", "brass"] }).flatMap((
    [key, names],
  ) => names.map((name, id) => ({ key, id, name })));
  parquetWriteFile({
    filename,
    columnData: [
      { name: "table_name", data: rows.map(({ key }) => key), type: "STRING", nullable: false },
      { name: "id", data: rows.map(({ id }) => id), type: "INT32", nullable: false },
      { name: "name", data: rows.map(({ name }) => name), type: "STRING", nullable: false },
      { name: "description", data: rows.map(() => ""), type: "STRING", nullable: false },
    ],
  });
}

function json(path: string, value: unknown): Promise<void> {
  return Deno.writeTextFile(path, JSON.stringify(value));
}
