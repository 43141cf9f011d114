/** Datasets in one file, as `trunnion pack` makes it: a zip of all their parts. @module */
import { closeSync } from "node:fs";
import { resolve } from "node:path";
import { openPlainFile, readBytes } from "../../base/plain_file.ts";
import { plainText } from "../../base/plain_text.ts";
import { fileSource } from "../../storage/byte_source.ts";
import { boundZarr } from "../../storage/zarr/bound_zarr.ts";
import { decompressZstd, SYSTEM_ZSTD } from "../../storage/zarr/system_zstd.ts";
import { ChunkUnpacker } from "../../storage/zarr/chunk_unpacker.ts";
import { entryNameProblem } from "../../storage/zip/entry_name.ts";
import { ZipReader } from "../../storage/zip/zip_reader.ts";
import { DatasetError } from "../errors.ts";
import type { DatasetSource, ReadStore, SplitFiles, TableFile } from "./read_store.ts";

/** What a zip with an entry begins with. */
const ENTRY = [0x50, 0x4b, 0x03, 0x04];

/** Bytes that a document, a file of chunks and a table may have: they are read whole. */
const [DOCUMENT_BYTES, FILE_BYTES, TABLE_BYTES] = [2 ** 26, 2 ** 29, 2 ** 31];

/** Whether a file begins as a zip does. */
export function isPacked(path: string): boolean {
  const { file } = openPlainFile(path);
  try {
    const bytes = readBytes(file, 0, ENTRY.length);
    return ENTRY.every((byte, i) => bytes[i] === byte);
  } finally {
    closeSync(file);
  }
}

/**
 * The dataset in a packed file. Nothing can be written into it.
 *
 * @throws {DatasetError} when it holds no dataset, or its .flow names what is not in it
 * @throws {CorruptData} when it is no zip that can be trusted: see {@linkcode ZipReader}
 */
export function packedFiles(file: string): DatasetSource {
  const zip = new ZipReader(fileSource(resolve(file)), file);
  try {
    return packedSource(file, zip);
  } catch (error) {
    zip.close();
    throw error;
  }
}

function packedSource(file: string, zip: ZipReader): DatasetSource {
  const flows = [...zip.names()].filter((name) => /^[^/]+\.flow$/.test(name));
  if (flows.length !== 1) {
    throw cannotOpen(file, `it must hold one .flow, found ${flows.length}. Pack the flow again`);
  }
  const flow = readFlow(file, zip.read(flows[0], DOCUMENT_BYTES)!);
  const part = (key: string): string | null => {
    const name = flow[key];
    if (typeof name !== "string" || name === "") return null;
    if (entryNameProblem(name) === null) return name;
    throw cannotOpen(file, `its '${key}' must be a path within it, found '${plainText(name)}'`);
  };
  const dataset = part("flow_data");
  if (dataset === null) throw cannotOpen(file, "its .flow names no dataset. Pack the flow again");
  const table = (key: string) => {
    const name = part(key);
    return name === null ? null : packedTable(file, zip, name);
  };
  return {
    location: file,
    store: new PackedStore(zip, dataset),
    infoset: table("flow_info"),
    attribset: table("flow_attributes"),
    flow,
    splits: packedSplits(
      file,
      zip,
      part("flow_splits") ?? dataset.replace(/\.dataset$/, ".splits"),
    ),
    notes: packedSplits(file, zip, dataset.replace(/\.dataset$/, ".notes")),
    close: () => zip.close(),
  };
}

function readFlow(file: string, bytes: Uint8Array): Record<string, unknown> {
  try {
    const found = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof found === "object" && found !== null && !Array.isArray(found)) return found;
  } catch (cause) {
    throw cannotOpen(file, "its .flow must be JSON, and is not", cause);
  }
  throw cannotOpen(file, "its .flow must be a JSON object, and is not");
}

function packedTable(file: string, zip: ZipReader, name: string): TableFile {
  return {
    name,
    open() {
      const bytes = zip.read(name, TABLE_BYTES);
      if (bytes === null) {
        throw cannotOpen(file, `there is no '${name}' in it. Pack the flow again`);
      }
      return bytes.slice().buffer;
    },
    decompressors: { ZSTD: decompressZstd },
  };
}

function packedSplits(file: string, zip: ZipReader, folder: string): SplitFiles {
  const ending = ".parquet";
  const refuse = (verb: string, name: string) => {
    throw new DatasetError(
      `Cannot ${verb} the split '${name}' of '${file}': a packed dataset is only read. Unpack ` +
        "the file, which is a zip, and split what it holds",
      { data: { file, split: name } },
    );
  };
  const inside = `${folder}/`;
  return {
    names: () =>
      [...zip.names()].filter((name) => name.startsWith(inside) && name.endsWith(ending))
        .map((name) => name.slice(inside.length, -ending.length)).sort(),
    table(name) {
      const entry = inside + name + ending;
      return zip.has(entry) ? packedTable(file, zip, entry) : null;
    },
    write: (name) => refuse("write", name),
    remove: (name) => refuse("remove", name),
  };
}

/** A folder of a zip as a store. */
class PackedStore {
  readonly #zip: ZipReader;
  readonly #root: string;
  readonly #unpacker = new ChunkUnpacker();
  /** Without the system's zstd zarrita's own is faster than ours. */
  readonly unpack: ReadStore["unpack"] = SYSTEM_ZSTD
    ? (...chunk) => this.#unpacker.unpack(...chunk)
    : undefined;

  constructor(zip: ZipReader, root: string) {
    this.#zip = zip;
    this.#root = root;
  }

  get(key: string): Uint8Array | undefined {
    const most = key.endsWith("json") ? DOCUMENT_BYTES : FILE_BYTES;
    return this.#zip.read(this.#root + key, most) ?? undefined;
  }

  getRange(
    key: string,
    range: { offset: number; length: number } | { suffixLength: number },
  ): Uint8Array | undefined {
    const name = this.#root + key;
    const size = this.#zip.size(name);
    if (size === null) return undefined;
    if (!("suffixLength" in range)) {
      return this.#zip.readRange(name, range.offset, range.length) ?? undefined;
    }
    const length = Math.min(size, range.suffixLength);
    return this.#zip.readRange(name, size - length, length) ?? undefined;
  }

  /** What is read through zarrita is bounded. */
  readonly prepare: () => Promise<void> = boundZarr;

  storedBytes(key: string): number {
    const inside = `${this.#root}${key}/`;
    let sum = 0;
    for (const name of this.#zip.names()) {
      if (name.startsWith(inside)) sum += this.#zip.size(name) ?? 0;
    }
    return sum;
  }

  list(key: string): string[] {
    const inside = `${this.#root}${key}`.replace(/\/?$/, "/");
    const below = [...this.#zip.names()].filter((name) => name.startsWith(inside))
      .map((name) => name.slice(inside.length).split("/"));
    return [...new Set(below.filter((path) => path.length > 1).map(([name]) => name))];
  }
}

// The class above is a store as the readers want it.
PackedStore satisfies new (zip: ZipReader, root: string) => ReadStore;

function cannotOpen(file: string, why: string, cause?: unknown): DatasetError {
  return new DatasetError(`Cannot open the packed dataset '${file}': ${why}`, {
    data: { file },
    cause,
  });
}
