/** All that belongs to one item in a worker: its storage, and the models it opened. @module */
import { join, relative, resolve } from "node:path";
import { readPlainFile } from "../../base/plain_file.ts";
import { safeJson } from "../../base/safe_json.ts";
import { sha256, sha256OfLargeFile } from "../../base/sha256.ts";
import type { CadLoader } from "../../cad/cad_loader.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import type { DataStorage, SourceInfo } from "../../storage/data_storage.ts";
import { fileSummaryJson } from "./file_summary.ts";
import { itemText } from "../items/item_error.ts";
import { itemName } from "../items/item_name.ts";
import type { ItemPreviews } from "./item_previews.ts";
import { ItemStorage } from "./item_storage.ts";
import { RecordingLoader } from "./recording_loader.ts";
import { isSettled, type SourceStamp, sourceStamp } from "../items/source_stamp.ts";
import type { ItemCall, SourceFile } from "../items/item_call.ts";

/** Where an item's files go. */
interface ItemFolders {
  readonly encodedFolder: string;
  readonly summaryFolder: string;
}

/** One item in work. */
export class ItemScope {
  /** The loader for the item's tasks; null where none asks for one. */
  readonly loader: RecordingLoader | null;
  /** Null where the item is not encoded. */
  readonly storage: ItemStorage | null;
  /** Null where none are made. */
  readonly previews: ItemPreviews | null;
  readonly #call: ItemCall;
  readonly #folders: ItemFolders;
  readonly #store: DataStorage | null;
  readonly #name: string;
  readonly #start = performance.now();
  /** What the item's file looked like before any task has read it; null where it names none. */
  readonly #stamp: SourceStamp | null;
  #ownSource: SourceInfo | null = null;

  constructor(
    call: ItemCall,
    loader: CadLoader | null,
    signal: AbortSignal,
    folders: ItemFolders,
    createStorage: ((path: string) => DataStorage) | null,
    previews: ItemPreviews | null,
  ) {
    this.#call = call;
    this.#folders = folders;
    this.#stamp = typeof call.item === "string" ? sourceStamp(call.item) : null;
    this.#name = createStorage === null ? "" : itemName(call.item, call.twin);
    this.#store = createStorage?.(join(folders.encodedFolder, `${this.#name}.data`)) ?? null;
    this.previews = previews;
    this.storage = this.#store && new ItemStorage(
      this.#store,
      () => this.#ownSource = sourceOf(call.item),
      this.previews,
    );
    this.loader = loader &&
      new RecordingLoader(
        loader,
        signal,
        (model) => this.storage?.setSourceModel(model),
        call.kernelExporters,
      );
  }

  /**
   * Seals the storage and writes the file's summary.
   *
   * @returns the encoded file and its bytes; null where the storage writes none, or nothing was
   * saved
   */
  finish(): { file: string | null; bytes: number | null } {
    const nothing = { file: null, bytes: null };
    if (this.storage === null || this.#store === null) return nothing;
    if (!this.storage.used) {
      this.#store.close();
      return nothing;
    }
    const tasksMs = performance.now() - this.#start;
    this.storage.seal();
    const storeMs = performance.now() - this.#start - tasksMs;
    const summary = this.#store.summary();
    this.#store.close();
    const file = summary.path;
    const bytes = sizeOf(file);
    if (summary.bytes === null || bytes === null) return nothing;
    const json = fileSummaryJson({
      item: itemText(this.#call.item),
      summary: { ...summary, path: relative(join(this.#folders.encodedFolder, ".."), file) },
      models: this.loader?.opened ?? [],
      tasksMs,
      storeMs,
      previews: this.previews?.notes ?? null,
    });
    writeAtomically(join(this.#folders.summaryFolder, `${this.#name}.json`), (temporary) => {
      Deno.writeTextFileSync(temporary, safeJson(json, 2) + "\n");
    });
    return { file, bytes };
  }

  /**
   * What the tasks have read, where the item names a file; null where it names none.
   *
   * A file that changed meanwhile has no hash unless the loader took it of the very bytes.
   */
  async source(): Promise<SourceFile | null> {
    const { item } = this.#call;
    if (this.#stamp === null || typeof item !== "string") return null;
    const model = this.loader?.opened.find(({ path }) => resolve(path) === resolve(item));
    const read = model ?? this.#ownSource;
    const hash = read?.hash || await sha256OfLargeFile(item).catch(() => null);
    const same = sourceStamp(item)?.text === this.#stamp.text;
    return {
      hash: same || model !== undefined ? hash : null,
      size: read?.size ?? this.#stamp.size,
      stamp: same && isSettled(this.#stamp) ? this.#stamp.text : null,
    };
  }

  /** Leaves nothing of the item behind. Safe after any failure. */
  discard(): void {
    if (this.storage === null || this.#store === null) return;
    const path = this.#store.getFilePath();
    this.#store.close();
    if (this.storage.sealed && sizeOf(path) !== null) Deno.removeSync(path);
  }
}

/** What an item is, where no loader opened it: a file has a hash and a size. */
function sourceOf(item: unknown): SourceInfo | null {
  if (typeof item !== "string") return null;
  try {
    const bytes = readPlainFile(item, Infinity);
    const hash = sha256(bytes);
    return { path: resolve(item), hash, size: bytes.length, provenance: {} };
  } catch {
    return { path: item, hash: "", size: 0, provenance: {} }; // a name that is no file
  }
}

/** The bytes of a file; null where there is none. */
function sizeOf(path: string): number | null {
  try {
    const { isFile, size } = Deno.statSync(path);
    return isFile ? size : null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
