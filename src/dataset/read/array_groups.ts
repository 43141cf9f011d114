/**
 * The groups and arrays of a `.dataset`, read with zarrita.
 *
 * @module
 */
import * as zarr from "zarrita";
import type { DType, NdArray, TypedArray } from "../../storage/array.ts";
import { createTyped, dtypeOf } from "../../storage/array_type.ts";
import { DTYPES } from "../../storage/schema/schema.ts";
import { DatasetError } from "../errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { ReadStore } from "./read_store.ts";

/** What is known about an array without reading its values. */
export interface ArrayInfo {
  /** The group that it is in. */
  readonly group: string;
  /** Its name in the group. */
  readonly name: string;
  /** Sizes of its dimensions: rows first. */
  readonly shape: readonly number[];
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

type ZarrArray = zarr.Array<zarr.DataType, ReadStore>;
type Metadata =
  & { node_type?: string; attributes?: Record<string, unknown> }
  & Record<
    string,
    unknown
  >;

/** The arrays of a Zarr v3 store, two levels deep: groups, then arrays. */
export class ArrayGroups {
  readonly #arrays: ReadonlyMap<string, ReadonlyMap<string, ZarrArray>>;
  readonly #location: string;
  /** The root's attributes. */
  readonly attributes: Readonly<Record<string, unknown>>;

  private constructor(
    location: string,
    attributes: Record<string, unknown>,
    arrays: Map<string, Map<string, ZarrArray>>,
  ) {
    this.#location = location;
    this.#arrays = arrays;
    this.attributes = attributes;
  }

  /**
   * Reads the metadata of a store: of all groups and arrays, and none of their values.
   *
   * @param location what messages call the store
   * @throws {DatasetError} when there is no Zarr v3 group at the store's root
   */
  static async open(store: ReadStore, location: string): Promise<ArrayGroups> {
    const root = await readMetadata(store, "/zarr.json", location);
    if (root === null) {
      throw new DatasetError(
        `Cannot open the dataset '${location}': it must hold a Zarr v3 group, found no zarr.json. ` +
          `A dataset whose merge was interrupted has none: run its flow again`,
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
    const arrays = new Map<string, Map<string, ZarrArray>>();
    for (const path of paths.sort()) {
      const metadata = await readMetadata(store, `/${path}/zarr.json`, location);
      if (metadata === null) continue;
      const [group, name] = path.split("/");
      if (name === undefined) {
        if (metadata.node_type === "group") arrays.set(group, new Map());
      } else if (metadata.node_type === "array") {
        arrays.get(group)?.set(name, await openArray(store, path, location));
      }
    }
    return new ArrayGroups(location, root.attributes ?? {}, arrays);
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

  /**
   * Reads an array, or some of its rows.
   *
   * @param rows the first row, and the row after the last; all rows without it
   * @throws {DatasetError} when there is no such group or array, or its bytes cannot be read
   */
  async read(group: string, name: string, rows?: readonly [number, number]): Promise<NdArray> {
    const arrays = this.#groupOf(group);
    const array = arrays.get(name);
    if (array === undefined) {
      throw new DatasetError(
        `Cannot read '${group}/${name}' of '${this.#location}': the group has no such array. ${
          suggestNames(name, arrays.keys())
        }`,
        { data: { group, array: name } },
      );
    }
    const [start, end] = rows ?? [0, array.shape[0] ?? 1];
    const shape = array.shape.length === 0 ? [] : [end - start, ...array.shape.slice(1)];
    if (shape.includes(0)) return { data: emptyData(array.dtype), shape };
    try {
      const selection = array.shape.map((_, axis) => axis === 0 ? zarr.slice(start, end) : null);
      const found = await zarr.get(array, selection);
      if (typeof found !== "object" || found === null || !("shape" in found)) {
        return { data: new Float64Array([Number(found)]), shape };
      }
      return { data: numbersOf(found.data, array.dtype), shape: found.shape };
    } catch (cause) {
      throw new DatasetError(
        `Cannot read '${group}/${name}' of '${this.#location}': its stored bytes cannot be decoded`,
        { data: { group, array: name, rows: [start, end] }, cause },
      );
    }
  }

  #groupOf(group: string): ReadonlyMap<string, ZarrArray> {
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

function infoOf(group: string, name: string, array: ZarrArray): ArrayInfo {
  const { description, missing_value: missing, ...attributes } = array.attrs;
  return {
    group,
    name,
    shape: array.shape,
    dtype: array.dtype,
    dims: array.dimensionNames ?? [],
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

async function readMetadata(
  store: ReadStore,
  key: `/${string}`,
  location: string,
): Promise<Metadata | null> {
  const bytes = await store.get(key);
  if (bytes === undefined) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new DatasetError(`Cannot open '${location}': '${key.slice(1)}' is not JSON`, {
      data: { location, key },
      cause,
    });
  }
}

async function openArray(store: ReadStore, path: string, location: string): Promise<ZarrArray> {
  try {
    return await zarr.open.v3(zarr.root(store).resolve(path), { kind: "array" });
  } catch (cause) {
    throw new DatasetError(`Cannot open '${location}': the metadata of '${path}' is not valid`, {
      data: { location, path },
      cause,
    });
  }
}

/** The paths of all nodes at most two levels deep, where the root's metadata lists them. */
function consolidatedPaths(root: Metadata): string[] | null {
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

function emptyData(dtype: string): TypedArray {
  return createTyped(isDType(dtype) ? dtype : "float64", 0);
}

function isDType(name: string): name is DType {
  return (DTYPES as readonly string[]).includes(name);
}

/** Checks that zarrita gave one of our number types. */
function numbersOf(data: unknown, dtype: string): TypedArray {
  if (dtypeOf(data) !== null) return data as TypedArray;
  throw new DatasetError(`Cannot read values of the type '${dtype}': it is not a number type`, {
    data: { dtype },
  });
}
