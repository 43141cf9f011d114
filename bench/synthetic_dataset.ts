/**
 * Makes a dataset of so many files, as large as real ones and with invented values: what the merge
 * would have written, without the files it merges.
 *
 * @module
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DType } from "../src/storage/array.ts";
import { arrayBytes, createTyped } from "../src/storage/array_type.ts";
import { chooseChunks } from "../src/dataset/merge/chunking.ts";
import { attribsetColumns, codeColumn, vocabularyEntries } from "../src/dataset/merge/attribset.ts";
import { type ParquetColumn, writeParquet } from "../src/storage/parquet.ts";
import { createRandom } from "../src/dataset/split/random.ts";
import { ShardWriter } from "../src/storage/zarr/shard_writer.ts";
import {
  type ArrayMetadata,
  arrayMetadata,
  chunkKey,
  consolidated,
  type GroupMetadata,
  groupMetadata,
  shardCodecs,
} from "../src/storage/zarr/zarr_metadata.ts";

interface SyntheticArray {
  readonly name: string;
  readonly dims: readonly string[];
  readonly inner: readonly number[];
  readonly dtype: DType;
  /** The value of a place of the array. */
  readonly value: (next: () => number, row: number, sample: number) => number;
}

const real = (next: () => number) => next() * 100;
const GROUPS: Readonly<Record<string, readonly SyntheticArray[]>> = {
  faces: [
    {
      name: "face_areas",
      dims: ["face"],
      inner: [],
      dtype: "float32",
      value: (n) => n() ** 4 * 900,
    },
    { name: "face_types", dims: ["face"], inner: [], dtype: "int32", value: (n) => n() ** 2 * 6 },
    {
      name: "face_loops",
      dims: ["face"],
      inner: [],
      dtype: "int32",
      value: (n) => 1 + n() ** 6 * 4,
    },
    { name: "face_indices", dims: ["face"], inner: [], dtype: "int32", value: (_, row) => row },
    { name: "face_centroids", dims: ["face", "dim"], inner: [3], dtype: "float32", value: real },
    {
      name: "face_uv_grids",
      dims: ["face", "uv_x", "uv_y", "component"],
      inner: [2, 2, 7],
      dtype: "float32",
      value: real,
    },
  ],
  graph: [
    { name: "edges_source", dims: ["edge"], inner: [], dtype: "int32", value: (n) => n() * 8 },
    { name: "edges_destination", dims: ["edge"], inner: [], dtype: "int32", value: (n) => n() * 8 },
  ],
};
const FAMILIES = [
  "bearing",
  "bracket",
  "bushing",
  "fastener",
  "gasket",
  "gear",
  "housing",
  "shaft",
];

/** Writes an array shard by shard, a block of rows at a time. */
class ArrayWriter {
  readonly #folder: string;
  readonly #array: SyntheticArray;
  readonly #shardRows: number;
  readonly #innerRows: number;
  readonly #rowSize: number;
  #writer: ShardWriter | null = null;
  #rows = 0;

  constructor(folder: string, array: SyntheticArray, chunks: { shardRows: number; inner: number }) {
    [this.#folder, this.#array] = [folder, array];
    [this.#shardRows, this.#innerRows] = [chunks.shardRows, chunks.inner];
    this.#rowSize = array.inner.reduce((product, n) => product * n, 1);
  }

  push(data: ReturnType<typeof createTyped>): void {
    for (let at = 0; at < data.length;) {
      const room = this.#shardRows - this.#rows % this.#shardRows;
      const rows = Math.min(room, (data.length - at) / this.#rowSize);
      this.#open().push(arrayBytes(data.subarray(at, at + rows * this.#rowSize)));
      this.#rows += rows;
      at += rows * this.#rowSize;
      if (this.#rows % this.#shardRows === 0) this.#close();
    }
  }

  end(): ArrayMetadata {
    this.#close();
    const { inner, dims, dtype } = this.#array;
    return arrayMetadata({
      spec: { dims, dtype },
      shape: [this.#rows, ...inner],
      chunkShape: [this.#shardRows, ...inner],
      codecs: shardCodecs([this.#innerRows, ...inner], 1),
    });
  }

  #open(): ShardWriter {
    if (this.#writer !== null) return this.#writer;
    const { inner, dtype } = this.#array;
    const shard = this.#rows / this.#shardRows;
    const path = join(this.#folder, chunkKey(this.#array.name, 1 + inner.length, shard));
    mkdirSync(dirname(path), { recursive: true });
    const rowBytes = this.#rowSize * createTyped(dtype, 1).BYTES_PER_ELEMENT;
    const shape = { rowBytes, innerRows: this.#innerRows, shardRows: this.#shardRows };
    return this.#writer = new ShardWriter(path, shape);
  }

  #close(): void {
    this.#writer?.close();
    this.#writer = null;
  }
}

/**
 * Makes a dataset of so many samples, one a file, of 8 to 50 faces and 2.5 edges a face.
 *
 * @returns the path of its `.flow`
 */
export function makeSyntheticDataset(folder: string, count: number): string {
  const random = createRandom(1);
  const next = () => random.uint32() / 2 ** 32;
  const faces = Int32Array.from({ length: count }, () => 8 + random.below(43));
  const rowsOf = (group: string, sample: number) =>
    group === "faces" ? faces[sample] : Math.round(faces[sample] * 2.5);
  const root = join(folder, "many.dataset");
  const members: Record<string, GroupMetadata | ArrayMetadata> = {};
  for (const [group, own] of Object.entries(GROUPS)) {
    members[group] = groupMetadata();
    const ids: Omit<SyntheticArray, "name"> = {
      dims: [own[0].dims[0]],
      inner: [],
      dtype: "int64",
      value: (_, __, sample) => sample,
    };
    const arrays: SyntheticArray[] = [
      ...own,
      { ...ids, name: `file_id_code_${group}` },
      { ...ids, name: `body_id_code_${group}` },
    ];
    const sizes = arrays.map(({ inner, dtype }) =>
      inner.reduce((product, n) => product * n, createTyped(dtype, 1).BYTES_PER_ELEMENT)
    );
    const { shardRows, innerRows } = chooseChunks(sizes);
    arrays.forEach((array, i) => {
      const writer = new ArrayWriter(join(root, group), array, { shardRows, inner: innerRows[i] });
      const rowSize = array.inner.reduce((product, n) => product * n, 1);
      for (let first = 0; first < count; first += 1000) {
        const last = Math.min(count, first + 1000);
        let rows = 0;
        for (let sample = first; sample < last; sample++) rows += rowsOf(group, sample);
        const data = createTyped(array.dtype, rows * rowSize);
        let at = 0;
        for (let sample = first; sample < last; sample++) {
          for (let i = 0; i < rowsOf(group, sample) * rowSize; i++) {
            const value = array.value(next, i, sample);
            data[at++] = data instanceof BigInt64Array ? BigInt(value) as never : value;
          }
        }
        writer.push(data);
      }
      members[`${group}/${array.name}`] = writer.end();
    });
    const offsets = new BigInt64Array(count + 1);
    for (let s = 0; s < count; s++) offsets[s + 1] = offsets[s] + BigInt(rowsOf(group, s));
    members[`${group}/body_offsets_${group}`] = whole(
      root,
      group,
      `body_offsets_${group}`,
      offsets,
    );
  }
  const nodes = whole(root, "graph", "num_nodes", faces, "body");
  members["graph/num_nodes"] = nodes;
  members.labels = groupMetadata();
  const category = Int32Array.from({ length: count }, () => random.below(8));
  members["labels/part_category"] = whole(root, "labels", "part_category", category, "body");
  for (const [path, document] of Object.entries(members)) {
    mkdirSync(join(root, path), { recursive: true });
    writeFileSync(join(root, path, "zarr.json"), JSON.stringify(document));
  }
  const trunnion = { format: 1, flow_name: "many", file_count: count, sample_count: count };
  writeFileSync(join(root, "zarr.json"), JSON.stringify(consolidated({ trunnion }, members)));
  writeTables(folder, faces, category);
  return join(folder, "many.flow");
}

function whole(
  root: string,
  group: string,
  name: string,
  data: BigInt64Array | Int32Array,
  dim = "sample_offset",
): ArrayMetadata {
  const { shardRows, innerRows: [inner] } = chooseChunks([data.BYTES_PER_ELEMENT]);
  const dtype = data instanceof Int32Array ? "int32" : "int64";
  const array = { name, dims: [dim], inner: [], dtype, value: () => 0 } as const;
  const writer = new ArrayWriter(join(root, group), array, { shardRows, inner });
  writer.push(data);
  return writer.end();
}

function writeTables(folder: string, faces: Int32Array, category: Int32Array): void {
  const count = faces.length;
  const column = (
    name: string,
    type: ParquetColumn["type"],
    value: (i: number) => ParquetColumn["values"][number],
  ): ParquetColumn => ({ name, type, values: Array.from({ length: count }, (_, i) => value(i)) });
  const family = column("family", "string", (i) => FAMILIES[category[i]]);
  const vocabulary = vocabularyEntries(family, "");
  const hash = (i: number) =>
    [1, 2, 3, 4, 5, 6, 7, 8].map((k) =>
      (Math.imul(i + 1, 0x9e3779b1 * k) >>> 0).toString(16).padStart(8, "0")
    ).join("");
  writeParquet(join(folder, "many.infoset"), [
    column("name", "string", (i) => `part_${String(i).padStart(6, "0")}`),
    column("id", "int64", (i) => BigInt(i)),
    column("flow_name", "string", () => "many"),
    column("subset", "string", () => null),
    column("file_id", "int64", (i) => BigInt(i)),
    column("file", "string", (i) => `lot_${i % 97}/part_${String(i).padStart(6, "0")}.step`),
    column("file_hash", "string", hash),
    column("units", "string", () => "mm"),
    column("body_index", "int64", () => 0n),
    column("instance_count", "int64", () => 1n),
    column("face_count", "int64", (i) => BigInt(faces[i])),
    column("edge_count", "int64", (i) => BigInt(Math.round(faces[i] * 2.5))),
    column("kernel", "string", () => "OpenCascade"),
    column("kernel_version", "string", () => "8.0"),
    column("reader", "string", () => "step"),
    column("mass", "float64", (i) => Math.sin(i) * 50 + 50),
    family,
    codeColumn(family, vocabulary),
  ]);
  writeParquet(join(folder, "many.attribset"), attribsetColumns([vocabulary]));
  writeFileSync(
    join(folder, "many.flow"),
    JSON.stringify({
      flow_name: "many",
      flow_data: "many.dataset",
      flow_info: "many.infoset",
      flow_attributes: "many.attribset",
    }),
  );
}
