/** All that belongs to one item in a worker: its storage, and the models it opened. @module */
import { createHash } from "node:crypto";
import { join, relative } from "node:path";
import type { CadLoader } from "../cad/cad_loader.ts";
import { writeAtomically } from "../storage/atomic_write.ts";
import type { DataStorage, SourceInfo } from "../storage/data_storage.ts";
import { fileSummaryJson } from "./file_summary.ts";
import { itemText } from "./item_error.ts";
import { itemName } from "./item_name.ts";
import { ItemStorage } from "./item_storage.ts";
import { RecordingLoader } from "./recording_loader.ts";
import type { ItemCall } from "./stage_call.ts";

/** Where an item's files go. */
export interface ItemFolders {
  readonly encodedFolder: string;
  readonly summaryFolder: string;
}

/** One item in work. */
export class ItemScope {
  /** The loader for the item's tasks; null where none asks for one. */
  readonly loader: RecordingLoader | null;
  /** Null where the item is not encoded. */
  readonly storage: ItemStorage | null;
  readonly #call: ItemCall;
  readonly #folders: ItemFolders;
  readonly #store: DataStorage | null;
  readonly #name: string;
  readonly #start = performance.now();

  constructor(
    call: ItemCall,
    loader: CadLoader | null,
    signal: AbortSignal,
    folders: ItemFolders,
    createStorage: ((path: string) => DataStorage) | null,
  ) {
    this.#call = call;
    this.#folders = folders;
    this.#name = createStorage === null ? "" : itemName(call.item, call.twin);
    this.#store = createStorage?.(join(folders.encodedFolder, `${this.#name}.data`)) ?? null;
    this.storage = this.#store && new ItemStorage(this.#store, () => sourceOf(call.item));
    this.loader = loader &&
      new RecordingLoader(loader, signal, (model) => this.storage?.setSourceModel(model));
  }

  /**
   * Seals the storage and writes the file's summary.
   *
   * @returns the encoded file; null where the storage writes none, or nothing was saved
   */
  finish(): string | null {
    if (this.storage === null || this.#store === null) return null;
    if (!this.storage.used) {
      this.#store.close();
      return null;
    }
    const tasksMs = performance.now() - this.#start;
    this.storage.seal();
    const storeMs = performance.now() - this.#start - tasksMs;
    const summary = this.#store.summary();
    this.#store.close();
    const file = summary.path;
    if (summary.bytes === null || !exists(file)) return null;
    const json = fileSummaryJson({
      item: itemText(this.#call.item),
      summary: { ...summary, path: relative(join(this.#folders.encodedFolder, ".."), file) },
      models: this.loader?.opened ?? [],
      tasksMs,
      storeMs,
    });
    writeAtomically(join(this.#folders.summaryFolder, `${this.#name}.json`), (temporary) => {
      Deno.writeTextFileSync(temporary, JSON.stringify(json, null, 2) + "\n");
    });
    return file;
  }

  /** Leaves nothing of the item behind. Safe after any failure. */
  discard(): void {
    if (this.storage === null || this.#store === null) return;
    const path = this.#store.getFilePath();
    this.#store.close();
    if (this.storage.sealed && exists(path)) Deno.removeSync(path);
  }
}

/** What an item is, where no loader opened it: a file has a hash and a size. */
function sourceOf(item: unknown): SourceInfo | null {
  if (typeof item !== "string") return null;
  try {
    const bytes = Deno.readFileSync(item);
    const hash = createHash("sha256").update(bytes).digest("hex");
    return { path: item, hash, size: bytes.length, provenance: {} };
  } catch {
    return { path: item, hash: "", size: 0, provenance: {} }; // a name that is no file
  }
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
