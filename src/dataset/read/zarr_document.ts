/**
 * The metadata documents of a Zarr store, checked before anything is done with what they say.
 *
 * @module
 */
import { DatasetError } from "../errors.ts";
import type { ReadStore } from "./read_store.ts";

/** A document in which any field may be missing, or of any type. */
export type ZarrDocument = Readonly<Record<string, unknown>>;

/** Bytes of a chunk when it is unpacked: what a reader holds at least. */
const CHUNK_BYTES = 2 ** 28;
/** Chunk files of an array: more could not be looked at one by one. */
const MOST_CHUNKS = 2 ** 24;
/** Inner chunks of a shard: its index is read whole. */
const MOST_INNER = 2 ** 20;
const MOST_DIMENSIONS = 16;

/**
 * Reads the document of a group or array; null where there is none.
 *
 * @param path `""` for the root, `"faces"`, `"faces/face_areas"`
 * @param location what messages call the store
 * @throws {DatasetError} when it is no JSON object
 */
export async function readDocument(
  store: ReadStore,
  path: string,
  location: string,
): Promise<ZarrDocument | null> {
  const key = path === "" ? "zarr.json" : `${path}/zarr.json`;
  const bytes = await store.get(`/${key}`);
  if (bytes === undefined) return null;
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new DatasetError(`Cannot open '${location}': '${key}' is not JSON`, {
      data: { location, key },
      cause,
    });
  }
  if (isObject(document)) return document;
  throw new DatasetError(
    `Cannot open '${location}': '${key}' must be a JSON object, found ${shown(document)}`,
    { data: { location, key } },
  );
}

/**
 * Checks the document of an array: what it says of its sizes is possible, and what a reader would
 * take memory for is bounded.
 *
 * @throws {DatasetError} naming the field, the rule and what was found
 */
export function requireArrayDocument(document: ZarrDocument, path: string, location: string): void {
  const problem = arrayProblem(document);
  if (problem === null) return;
  throw new DatasetError(
    `Cannot open '${location}': in the metadata of '${path}' ${problem}. It was damaged, or ` +
      "written by something else; run the flow again",
    { data: { location, path } },
  );
}

/** Whether a name is one that a group or array may have: it leads nowhere else. */
export function isNodeName(name: string): boolean {
  return name !== "" && !/^\.+$|^__/.test(name) && !/[/\\\p{Cc}]/u.test(name);
}

function arrayProblem(document: ZarrDocument): string | null {
  const { zarr_format, shape, data_type, chunk_grid, codecs, attributes } = document;
  if (zarr_format !== 3) return `'zarr_format' must be 3, found ${shown(zarr_format)}`;
  if (!isSizes(shape, 0)) return mustBe("shape", "a list of whole numbers from 0", shape);
  if (shape.length > MOST_DIMENSIONS || !Number.isSafeInteger(8 * product(shape))) {
    return mustBe("shape", "one that memory has addresses for", shape);
  }
  if (typeof data_type !== "string") return mustBe("data_type", "a name", data_type);
  const chunkShape = configurationOf(chunk_grid).chunk_shape;
  if (!isSizes(chunkShape, 1) || chunkShape.length !== shape.length) {
    return mustBe("chunk_shape", `${shape.length} whole numbers from 1`, chunkShape);
  }
  const chunks = product(shape.map((size, i) => Math.ceil(size / chunkShape[i])));
  if (chunks > MOST_CHUNKS) {
    return mustBe("chunk_shape", `one that makes at most ${MOST_CHUNKS} chunks`, chunkShape);
  }
  if (attributes !== undefined && !isObject(attributes)) {
    return mustBe("attributes", "an object", attributes);
  }
  const names = document.dimension_names;
  const named = names === undefined || names === null || Array.isArray(names) &&
      names.every((name) => name === null || typeof name === "string");
  if (!named) return mustBe("dimension_names", "a list of names", names);
  if (!isCodecs(codecs)) return mustBe("codecs", "a list of named codecs", codecs);
  return codecProblem(codecs, chunkShape, data_type);
}

interface Codec {
  readonly name: string;
  readonly configuration?: ZarrDocument;
}

function codecProblem(
  codecs: readonly Codec[],
  chunkShape: readonly number[],
  type: string,
): string | null {
  let stored = chunkShape;
  const sharding = codecs.find(({ name }) => name === "sharding_indexed");
  if (sharding !== undefined) {
    const { chunk_shape: inner, codecs: own, index_codecs: index } = sharding.configuration ?? {};
    if (codecs.length > 1 || !isCodecs(own) || !isCodecs(index)) {
      return mustBe("codecs", "of one sharding codec, with codecs for chunks and index", codecs);
    }
    if ([...own, ...index].some(({ name }) => name === "sharding_indexed")) {
      return mustBe("codecs", "without shards in shards", codecs);
    }
    if (!isSizes(inner, 1) || inner.length !== chunkShape.length) {
      return mustBe("the inner chunk_shape", `${chunkShape.length} whole numbers from 1`, inner);
    }
    if (inner.some((size, i) => chunkShape[i] % size !== 0)) {
      return mustBe("the inner chunk_shape", `a divisor of [${chunkShape}]`, inner);
    }
    const count = product(chunkShape.map((size, i) => size / inner[i]));
    if (count > MOST_INNER) {
      return mustBe("the inner chunk_shape", `one for at most ${MOST_INNER} chunks`, inner);
    }
    stored = inner;
  }
  const bytes = product(stored) * (Number(/(\d+)$/.exec(type)?.[1] ?? 8) / 8);
  if (bytes <= CHUNK_BYTES) return null;
  return mustBe("chunk_shape", `one of chunks of at most ${CHUNK_BYTES} bytes`, stored);
}

function mustBe(field: string, rule: string, found: unknown): string {
  const name = field.includes(" ") ? field : `'${field}'`;
  return `${name} must be ${rule}, found ${shown(found)}`;
}

/** A value as a message shows it. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

function isSizes(value: unknown, least: number): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= least);
}

function isCodecs(value: unknown): value is Codec[] {
  return Array.isArray(value) && value.length > 0 &&
    value.every((codec) =>
      isObject(codec) && typeof codec.name === "string" &&
      (codec.configuration === undefined || isObject(codec.configuration))
    );
}

function configurationOf(value: unknown): ZarrDocument {
  return isObject(value) && isObject(value.configuration) ? value.configuration : {};
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}
