/** One item's storage, as its tasks see it. @module */
import { resolve } from "node:path";
import type { CadModel } from "../../cad/cad_loader.ts";
import type { DataStorage, SourceInfo } from "../../storage/data_storage.ts";
import type { Schema } from "../../storage/schema/schema.ts";
import type { ItemPreviews } from "./item_previews.ts";
import { joinSchemas } from "../../storage/schema/join_schemas.ts";

/** Methods that put something into a storage. */
const SAVING = new Set<string | symbol>(["saveData", "saveDeclared", "saveMetadata"]);

/**
 * A storage under the care of the framework.
 *
 * Tasks get {@linkcode ItemStorage.facade}. What they call on it goes to the storage. Some calls
 * are different: `compressStore` waits for the last task of the item, `close` waits for the item's
 * end, and a second task's schema is joined to the first one's. `body` also tells what to draw.
 */
export class ItemStorage {
  readonly facade: DataStorage;
  readonly #storage: DataStorage;
  readonly #sourceWithoutModel: () => SourceInfo | null;
  readonly #previews: ItemPreviews | null;
  #model: CadModel | null = null;
  #saved = false;
  #everSaved = false;
  #sealed = false;
  #hasSource = false;
  #lastTask = false;
  /** The schema of the tasks before this one. */
  #earlier: Schema | null = null;
  #schema: Schema | null = null;

  /**
   * @param sourceWithoutModel says what is encoded where no model was opened
   * @param previews is told of bodies that become samples
   */
  constructor(
    storage: DataStorage,
    sourceWithoutModel: () => SourceInfo | null,
    previews: ItemPreviews | null,
  ) {
    this.#storage = storage;
    this.#sourceWithoutModel = sourceWithoutModel;
    this.#previews = previews;
    this.facade = this.#makeFacade();
  }

  /** Whether the task in work has saved anything. */
  get saved(): boolean {
    return this.#saved;
  }

  /** Whether any task of the item has saved anything, or had the file written. */
  get used(): boolean {
    return this.#everSaved || this.#sealed;
  }

  /** Whether the encoded file was written. */
  get sealed(): boolean {
    return this.#sealed;
  }

  /** Turns to the next task of the item. */
  beginTask(schema: Schema | null, isLast: boolean): void {
    this.#saved = false;
    this.#lastTask = isLast;
    this.#earlier = this.#schema;
    if (schema !== null) this.#setSchema(schema);
  }

  /** The first model that is opened is what the file is made of. */
  setSourceModel(model: CadModel): void {
    if (this.#hasSource || this.#sealed) return;
    this.#hasSource = true;
    this.#model = model;
    const { path, hash, size, provenance } = model;
    // A later run may begin in another folder.
    this.#storage.setSource({ path: resolve(path), hash, size, provenance: { ...provenance } });
  }

  /** Draws what was encoded, where previews are made. Safe to call twice. */
  drawPreviews(): void {
    if (this.#everSaved && !this.#sealed) this.#previews?.draw(this.#storage, this.#model);
  }

  /** Writes the encoded file, unless a task had it written. */
  seal(): void {
    if (this.#sealed) return;
    this.drawPreviews();
    if (!this.#hasSource) {
      const source = this.#sourceWithoutModel();
      if (source !== null) this.#storage.setSource(source);
    }
    this.#storage.compressStore();
    this.#sealed = true;
  }

  #setSchema(schema: Schema): void {
    this.#schema = this.#earlier === null
      ? schema
      : joinSchemas("encode an item by several tasks", this.#earlier, schema);
    this.#storage.setSchema(this.#schema);
  }

  #makeFacade(): DataStorage {
    const own: Partial<DataStorage> = {
      compressStore: () => {
        if (this.#lastTask) this.seal();
      },
      close: () => {},
      body: (body) => {
        this.#saved = this.#everSaved = true;
        this.#previews?.add(body);
        return this.#storage.body(body);
      },
      setSchema: (schema) => this.#setSchema(schema),
    };
    return new Proxy(this.#storage, {
      get: (storage, key) => {
        if (Object.hasOwn(own, key)) return own[key as keyof DataStorage];
        if (SAVING.has(key)) this.#saved = this.#everSaved = true;
        const value: unknown = Reflect.get(storage, key, storage);
        // Bound, because a storage's private fields are not the facade's.
        return typeof value === "function" ? value.bind(storage) : value;
      },
    });
  }
}
