import { requireKnownOptions } from "../../base/known_options.ts";
import { UsageError } from "../../base/errors.ts";
import { sha256 } from "../../base/sha256.ts";
import { checkResult } from "./check_result.ts";
import { ResultExists, ResultNotFound } from "./errors.ts";
import { FileBackend } from "./file_backend.ts";
import { type KeptDocument, readDocument, unreadable, writeDocument } from "./kept_document.ts";
import {
  bytesOfSlice,
  type KeptArray,
  markOf,
  packValue,
  sliceOf,
  textOfValue,
  unpackValue,
} from "./packed_value.ts";
import type { KeptResult, ResultBackend } from "./result_backend.ts";
import { type ResultId, segmentsOf } from "./result_id.ts";
import { DEFAULT_NAMESPACE, type ResultModel, ResultModels } from "./result_models.ts";
import { arraysIn, fieldOf, rangeOf } from "./result_part.ts";
import {
  type IfExists,
  type PartOptions,
  requireManagerOptions,
  requireSetOptions,
  type ResultsManagerOptions,
  type SetOptions,
} from "./results_options.ts";

const ANY = "any";
/** How often a result is read again that is written anew in the meantime. */
const READ_AGAIN = 5;
/**
 * Keeps results by name: in memory, in files, in SQLite, in Redis, in S3, or in a backend of one's
 * own. All do the same.
 *
 * Within one manager, calls about one name are done one after the other. Between processes `raise`
 * is safe in every backend; the other behaviours look first and write then.
 *
 * @example
 * ```ts
 * import { MemoryBackend, ResultsManager } from "trunnion/stores";
 *
 * const results = new ResultsManager({ backend: new MemoryBackend() });
 * await results.set("parts/gear", { faces: 42, areas: Float32Array.of(1, 2, 3) });
 * console.log(await results.listIds("parts")); // ["parts/gear"]
 * console.log(await results.getPart("parts/gear", "areas", { start: 1 })); // Float32Array [2, 3]
 * ```
 */
export class ResultsManager implements AsyncDisposable {
  /** Where results are kept. Another may be put here at any time: it has results of its own. */
  backend: ResultBackend;
  /** The models that are known. */
  readonly models: ResultModels;
  readonly #compress: boolean;
  readonly #now: () => number;
  readonly #lines = new Map<string, Promise<unknown>>();

  /**
   * Opens nothing yet.
   *
   * @throws UsageError where neither a backend nor a folder is given
   */
  constructor(options: ResultsManagerOptions) {
    requireManagerOptions(options);
    const { backend, baseDir, createIfMissing, compress = false } = options;
    this.backend = backend ?? new FileBackend(baseDir!, { createIfMissing });
    this.models = options.models ?? new ResultModels();
    this.#compress = compress;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Keeps a value under a name.
   *
   * @returns whether it was written: `skip-if-same` leaves what is the same
   * @throws ResultExists where there is one and the behaviour refuses it
   * @throws ResultInvalid where the value does not fit its model
   * @throws UsageError for a name that is none, or a value that would lose something
   */
  async set(id: ResultId, value: unknown, options: SetOptions = {}): Promise<boolean> {
    const name = segmentsOf("save a result", id).join("/");
    requireSetOptions(name, options);
    const { ifExists = "raise", ttl } = options;
    const { model, namespace } = this.#modelOf(name, options);
    const checked = model === null ? value : await checkResult(model, value, name);
    const said = { model_type: model?.name ?? ANY, namespace };
    return await this.#inLine(name, () => this.#write(name, checked, said, ifExists, ttl));
  }

  /**
   * The value under a name.
   *
   * @param options `model`: what it is read as; by default what it was saved as
   * @throws ResultNotFound where there is none, or no more
   * @throws ResultUnreadable where it is damaged, or its model is not registered
   * @throws ResultInvalid where it does not fit the model
   */
  async get<T = unknown>(
    id: ResultId,
    options: { readonly model?: ResultModel<T> | string } = {},
  ): Promise<T> {
    const attempt = "load a result";
    const name = segmentsOf(attempt, id).join("/");
    requireKnownOptions(attempt, options, { model: true });
    return await this.#reading(name, async (document) => {
      const { model_type, namespace } = document;
      const wanted = options.model ?? model_type;
      const space = options.model === undefined ? namespace : undefined;
      const model = typeof wanted === "object" ? wanted : this.models.get(wanted, space);
      if (model === null && wanted !== ANY) {
        throw unreadable(this.#where(name), this.models.advice(String(wanted)));
      }
      const arrays = await this.#arrays(name, document);
      const value = unpackValue(document.data, (index) => arrays[index]);
      return (model === null ? value : await checkResult(model, value, name)) as T;
    });
  }

  /**
   * A field of a result, or a part of a list or typed array in it. Of the numbers of arrays, no
   * more is read than is asked for.
   *
   * @param path Keys and positions that lead to the field: `"model.weights"`, `["layers", 0]`.
   * @throws ResultNotFound where there is no such result
   * @throws UsageError where nothing is under that path, or what is there has no parts
   */
  async getPart(
    id: ResultId,
    path: string | readonly (string | number)[],
    part?: PartOptions,
  ): Promise<unknown> {
    const attempt = "load a part of a result";
    const name = segmentsOf(attempt, id).join("/");
    if (part !== undefined) requireKnownOptions(attempt, part, { start: true, end: true });
    const keys = typeof path === "string" ? path.split(".") : path;
    return await this.#reading(name, async (document) => {
      const found = fieldOf(document.data, keys, name);
      if (part === undefined || Array.isArray(found)) {
        const isPart = part !== undefined && Array.isArray(found);
        const list = isPart ? found.slice(part.start ?? 0, part.end) : found;
        const arrays = await this.#arrays(name, document, list);
        return unpackValue(list, (index) => arrays[index]);
      }
      const isArray = typeof found === "object" && found !== null && markOf(found) === "$array";
      if (!isArray) {
        throw new UsageError(
          `Cannot load a part of '${
            keys.join(".")
          }' of the result '${name}': only lists and typed ` +
            "arrays have parts. Leave out start and end.",
        );
      }
      const index = Number((found as Record<string, unknown>).$array);
      return await this.#slice(name, document, index, part.start ?? 0, part.end);
    });
  }

  /** Whether there is a result of that name. */
  async exists(id: ResultId): Promise<boolean> {
    const name = segmentsOf("look for a result", id).join("/");
    return await this.#read(name) !== null;
  }

  /** Takes a result away, and says whether there was one. */
  async delete(id: ResultId): Promise<boolean> {
    const name = segmentsOf("delete a result", id).join("/");
    return await this.#inLine(name, async () => {
      const { document } = await this.#stored(name, true);
      const isPast = document !== null && this.#isPast(document);
      return await this.backend.remove(name, document?.blob ?? null) && !isPast;
    });
  }

  /**
   * The names of results, in order.
   *
   * @param prefix `"users"` holds `users/john` and not `users2/john`; without it, all
   */
  async listIds(prefix: ResultId = []): Promise<string[]> {
    const isAll = prefix === "" || prefix.length === 0;
    const start = isAll ? "" : segmentsOf("list results", prefix).join("/");
    const ids = (await this.backend.ids(start)).sort();
    const there: string[] = [];
    for (const id of ids) {
      const { isThere, document } = await this.#stored(id, true);
      if (isThere && (document === null || !this.#isPast(document))) there.push(id);
    }
    return there;
  }

  /** Takes all results away. */
  async clear(): Promise<void> {
    await this.backend.clear();
  }

  /**
   * Takes away what has expired. Until then it takes room, and is there for nobody.
   *
   * @returns the names, in order
   */
  async cleanUp(): Promise<string[]> {
    const gone: string[] = [];
    for (const id of (await this.backend.ids("")).sort()) {
      const isGone = await this.#inLine(
        id,
        async () => {
          const { document } = await this.#stored(id, true);
          if (document === null || !this.#isPast(document)) return false;
          return await this.backend.remove(id, document.blob ?? null);
        },
      );
      if (isGone) gone.push(id);
    }
    return gone;
  }

  /** Gives up the backend's connections and files. */
  async close(): Promise<void> {
    await Promise.all(this.#lines.values());
    await this.backend.close();
  }

  /** As {@linkcode close}, where `await using` ends. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #write(
    name: string,
    value: unknown,
    said: Pick<KeptDocument, "model_type" | "namespace">,
    ifExists: IfExists,
    ttl: number | undefined,
  ): Promise<boolean> {
    const attempt = `save the result '${name}'`;
    const { data, arrays, bytes } = packValue(attempt, value, this.#compress);
    const expires = ttl === undefined ? null : this.#now() + ttl;
    const blob = arrays.length === 0 ? null : { name: sha256(bytes).slice(0, 16), bytes };
    const document: KeptDocument = {
      ...said,
      data,
      ...(blob === null ? {} : { arrays, blob: blob.name }),
      ...(expires === null ? {} : { expires_at: new Date(expires).toISOString() }),
    };
    const kept: KeptResult = { document: writeDocument(document, this.#compress), blob, expires };
    const overwrites = ifExists === "overwrite";
    const { isThere, document: there } = await this.#stored(name, overwrites);
    const oldBlob = there?.blob ?? null;
    // What has expired is as good as gone, and is there all the same.
    const old = there === null || this.#isPast(there) ? null : there;
    if (overwrites || old === null) {
      const isNew = !overwrites && !isThere;
      if (await this.backend.write(name, kept, isNew, oldBlob)) return true;
      throw this.#exists(name, "Data already exists for ID");
    }
    if (ifExists === "raise") throw this.#exists(name, "Data already exists for ID");
    const isSame = await this.#isSame(name, old, said, value);
    if (isSame && ifExists === "skip-if-same") return false;
    if (!isSame && ifExists === "raise-if-different") {
      throw this.#exists(name, "Different data already exists for ID");
    }
    return await this.backend.write(name, kept, false, oldBlob);
  }

  async #isSame(
    name: string,
    old: KeptDocument,
    said: Pick<KeptDocument, "model_type" | "namespace">,
    value: unknown,
  ): Promise<boolean> {
    if (old.model_type !== said.model_type || old.namespace !== said.namespace) return false;
    const arrays = await this.#arrays(name, old);
    const before = unpackValue(old.data, (index) => arrays[index]);
    return textOfValue(before) === textOfValue(value);
  }

  #exists(name: string, what: string): ResultExists {
    return new ResultExists(
      `Cannot save a result in ${this.backend.name}: ${what}: ${name}. Take another name, delete ` +
        'it, or give { ifExists: "overwrite" }.',
      { data: { id: name, backend: this.backend.name } },
    );
  }

  #modelOf(
    name: string,
    { model, namespace, strict }: SetOptions,
  ): { model: ResultModel | null; namespace: string } {
    if (model === undefined) return { model: null, namespace: namespace ?? DEFAULT_NAMESPACE };
    const wanted = typeof model === "string" ? model : model.name;
    const space = namespace ?? this.models.namespaceOf(wanted, strict) ?? DEFAULT_NAMESPACE;
    if (typeof model === "object") this.models.register(model, space);
    const found = this.models.get(wanted, space);
    if (found !== null) return { model: found, namespace: space };
    throw new UsageError(`Cannot save the result '${name}': ${this.models.advice(wanted)}.`, {
      data: { model: wanted, namespace: space },
    });
  }

  /** The document of a result; null where there is none, or no more. */
  async #read(name: string): Promise<KeptDocument | null> {
    const bytes = await this.backend.read(name);
    const document = bytes === null ? null : readDocument(bytes, this.#where(name));
    return document === null || this.#isPast(document) ? null : document;
  }

  /** What is there, expired or not. What is damaged is no document, where that is forgiven. */
  async #stored(
    name: string,
    forgives: boolean,
  ): Promise<{ readonly isThere: boolean; readonly document: KeptDocument | null }> {
    const bytes = await this.backend.read(name);
    if (bytes === null) return { isThere: false, document: null };
    try {
      return { isThere: true, document: readDocument(bytes, this.#where(name)) };
    } catch (error) {
      if (!forgives) throw error;
      return { isThere: true, document: null };
    }
  }

  #isPast({ expires_at }: KeptDocument): boolean {
    return expires_at !== undefined && Date.parse(expires_at) <= this.#now();
  }

  /** Reads until the document and its bytes belong together: it may be written anew in between. */
  async #reading<T>(name: string, work: (document: KeptDocument) => Promise<T>): Promise<T> {
    for (let again = 0;; again++) {
      const document = await this.#read(name);
      if (document === null) {
        throw new ResultNotFound(
          `Cannot load a result from ${this.backend.name}: No result found for ID: ${name}. ` +
            "`listIds()` gives the names that there are.",
          { data: { id: name, backend: this.backend.name } },
        );
      }
      try {
        return await work(document);
      } catch (error) {
        if (error !== BYTES_GONE) throw error;
        if (again === READ_AGAIN) {
          throw unreadable(this.#where(name), "the bytes of its arrays are not there");
        }
      }
    }
  }

  /** The arrays that a part of the document points to, by number. */
  async #arrays(
    name: string,
    document: KeptDocument,
    part: unknown = document.data,
  ): Promise<Record<number, KeptArray>> {
    const found: Record<number, KeptArray> = {};
    for (const index of arraysIn(part)) found[index] = await this.#slice(name, document, index, 0);
    return found;
  }

  async #slice(
    name: string,
    { arrays = [], blob }: KeptDocument,
    index: number,
    from: number,
    to?: number,
  ): Promise<KeptArray> {
    const array = arrays[index];
    if (array === undefined) throw unreadable(this.#where(name), `it has no array ${index}`);
    const [start, end] = rangeOf(from, to, array.length);
    const [first, last] = bytesOfSlice(array, start, end);
    const bytes = await this.backend.readBlob(name, blob!, first, last);
    if (bytes === null) throw BYTES_GONE;
    if (bytes.length !== last - first) {
      throw unreadable(this.#where(name), `of the bytes of array ${index} some are missing`);
    }
    try {
      return sliceOf(array, bytes, start, end);
    } catch (cause) {
      throw unreadable(this.#where(name), `the bytes of array ${index} are damaged`, cause);
    }
  }

  #where(name: string): string {
    return `the result '${name}' in ${this.backend.name}`;
  }

  /** Does work about one name after what was begun about it. */
  #inLine<T>(name: string, work: () => Promise<T>): Promise<T> {
    const next = (this.#lines.get(name) ?? Promise.resolve()).then(work, work);
    const settled = next.catch(() => {}).then(() => {
      if (this.#lines.get(name) === settled) this.#lines.delete(name);
    });
    this.#lines.set(name, settled);
    return next;
  }
}

/** Is thrown where a result was written anew while it was read. */
const BYTES_GONE = Symbol("the bytes are gone");
