/**
 * Looks at the values of an array of any Zarr store: all, or those of chunks from all over it.
 *
 * @module
 */
import * as zarr from "../../storage/zarr/zarr_library.ts";
import { causesOf } from "../../base/causes_of.ts";
import { CorruptData } from "../../storage/storage_errors.ts";
import type { InspectedColumn } from "./inspected_column.ts";
import { NOTHING } from "./inspected_column.ts";
import { ValuesCounter, type ValuesSummary } from "./summarise_values.ts";
import type { ZarrArrayNode, ZarrStore } from "./zarr_nodes.ts";

/** Values that are looked at, and bytes that a chunk may have to be unpacked. */
const [MOST_VALUES, CHUNK_BYTES] = [2 ** 20, 2 ** 28];
/** Bytes that a value of a type without a size is taken for. */
const SOME_BYTES = 64;
/** The integer that numpy writes for a time that is none. */
const NOT_A_TIME = -(2n ** 63n);

/** The attributes by which others say which value stands for none: xarray's, and Trunnion's. */
const MISSING_KEYS = ["_FillValue", "missing_value"];

/** How an array is looked at. */
export interface ZarrLook {
  readonly version: 2 | 3;
  /** How many of the first values are kept. */
  readonly first: number;
  /** The names behind an array's values, by its path, where they are codes. */
  readonly names: (path: string) => ReadonlyMap<number, string> | null;
}

/** What an array is, and what its values come to. What cannot be read is told in `problem`. */
export async function readZarrArray(
  store: ZarrStore,
  node: ZarrArrayNode,
  how: ZarrLook,
): Promise<InspectedColumn> {
  const values = node.shape.reduce((product, size) => product * size, 1);
  const { summary, problem, unwritten } = await look(store, node, how, values);
  const { path, shape, chunks, type, dims, codecs } = node;
  return {
    name: path === "" ? "/" : path,
    type: type.name,
    shape,
    chunks,
    dims,
    stored: store.storedBytes(`/${path}`),
    codecs,
    description: descriptionOf(node),
    values,
    ...summary,
    whole: summary.looked === values,
    unwritten,
    problem,
  };
}

interface Looked {
  readonly summary: ValuesSummary;
  readonly unwritten: number;
  readonly problem: string | null;
}

async function look(
  store: ZarrStore,
  node: ZarrArrayNode,
  { version, first, names: namesOf }: ZarrLook,
  values: number,
): Promise<Looked> {
  const refused = (problem: string) => ({ summary: NOTHING, unwritten: 0, problem });
  if (node.type.readAs === null) {
    return refused(`values of the type ${node.type.name} are not decoded`);
  }
  const chunkValues = node.chunks.reduce((product, size) => product * size, 1);
  if (chunkValues * (node.type.size ?? SOME_BYTES) > CHUNK_BYTES) {
    return refused("a chunk of it is too large to be unpacked for a look");
  }
  const names = namesOf(node.path);
  const counter = new ValuesCounter(first, missingOf(node));
  const watched = watchedStore(store, node);
  let problem: string | null = null;
  try {
    const at = zarr.root(watched.store as never).resolve(node.path);
    const open = version === 3 ? zarr.open.v3 : zarr.open.v2;
    const array = await open(at, { kind: "array" });
    refuseOtherSizes(array);
    for (const box of boxes(node, values)) {
      const slices = box.map(([start, end]) => zarr.slice(start, end));
      const found = await zarr.get(array, slices);
      if (names === null) take(counter, found, node.type.msPerUnit);
      else counter.addCodes((found as { data: Iterable<number | bigint> }).data, names);
    }
  } catch (error) {
    problem = problemOf(error);
  }
  return { summary: counter.summary(), unwritten: watched.unwritten.size, problem };
}

/** Of v2, zarrita would take a chunk that unpacks to less, and invent the rest. */
function refuseOtherSizes(array: zarr.Array<zarr.DataType>): void {
  const expected = array.chunks.reduce((product, size) => product * size, 1);
  const chunkOf = array.getChunk.bind(array);
  array.getChunk = async (...where) => {
    const chunk = await chunkOf(...where);
    const found = (chunk.data as ArrayLike<unknown>).length;
    if (found === expected) return chunk;
    throw new CorruptData(`a chunk must have ${expected} values, found ${found}`);
  };
}

/** The store, with the type in the metadata that reads the values, and what is not in it. */
function watchedStore(store: ZarrStore, { path, type, chunks, shard, codecs }: ZarrArrayNode) {
  const at = path === "" ? "" : `/${path}`;
  const unwritten = new Set<string>();
  // What is not packed has its size. Of v2, zarrita would take less for a chunk.
  const size = codecs.length > 0 || shard !== null || type.size === null
    ? null
    : chunks.reduce((product, n) => product * n, type.size);
  const watch = (key: string, bytes: Uint8Array | undefined) => {
    if (/(?:zarr\.json|\.z\w+)$/.test(key)) return bytes;
    if (bytes === undefined) unwritten.add(key);
    else if (size !== null && bytes.length !== size) {
      throw new CorruptData(`a chunk must have ${size} bytes, found ${bytes.length}`);
    }
    return bytes;
  };
  return {
    unwritten,
    store: {
      get(key: string) {
        const bytes = watch(key, store.get(key));
        const isOwn = key === `${at}/zarr.json` || key === `${at}/.zarray`;
        return bytes !== undefined && isOwn && type.readAs !== undefined
          ? withType(bytes, key.endsWith("zarr.json") ? "data_type" : "dtype", type.readAs)
          : bytes;
      },
      getRange(key: string, range: { offset: number; length: number }) {
        const bytes = store.getRange(key, range);
        if (bytes === undefined) unwritten.add(key);
        return bytes;
      },
    },
  };
}

/** Metadata with another type, whose bytes are the same. */
function withType(bytes: Uint8Array, field: string, type: unknown): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  const document = JSON.parse(text.replace(/:\s*(NaN|-?Infinity)(?=\s*[,}])/g, ": null"));
  document[field] = type;
  document.fill_value = /i8$|^int64$/.test(String(type)) ? 0 : "";
  return new TextEncoder().encode(JSON.stringify(document));
}

/** The parts of an array that are looked at: all of it, or chunks from all over it. */
function boxes({ shape, chunks }: ZarrArrayNode, values: number): [number, number][][] {
  if (values === 0) return [];
  if (values <= MOST_VALUES) return [shape.map((size) => [0, size])];
  const grid = shape.map((size, i) => Math.ceil(size / chunks[i]));
  const count = grid.reduce((product, n) => product * n, 1);
  const chunkValues = chunks.reduce((product, size) => product * size, 1);
  const taken = Math.min(count, Math.max(1, Math.floor(MOST_VALUES / chunkValues)));
  return Array.from({ length: taken }, (_, i) => {
    // The first and the last are among them.
    let rest = taken === 1 ? 0 : Math.round(i * (count - 1) / (taken - 1));
    const place = new Array<number>(grid.length);
    for (let axis = grid.length - 1; axis >= 0; axis--) {
      place[axis] = rest % grid[axis];
      rest = Math.floor(rest / grid[axis]);
    }
    // What lies beyond the array's end is left out where it is read.
    return place.map((at, axis): [number, number] => [at * chunks[axis], (at + 1) * chunks[axis]]);
  });
}

function take(counter: ValuesCounter, found: unknown, msPerUnit: number | undefined): void {
  const data = typeof found === "object" && found !== null && "data" in found
    ? found.data as Iterable<unknown>
    : [found];
  const isBig = data instanceof BigInt64Array || data instanceof BigUint64Array;
  if (isBig && msPerUnit === undefined) return counter.addBigints(data);
  if (ArrayBuffer.isView(data) && !isBig) {
    return counter.addNumbers(data as unknown as ArrayLike<number>);
  }
  for (const value of data) {
    counter.add(msPerUnit === undefined || typeof value !== "bigint" ? value : timeOf(value));
  }

  function timeOf(value: bigint): Date | null {
    return value === NOT_A_TIME ? null : new Date(Number(value) * msPerUnit!);
  }
}

function missingOf({ attributes }: ZarrArrayNode): ((value: unknown) => boolean) | null {
  const values = MISSING_KEYS.map((key) => attributes[key])
    .filter((value) => typeof value === "number" || typeof value === "string");
  if (values.length === 0) return null;
  return (value) => values.includes(typeof value === "bigint" ? Number(value) : value as number);
}

function descriptionOf({ attributes }: ZarrArrayNode): string {
  const { description, long_name: name, standard_name: standard, units } = attributes;
  const text = [description, name, standard].find((one) => typeof one === "string") ?? "";
  return typeof units === "string" && units !== "" ? `${text} [${units}]`.trim() : String(text);
}

/** The sentence that says most: of what lies deepest. */
function problemOf(error: unknown): string {
  const messages = [...causesOf(error)].map((one) => one instanceof Error ? one.message : `${one}`);
  return messages.at(-1)!.split("\n")[0].slice(0, 200);
}
