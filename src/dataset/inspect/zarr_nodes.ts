/**
 * The groups and arrays of any Zarr store, v2 or v3, at any depth.
 *
 * @module
 */
import { DatasetError } from "../errors.ts";
import { typeOfV2, typeOfV3, type ZarrType } from "./zarr_type.ts";

/** A store of Zarr that says which folders there are. */
export interface ZarrStore {
  get(key: string): Uint8Array | undefined;
  getRange(
    key: string,
    range: { offset: number; length: number } | { suffixLength: number },
  ): Uint8Array | undefined;
  /** The names of the folders in a folder. */
  list(key: string): string[];
  storedBytes(key: string): number;
  close(): void;
}

/** An array, as its metadata describes it. */
export interface ZarrArrayNode {
  /** Its path in the store, without a slash in front; empty where it is the store. */
  readonly path: string;
  readonly shape: readonly number[];
  /** What is read at once; of shards, the chunks in them. */
  readonly chunks: readonly number[];
  /** The shape of a shard; null where there are none. */
  readonly shard: readonly number[] | null;
  readonly type: ZarrType;
  readonly dims: readonly string[];
  /** The names of filters and compressors, without those that only order bytes. */
  readonly codecs: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What a store holds. */
export interface ZarrNodes {
  readonly version: 2 | 3;
  /** Whether the metadata of all stands in one document. */
  readonly consolidated: boolean;
  /** The attributes of the root. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The paths of the groups below the root. */
  readonly groups: readonly string[];
  readonly arrays: readonly ZarrArrayNode[];
  /** Whether there is more, which was not looked for. */
  readonly cut: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** Nodes that are looked for: more do not fit a screen by far. */
const MOST_NODES = 5000;
const MOST_DEPTH = 32;
/** Codecs that only say in which order bytes stand. */
const PLAIN_CODECS = ["bytes", "sharding_indexed", "vlen-utf8", "vlen-bytes"];

/**
 * Finds the groups and arrays of a store.
 *
 * @returns null where there is no Zarr at its root
 * @throws {DatasetError} when metadata is no JSON, or not of an array where it says so
 */
export function zarrNodes(store: ZarrStore, location: string): ZarrNodes | null {
  const read = (key: string) => readJson(store, key, location);
  const v3 = read("/zarr.json");
  if (v3 !== null) return nodesOfV3(v3, store, location);
  const own = consolidatedV2(read("/.zmetadata"));
  const document = (key: string) => own === null ? read(key) : objectOf(own[key.slice(1)]);
  if (document("/.zgroup") === null && document("/.zarray") === null) return null;
  return nodesOfV2(document, own, store, location);
}

function nodesOfV3(root: Json, store: ZarrStore, location: string): ZarrNodes {
  const consolidated = objectOf(objectOf(root.consolidated_metadata)?.metadata);
  const found = new Found();
  if (root.node_type === "array") found.arrays.push(arrayOfV3("", root, location));
  else if (consolidated !== null) {
    for (const [path, document] of Object.entries(consolidated).sort()) {
      found.add(path, objectOf(document) ?? {}, (own) => arrayOfV3(path, own, location));
    }
  } else {
    walk(store, "", found, (path) => {
      const document = readJson(store, `/${path}/zarr.json`, location);
      if (document === null) return false;
      return found.add(path, document, (own) => arrayOfV3(path, own, location));
    });
  }
  return found.nodes(3, consolidated !== null, objectOf(root.attributes) ?? {});
}

function nodesOfV2(
  document: (key: string) => Json | null,
  own: Json | null,
  store: ZarrStore,
  location: string,
): ZarrNodes {
  const found = new Found();
  const look = (path: string): boolean => {
    const at = path === "" ? "" : `/${path}`;
    const array = document(`${at}/.zarray`);
    const attributes = () => document(`${at}/.zattrs`) ?? {};
    if (array === null && document(`${at}/.zgroup`) === null) return false;
    const node = { ...array, node_type: array === null ? "group" : "array" };
    return found.add(path, node, () => arrayOfV2(path, array!, attributes(), location));
  };
  if (document("/.zarray") !== null) look("");
  else if (own === null) walk(store, "", found, look);
  else {
    const paths = Object.keys(own).map((key) => key.replace(/\/?\.z\w+$/, ""));
    for (const path of [...new Set(paths)].sort()) if (path !== "") look(path);
  }
  return found.nodes(2, own !== null, document("/.zattrs") ?? {});
}

/** What was found so far. */
class Found {
  readonly groups: string[] = [];
  readonly arrays: ZarrArrayNode[] = [];
  cut = false;

  /** Takes a node; gives whether there may be others in it. */
  add(path: string, document: Json, arrayOf: (document: Json) => ZarrArrayNode): boolean {
    if (this.groups.length + this.arrays.length >= MOST_NODES) {
      this.cut = true;
      return false;
    }
    if (document.node_type === "array") this.arrays.push(arrayOf(document));
    else if (document.node_type === "group") this.groups.push(path);
    return document.node_type === "group";
  }

  nodes(version: 2 | 3, consolidated: boolean, attributes: Json): ZarrNodes {
    const { groups, arrays, cut } = this;
    return { version, consolidated, attributes, groups, arrays, cut };
  }
}

function walk(
  store: ZarrStore,
  path: string,
  found: Found,
  look: (path: string) => boolean,
  depth = 0,
): void {
  if (depth > MOST_DEPTH) found.cut = true;
  if (found.cut) return;
  for (const name of store.list(`/${path}`).sort()) {
    const below = path === "" ? name : `${path}/${name}`;
    if (look(below)) walk(store, below, found, look, depth + 1);
  }
}

function arrayOfV3(path: string, document: Json, location: string): ZarrArrayNode {
  const grid = objectOf(objectOf(document.chunk_grid)?.configuration);
  const codecs = namesOf(document.codecs);
  const all = Array.isArray(document.codecs) ? document.codecs.map(objectOf) : [];
  const sharding = objectOf(
    all.find((codec) => codec?.name === "sharding_indexed")?.configuration,
  );
  const shape = sizes(document.shape, path, "shape", location);
  const chunks = sizes(grid?.chunk_shape ?? shape, path, "chunk_shape", location);
  const dims = Array.isArray(document.dimension_names) ? document.dimension_names : [];
  return {
    path,
    shape,
    chunks: sharding === null ? chunks : sizes(sharding.chunk_shape, path, "chunk_shape", location),
    shard: sharding === null ? null : chunks,
    type: typeOfV3(document.data_type),
    dims: dims.map((name) => typeof name === "string" ? name : ""),
    codecs: [...codecs, ...namesOf(sharding?.codecs)].filter((name) =>
      !PLAIN_CODECS.includes(name)
    ),
    attributes: objectOf(document.attributes) ?? {},
  };
}

function arrayOfV2(
  path: string,
  document: Json,
  attributes: Json,
  location: string,
): ZarrArrayNode {
  const { shape, chunks, dtype, filters, compressor } = document;
  const dims = attributes._ARRAY_DIMENSIONS;
  const { _ARRAY_DIMENSIONS: _, ...others } = attributes;
  return {
    path,
    shape: sizes(shape, path, "shape", location),
    chunks: sizes(chunks, path, "chunks", location),
    shard: null,
    type: typeOfV2(dtype),
    dims: Array.isArray(dims) ? dims.map(String) : [],
    codecs: [...namesOf(filters), ...namesOf([compressor])]
      .filter((name) => !PLAIN_CODECS.includes(name)),
    attributes: others,
  };
}

/** The names of codecs; of blosc with the codec in it. */
function namesOf(codecs: unknown): string[] {
  if (!Array.isArray(codecs)) return [];
  return codecs.map(objectOf).flatMap((codec) => {
    const name = codec?.name ?? codec?.id;
    if (typeof name !== "string") return [];
    const inner = objectOf(codec?.configuration)?.cname ?? codec?.cname;
    return [name === "blosc" && typeof inner === "string" ? `blosc ${inner}` : name];
  });
}

function sizes(value: unknown, path: string, field: string, location: string): number[] {
  if (Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0)) return value;
  throw new DatasetError(
    `Cannot inspect '${location}': '${field}' of the array '${path}' must be a list of whole ` +
      `numbers from 0, found ${JSON.stringify(value)?.slice(0, 80) ?? "nothing"}. It was damaged`,
    { data: { location, path } },
  );
}

function consolidatedV2(document: Json | null): Json | null {
  return document === null ? null : objectOf(document.metadata);
}

function readJson(store: ZarrStore, key: string, location: string): Json | null {
  const bytes = store.get(key);
  if (bytes === undefined) return null;
  let found: unknown;
  try {
    // JSON knows no NaN, but zarr-python writes it where a fill value is one.
    const text = new TextDecoder().decode(bytes).replace(
      /:\s*(NaN|-?Infinity)(?=\s*[,}])/g,
      ':"$1"',
    );
    found = JSON.parse(text);
  } catch (cause) {
    throw new DatasetError(
      `Cannot inspect '${location}': '${key.slice(1)}' is not JSON. It was cut short or damaged`,
      { data: { location, key }, cause },
    );
  }
  return objectOf(found);
}

function objectOf(value: unknown): Json | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Json
    : null;
}
