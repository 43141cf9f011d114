/**
 * The storage of one file, up to how it is written.
 *
 * @module
 */
import { paths } from "../base/node/builtins.ts";
import { UsageError } from "../base/errors.ts";
import type { ArraySpec, NdArray } from "./array.ts";
import type {
  BodyInfo,
  BodySummary,
  DataStorage,
  FileSummary,
  JsonMetadata,
  MetadataValue,
  SampleStorage,
  SaveableData,
  SourceInfo,
} from "./data_storage.ts";
import { FILE_DIMENSION, type SampleCounts } from "./body_rows.ts";
import { DATA_FORMAT, type EncodedFile, gatherArray, gatherGroups } from "./encoded_file.ts";
import { instanceTransforms, TRANSFORM_SPEC } from "./instance_array.ts";
import { metadataToJson } from "./metadata_value.ts";
import { type SampleOwner, SampleStore } from "./sample_store.ts";
import { findArray, type Schema, splitKey } from "./schema/schema.ts";
import { StorageError } from "./storage_errors.ts";
import { schemaProblems } from "./schema/validate_schema.ts";

/** A body with its storage. */
interface BodyEntry {
  readonly info: BodyInfo;
  readonly store: SampleStore;
}

/**
 * A {@linkcode DataStorage} that keeps its arrays in memory until it is sealed.
 *
 * What is written, and how, is the part of `write`; the storages of the three types differ in
 * nothing else.
 */
export class FileStorage implements DataStorage {
  readonly #path: string;
  readonly #write: (path: string, file: EncodedFile) => number | null;
  readonly #whole: SampleStore;
  /** What is saved once and holds for all samples: arrays whose first dimension is `file`. */
  readonly #shared: SampleStore;
  readonly #bodies = new Map<number, BodyEntry>();
  #schema: Schema | null = null;
  #source: SourceInfo | null = null;
  #state: "open" | "sealed" | "closed" = "open";
  #bytes: number | null = null;
  /** What the storage held when it was sealed or closed. */
  #last: FileSummary | null = null;
  /** What the samples ask of their file. */
  readonly #owner: SampleOwner = {
    schema: () => this.#schema,
    requireOpen: (what, sample) => this.#requireSample(what, sample),
    inherited: (sample, key) => sample === this.#whole ? undefined : this.#whole.metadata.get(key),
  };

  /**
   * @param path The file's final name.
   * @param write Writes the file whole or not at all, and returns its size; null for none.
   */
  constructor(path: string, write: (path: string, file: EncodedFile) => number | null) {
    if (path === "") throw new UsageError("Cannot make a storage: its path is empty");
    this.#path = path;
    this.#write = write;
    this.#whole = new SampleStore(this.#owner);
    this.#shared = new SampleStore(this.#owner);
  }

  setSchema(schema: Schema): void {
    this.#requireOpen("set a schema");
    const all = [this.#whole, this.#shared, ...this.#stores().map(({ store }) => store)];
    for (const store of all) store.applySchema(schema);
    this.#schema = schema;
  }

  body(body: BodyInfo): SampleStorage {
    const known = this.#bodies.get(body.index);
    if (known !== undefined) return known.store;
    this.#requireOpen(`make a sample of body ${body.index}`);
    if (this.#whole.arrays.size > 0) {
      throw new StorageError(
        `Cannot make a sample of body ${body.index}: '${this.#whole.getKeys()[0]}' was saved on ` +
          "the file, which makes the whole file one sample. Save on the bodies only",
      );
    }
    if (!Number.isSafeInteger(body.index) || body.index < 0) {
      throw new UsageError(
        "Cannot make a sample of a body: its index must be a whole number from 0, found " +
          `${body.index}`,
      );
    }
    const store = new SampleStore(this.#owner, countsOf(body));
    store.saveDeclared("instances/transform", instanceTransforms(body), TRANSFORM_SPEC);
    // Kept without the geometry, which would otherwise live as long as the storage.
    const info = {
      ...body,
      instances: body.instances,
      brep: {
        faces: { length: body.brep.faces.length },
        edges: { length: body.brep.edges.length },
      },
    };
    this.#bodies.set(body.index, { info, store });
    return store;
  }

  setSource(source: SourceInfo): void {
    this.#requireOpen("set the source");
    const provenance = Object.entries(source.provenance).map(([key, value]) => [
      key.replace(/[A-Z]/g, (letter) => "_" + letter.toLowerCase()),
      value,
    ]);
    this.#source = { ...source, provenance: Object.fromEntries(provenance) };
  }

  saveData(key: string, data: SaveableData): void {
    (this.#isShared(key) ? this.#shared : this.#whole).saveData(key, data);
  }

  saveDeclared(key: string, array: NdArray, spec: ArraySpec): void {
    this.#whole.saveDeclared(key, array, spec);
  }

  loadData(key: string): NdArray {
    this.#requireKept(`load '${key}'`);
    if (this.#shared.arrays.has(key)) return this.#shared.loadData(key);
    const place = splitKey(key);
    const saved = this.#stores().some(({ store }) => store.arrays.has(key));
    if (this.#bodies.size === 0 || place === null || !saved) return this.#whole.loadData(key);
    return gatherArray(this.#stores(), place.group, place.array).array;
  }

  saveMetadata(key: string, value: MetadataValue): void {
    this.#whole.saveMetadata(key, value);
  }

  loadMetadata(key: string): MetadataValue {
    this.#requireKept(`load metadata '${key}'`);
    return this.#whole.loadMetadata(key);
  }

  setProfile(profile: string): void {
    this.#whole.setProfile(profile);
  }

  getKeys(): string[] {
    const stores = [...this.#stores().map(({ store }) => store), this.#shared];
    return [...new Set(stores.flatMap((store) => store.getKeys()))];
  }

  compressStore(): void {
    if (this.#state === "sealed") return;
    this.#requireOpen("seal the storage");
    this.#complete();
    this.#bytes = this.#write(this.#path, this.#encoded());
    this.#state = "sealed";
  }

  getFilePath(name = ""): string {
    return name === "" ? this.#path : paths().join(paths().dirname(this.#path), name);
  }

  validateDataAgainstSchema(): string[] {
    this.#requireKept("check the data");
    if (this.#schema === null) return [];
    return schemaProblems(this.#schema, this.#stores(), this.#whole.metadata);
  }

  summary(): FileSummary {
    if (this.#last !== null) return this.#last;
    const stores = this.#stores();
    const arrays = this.getKeys().map((key) => {
      const stored = stores.flatMap(({ store }) => store.arrays.get(key) ?? []);
      const rows = stored.reduce((sum, { array }) => sum + array.shape[0], 0);
      const model = stored.find(({ array }) => array.shape[0] > 0) ?? stored[0];
      const shape = [rows, ...model.array.shape.slice(1)];
      return { key, shape, dtype: model.spec.dtype };
    });
    const summary = {
      path: this.#path,
      sealed: this.#state === "sealed",
      bytes: this.#bytes,
      source: this.#sourceInfo(),
      bodies: this.#bodySummaries(),
      metadata: fileMetadata(this.#whole),
      arrays,
    };
    // Nothing changes any more.
    if (summary.sealed) this.#last = summary;
    return summary;
  }

  close(): void {
    if (this.#state === "closed") return;
    this.#last = this.summary();
    this.#state = "closed";
    this.#whole.arrays.clear();
    this.#shared.arrays.clear();
    for (const { store } of this.#bodies.values()) store.arrays.clear();
  }

  /** Gives the samples what they share, and what stands for the values that they lack. */
  #complete(): void {
    for (const { store } of this.#stores()) {
      store.adopt(this.#shared.arrays);
      if (this.#schema !== null) store.fillMissing(this.#schema);
    }
  }

  #isShared(key: string): boolean {
    const place = splitKey(key);
    if (this.#schema === null || place === null) return false;
    return findArray(this.#schema, place.group, place.array)?.dims[0] === FILE_DIMENSION;
  }

  #encoded(): EncodedFile {
    const name = paths().basename(this.#path).replace(/\.[^.]*$/, "");
    const attributes = {
      format: DATA_FORMAT,
      name,
      source: this.#sourceInfo(),
      bodies: this.#bodySummaries(),
      metadata: fileMetadata(this.#whole),
      schema: this.#schema,
      profile: this.#profile(),
    };
    return { attributes, groups: gatherGroups(this.#stores()) };
  }

  /** The samples in the order of the bodies; the whole file where there are none. */
  #stores(): { label: string; store: SampleStore }[] {
    if (this.#bodies.size === 0) return [{ label: "the file", store: this.#whole }];
    return this.#entries().map(({ info, store }) => ({ label: `body ${info.index}`, store }));
  }

  #entries(): BodyEntry[] {
    return [...this.#bodies.values()].sort((a, b) => a.info.index - b.info.index);
  }

  #bodySummaries(): BodySummary[] {
    if (this.#bodies.size === 0) {
      return [{
        index: 0,
        kind: "file",
        name: null,
        instance_count: 1,
        face_count: this.#whole.rowsOf("faces"),
        edge_count: this.#whole.rowsOf("edges"),
        paths: [],
        metadata: {},
      }];
    }
    return this.#entries().map(({ info, store }) => ({
      index: info.index,
      kind: info.kind,
      name: info.name,
      instance_count: info.instances.length,
      face_count: info.brep.faces.length,
      edge_count: info.brep.edges.length,
      paths: info.instances.map(({ path }) => path.join("/")),
      metadata: toJson(store.metadata),
    }));
  }

  /**
   * The feature profiles of the samples, those that the encoder names before what the source says.
   */
  #profile(): string | number | null {
    const stores = [this.#whole, ...this.#entries().map(({ store }) => store)];
    const named = new Set(stores.flatMap(({ profiles }) => [...profiles]));
    if (named.size > 0) return [...named].sort().join(" + ");
    return this.#source?.provenance.profile ?? null;
  }

  /** The source; `saveMetadata("Item", path)` names its path. */
  #sourceInfo(): SourceInfo | null {
    const item = this.#whole.metadata.get("Item"), profile = this.#profile();
    let source = this.#source;
    if (typeof item === "string") {
      source = { ...(source ?? { hash: "", size: 0, provenance: {} }), path: item };
    }
    if (source === null || profile === null) return source;
    return { ...source, provenance: { ...source.provenance, profile } };
  }

  #requireSample(what: string, sample: SampleStore): void {
    this.#requireOpen(what);
    if (!what.startsWith("save '")) return;
    const key = what.slice(6, -1);
    if (sample !== this.#shared && this.#isShared(key)) {
      throw new StorageError(
        `Cannot ${what}: its first dimension 'file' says that it holds for all samples of ` +
          "the file. Save it once, on the storage itself: storage.saveData(...)",
      );
    }
    if (sample === this.#whole && this.#bodies.size > 0) {
      throw new StorageError(
        `Cannot ${what}: the file's arrays belong to its ${this.#bodies.size} bodies. Save ` +
          "it on the storage of a body: storage.body(body).saveData(...)",
      );
    }
  }

  #requireOpen(what: string): void {
    if (this.#state === "open") return;
    const why = this.#state === "sealed"
      ? "it is sealed: compressStore() was called before"
      : "it is closed";
    throw new StorageError(`Cannot ${what} in the storage '${this.#path}': ${why}`);
  }

  #requireKept(what: string): void {
    if (this.#state !== "closed") return;
    throw new StorageError(
      `Cannot ${what} in the storage '${this.#path}': it is closed. Open the file to read it`,
    );
  }
}

/** What is known of a body's numbers. */
function countsOf({ brep }: BodyInfo): SampleCounts {
  const { faces, edges, vertices, coedges } = brep;
  return {
    face: faces.length,
    edge: edges.length,
    ...(vertices === undefined ? {} : { vertex: vertices.length / 3 }),
    ...(coedges === undefined ? {} : { coedge: coedges }),
  };
}

function fileMetadata(store: SampleStore): Record<string, JsonMetadata> {
  const own = new Map(store.metadata);
  own.delete("Item");
  return toJson(own);
}

function toJson(metadata: ReadonlyMap<string, MetadataValue>): Record<string, JsonMetadata> {
  return Object.fromEntries([...metadata].map(([key, value]) => [key, metadataToJson(value)]));
}
