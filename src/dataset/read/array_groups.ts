/**
 * The groups and arrays of a `.dataset`. What is laid out as Trunnion does it is read without
 * zarrita, which takes as long to load as all else that opens a dataset.
 *
 * @module
 */
import type { DType, NdArray } from "../../storage/array.ts";
import { bytesPerElement, createTyped, elementCount, typedFrom } from "../../storage/array_type.ts";
import { DTYPES } from "../../storage/schema/schema.ts";
import { plainText } from "../../base/plain_text.ts";
import { DatasetError } from "../errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import { ByteBudget } from "./byte_budget.ts";
import { ChunkCache } from "./shards/chunk_cache.ts";
import type { ReadStore } from "./read_store.ts";
import { type ShardedLayout, shardedLayout } from "./shards/sharded_layout.ts";
import { ShardedRows } from "./shards/sharded_rows.ts";
import { decodingProblem, openArray, rowsOf, type ZarrArray } from "./shards/zarr_array.ts";
import {
  isNodeName,
  readDocument,
  requireArrayDocument,
  type ZarrDocument,
} from "./zarr_document.ts";

/** What is known about an array without reading its values. */
export interface ArrayInfo {
  /** The group that it is in. */
  readonly group: string;
  /** Its name in the group. */
  readonly name: string;
  /** Sizes of its dimensions: rows first. */
  readonly shape: readonly number[];
  /** Sizes of what is read at once: a chunk, in a shard an inner one. */
  readonly chunks: readonly number[];
  /** The Zarr v3 name of the number type, e.g. `"float32"`. */
  readonly dtype: string;
  /** Names of the dimensions, empty where the array has none. */
  readonly dims: readonly string[];
  /** What its values are. */
  readonly description: string;
  /** The value that stands where a sample has none; null where each has one. */
  readonly missing: number | null;
  /** What was chosen where it can be made in several ways: `{ bounds: "occwl" }` of a grid. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What is known of an array before it is read. */
interface ArrayNode {
  readonly path: string;
  readonly shape: readonly number[];
  readonly chunks: readonly number[];
  readonly dtype: string;
  readonly dims: readonly string[];
  readonly attributes: ZarrDocument;
}

/** Bytes that are read of an array without a look at its files. */
const FREE_BYTES = 2 ** 26;
/** The densest that zstd can be: 4 bytes stand for 128 KiB. */
const DENSEST = 2 ** 15;

/** The arrays of a Zarr v3 store, two levels deep: groups, then arrays. */
export class ArrayGroups {
  readonly #arrays: ReadonlyMap<string, ReadonlyMap<string, ArrayNode>>;
  /** The arrays that are laid out as Trunnion does it, by `group/name`. */
  readonly #sharded: ReadonlyMap<string, ShardedRows>;
  readonly #location: string;
  readonly #store: ReadStore;
  /** The root's attributes. */
  readonly attributes: Readonly<Record<string, unknown>>;

  private constructor(
    location: string,
    store: ReadStore,
    attributes: ZarrDocument,
    arrays: Map<string, Map<string, ArrayNode>>,
    sharded: Map<string, ShardedRows>,
  ) {
    this.#sharded = sharded;
    this.#location = location;
    this.#store = store;
    this.#arrays = arrays;
    this.attributes = attributes;
  }

  /**
   * Reads the metadata of a store: of all groups and arrays, and none of their values.
   *
   * @param location what messages call the store
   * @param kept keeps unpacked chunks, for the samples beside those that were read
   * @throws {DatasetError} when there is no Zarr v3 group at the store's root
   */
  static async open(
    store: ReadStore,
    location: string,
    kept: ByteBudget = new ByteBudget(),
  ): Promise<ArrayGroups> {
    const root = await readDocument(store, "", location);
    if (root === null) {
      throw new DatasetError(
        `Cannot open the dataset '${location}': it must hold a Zarr v3 group, found no ` +
          `zarr.json. A dataset whose merge was interrupted has none: run its flow again`,
        { data: { location } },
      );
    }
    if (root.node_type !== "group") {
      throw new DatasetError(
        `Cannot open the dataset '${location}': its root must be a Zarr group, found ${
          JSON.stringify(root.node_type)
        }`,
        { data: { location } },
      );
    }
    const paths = consolidatedPaths(root) ?? await listedPaths(store, location);
    const arrays = new Map<string, Map<string, ArrayNode>>();
    const sharded = new Map<string, ShardedRows>();
    const { getRange, peekRange, unpack } = store;
    const ranges = getRange === undefined || unpack === undefined ? null : {
      getRange: getRange.bind(store),
      peekRange: peekRange?.bind(store),
      unpack: unpack.bind(store),
    };
    const cache = new ChunkCache(kept);
    for (const path of paths.sort()) {
      if (!path.split("/").every(isNodeName)) throw badName(path, location);
      const metadata = await readDocument(store, path, location);
      if (metadata === null) continue;
      const [group, name] = path.split("/");
      if (name === undefined) {
        if (metadata.node_type === "group") arrays.set(group, new Map());
      } else if (metadata.node_type === "array") {
        requireArrayDocument(metadata, path, location);
        const layout = ranges === null ? null : shardedLayout(metadata);
        if (layout !== null) sharded.set(path, new ShardedRows(layout, ranges!, path, cache));
        const node = layout === null
          ? nodeOf(await openArray(store, path, location))
          : ownNode(metadata, path);
        arrays.get(group)?.set(name, node);
      }
    }
    return new ArrayGroups(location, store, attributesOf(root), arrays, sharded);
  }

  /** The groups, in alphabetical order. */
  groups(): string[] {
    return [...this.#arrays.keys()];
  }

  /**
   * The arrays of a group, in alphabetical order, the ones that the merge adds last.
   *
   * @throws {DatasetError} when there is no such group, with what there is
   */
  arrays(group: string): ArrayInfo[] {
    const infos = [...this.#groupOf(group)].map(([name, array]) => infoOf(group, name, array));
    const added = (info: ArrayInfo) => isMergeArray(info.name, group) ? 1 : 0;
    return infos.sort((a, b) => added(a) - added(b));
  }

  /** What is known about an array, or null where there is none. */
  find(group: string, name: string): ArrayInfo | null {
    const array = this.#arrays.get(group)?.get(name);
    return array === undefined ? null : infoOf(group, name, array);
  }

  /** How an array lies in shards; null where it is laid out otherwise than Trunnion does it. */
  shardedLayout(group: string, name: string): ShardedLayout | null {
    return this.#sharded.get(`${group}/${name}`)?.layout ?? null;
  }

  /** The bytes of an array's files; null where the store does not tell. */
  async storedBytes(group: string, name: string): Promise<number | null> {
    return await this.#store.storedBytes?.(`/${group}/${name}`) ?? null;
  }

  /**
   * Reads an array, or some of its rows.
   *
   * @param rows the first row, and the row after the last; all rows without it
   * @throws {DatasetError} when there is no such group or array, or its bytes cannot be read
   */
  async read(group: string, name: string, rows?: readonly [number, number]): Promise<NdArray> {
    const array = this.#arrayOf(group, name);
    if (!isDType(array.dtype)) throw this.#notNumbers(array);
    const [start, end] = rows ?? [0, array.shape[0] ?? 1];
    const shape = array.shape.length === 0 ? [] : [end - start, ...array.shape.slice(1)];
    if (shape.includes(0)) return { data: createTyped(array.dtype, 0), shape };
    await this.#requireStored(array, shape);
    // What cannot be read so is tried with zarrita, which can tell the chunk at fault.
    const bytes = await this.#sharded.get(`${group}/${name}`)?.read([start, end])
      .catch(() => null) ?? null;
    if (bytes !== null) return { data: typedFrom(array.dtype, bytes), shape };
    const opened = await openArray(this.#store, `${group}/${name}`, this.#location);
    try {
      return await rowsOf(opened, [start, end], shape);
    } catch (cause) {
      throw new DatasetError(
        `Cannot read '${group}/${name}' of '${this.#location}': its stored bytes cannot be ` +
          `decoded: ${await decodingProblem(opened, start, end)}. Run the flow again`,
        { data: { group, array: name, rows: [start, end] }, cause },
      );
    }
  }

  /**
   * Reads spans of an array's rows, one behind the other; each chunk is unpacked once.
   *
   * @param spans first row and row after the last, by turns; ascending, without overlap
   * @throws {DatasetError} as {@linkcode read}
   */
  async readSpans(group: string, name: string, spans: readonly number[]): Promise<NdArray> {
    const { dtype, shape } = this.#arrayOf(group, name);
    const direct = this.#sharded.get(`${group}/${name}`);
    const bytes = await direct?.read(spans).catch(() => null) ?? null;
    if (bytes !== null && isDType(dtype)) {
      const rows = bytes.length / direct!.layout.rowBytes;
      return { data: typedFrom(dtype, bytes), shape: [rows, ...shape.slice(1)] };
    }
    const parts: NdArray[] = [];
    for (let i = 0; i < spans.length; i += 2) {
      parts.push(await this.read(group, name, [spans[i], spans[i + 1]]));
    }
    return joined(parts, dtype as DType, shape.slice(1));
  }

  /**
   * Memory is taken for what an array says that it holds. Where that is much, its files must be
   * large enough for it.
   */
  async #requireStored({ shape: all, dtype, path }: ArrayNode, shape: number[]): Promise<void> {
    const size = isDType(dtype) ? bytesPerElement(dtype) : 8;
    if (elementCount(shape) * size <= FREE_BYTES || this.#store.storedBytes === undefined) return;
    const stored = await this.#store.storedBytes(path as `/${string}`);
    if (elementCount(all) * size <= stored * DENSEST) return;
    throw new DatasetError(
      `Cannot read '${path.slice(1)}' of '${this.#location}': it says that it holds ` +
        `${elementCount(all) * size} bytes, which cannot be in the ${stored} that are stored. ` +
        "It was damaged; run the flow again",
      { data: { path, stored } },
    );
  }

  #notNumbers({ path, dtype }: ArrayNode): DatasetError {
    return new DatasetError(
      `Cannot read '${
        path.slice(1)
      }' of '${this.#location}': its values must be numbers of a type ` +
        `that datasets have, found '${dtype}'`,
      { data: { path, dtype } },
    );
  }

  #arrayOf(group: string, name: string): ArrayNode {
    const arrays = this.#groupOf(group);
    const array = arrays.get(name);
    if (array !== undefined) return array;
    throw new DatasetError(
      `Cannot read '${group}/${name}' of '${this.#location}': the group has no such array. ${
        suggestNames(name, arrays.keys())
      }`,
      { data: { group, array: name } },
    );
  }

  #groupOf(group: string): ReadonlyMap<string, ArrayNode> {
    const arrays = this.#arrays.get(group);
    if (arrays !== undefined) return arrays;
    throw new DatasetError(
      `Cannot find the group '${group}' in '${this.#location}'. ${
        suggestNames(group, this.#arrays.keys())
      }`,
      { data: { group, groups: this.groups() } },
    );
  }
}

/** Whether the merge added the array, rather than a task: ids and offsets. */
export function isMergeArray(name: string, group: string): boolean {
  return [`file_id_code_${group}`, `body_id_code_${group}`, `body_offsets_${group}`].includes(name);
}

function infoOf(group: string, name: string, array: ArrayNode): ArrayInfo {
  const { description, missing_value: missing, ...attributes } = array.attributes;
  return {
    group,
    name,
    shape: array.shape,
    chunks: array.chunks,
    dtype: array.dtype,
    dims: array.dims,
    description: typeof description === "string" ? description : "",
    missing: missingOf(missing),
    attributes,
  };
}

/** The value that stands where a sample has none, as the array's attributes have it. */
function missingOf(value: unknown): number | null {
  if (value === "NaN") return NaN;
  return typeof value === "number" ? value : null;
}

function nodeOf({ path, shape, chunks, dtype, dimensionNames, attrs }: ZarrArray): ArrayNode {
  return { path, shape, chunks, dtype, dims: dimensionNames ?? [], attributes: attrs };
}

/** An array in shards, by its document, which was looked at. */
function ownNode(document: ZarrDocument, path: string): ArrayNode {
  const { shape, data_type: dtype, dimension_names: dims, codecs } = document;
  const [{ configuration: { chunk_shape: chunks } }] = codecs as [
    { configuration: { chunk_shape: number[] } },
  ];
  return {
    path: `/${path}`,
    shape: shape as number[],
    chunks,
    dtype: dtype as string,
    dims: (dims ?? []) as string[],
    attributes: attributesOf(document),
  };
}

/** The paths of all nodes at most two levels deep, where the root's metadata lists them. */
function consolidatedPaths(root: ZarrDocument): string[] | null {
  const consolidated = root.consolidated_metadata;
  if (typeof consolidated !== "object" || consolidated === null) return null;
  const { metadata } = consolidated as { metadata?: unknown };
  if (typeof metadata !== "object" || metadata === null) return null;
  return Object.keys(metadata).filter((path) => path !== "" && path.split("/").length <= 2);
}

async function listedPaths(store: ReadStore, location: string): Promise<string[]> {
  if (store.list === undefined) {
    throw new DatasetError(
      `Cannot open the dataset '${location}': a store that cannot list its folders needs ` +
        `consolidated metadata, and '/zarr.json' has none`,
      { data: { location } },
    );
  }
  const paths: string[] = [];
  for (const group of await store.list("/")) {
    if (group === "zarr.json") continue;
    paths.push(group);
    for (const array of await store.list(`/${group}`)) {
      if (array !== "zarr.json") paths.push(`${group}/${array}`);
    }
  }
  return paths;
}

/** Arrays of one type and width, one behind the other. */
function joined(parts: readonly NdArray[], dtype: DType, width: readonly number[]): NdArray {
  const rows = parts.reduce((sum, { shape }) => sum + shape[0], 0);
  const data = createTyped(dtype, rows * elementCount(width));
  let at = 0;
  for (const part of parts) {
    data.set(part.data as never, at);
    at += part.data.length;
  }
  return { data, shape: [rows, ...width] };
}

function isDType(name: string): name is DType {
  return (DTYPES as readonly string[]).includes(name);
}

function attributesOf({ attributes }: ZarrDocument): ZarrDocument {
  return typeof attributes === "object" && attributes !== null ? attributes as ZarrDocument : {};
}

function badName(path: string, location: string): DatasetError {
  return new DatasetError(
    `Cannot open '${location}': a group or array must have a plain name that leads nowhere else, ` +
      `found '${plainText(path)}' in 'zarr.json'. It was damaged, or written by something else`,
    { data: { location, path } },
  );
}
