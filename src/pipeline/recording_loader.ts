/** A loader that remembers what one item opened. @module */
import type { CadLoader, CadModel } from "../cad/cad_loader.ts";

/** Hands calls on to a worker's loader, for one item. */
export class RecordingLoader implements CadLoader {
  /** The models that the item opened, in order. */
  readonly opened: CadModel[] = [];
  readonly #loader: CadLoader;
  readonly #signal: AbortSignal;
  readonly #onOpen: (model: CadModel) => void;
  /** Several tasks may encode one item; its file is opened once. */
  readonly #models = new Map<string, Promise<CadModel>>();

  /** @param signal gives up on files that are being opened */
  constructor(loader: CadLoader, signal: AbortSignal, onOpen: (model: CadModel) => void) {
    this.#loader = loader;
    this.#signal = signal;
    this.#onOpen = onOpen;
  }

  createFromFile(path: string): Promise<CadModel> {
    const known = this.#models.get(path);
    if (known !== undefined) return known;
    const model = this.#open(path);
    this.#models.set(path, model);
    return model;
  }

  /** Does nothing: the loader is the worker's, and lives on. */
  async close(): Promise<void> {}

  async #open(path: string): Promise<CadModel> {
    const model = await this.#loader.createFromFile(path, { signal: this.#signal });
    this.opened.push(model);
    this.#onOpen(model);
    return model;
  }
}
