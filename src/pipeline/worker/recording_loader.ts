/** A loader that remembers what one item opened. @module */
import { resolve } from "node:path";
import type { CadLoader, CadModel } from "../../cad/cad_loader.ts";
import type { LoaderOptions } from "../../cad/loader_options.ts";
import { isAudited } from "../../cad/audit/is_audited.ts";
import { UsageError } from "../../base/errors.ts";
import type { Readings } from "../items/item_call.ts";

/** What the provenance calls the reader that needs no kernel. */
const OWN_READER = "step-typescript";

/** Hands calls on to a worker's loader, for one item. */
export class RecordingLoader implements CadLoader {
  /** The models that the item opened, in order. */
  readonly opened: CadModel[] = [];
  readonly #loader: CadLoader;
  readonly #signal: AbortSignal;
  readonly #onOpen: (model: CadModel) => void;
  /** Several tasks may encode one item; its file is opened once with the same options. */
  readonly #models = new Map<string, Promise<CadModel>>();
  /** Models that were read without a kernel, where one could have been used. */
  readonly #own: CadModel[] = [];
  readonly #kernelExporters: readonly string[];
  /** Set by the item's tasks; the worker's loader serves other items too, and keeps its own. */
  #options: LoaderOptions = {};

  /**
   * @param signal gives up on files that are being opened
   * @param kernelExporters whose files the kernel is to read
   */
  constructor(
    loader: CadLoader,
    signal: AbortSignal,
    onOpen: (model: CadModel) => void,
    kernelExporters: readonly string[] = [],
  ) {
    this.#loader = loader;
    this.#signal = signal;
    this.#onOpen = onOpen;
    this.#kernelExporters = kernelExporters;
  }

  /**
   * What was read without a kernel.
   *
   * @param every one file in so many is to be read by both readers
   */
  readings(every: number): Readings | undefined {
    if (this.#own.length === 0) return undefined;
    const files = this.#own.map(({ path, hash, exporter }) => ({
      path: resolve(path),
      content: hash,
      exporter: exporter!, // those without are not among them
    }));
    return {
      exporters: [...new Set(files.map(({ exporter }) => exporter))],
      audits: files.filter(({ content }) => isAudited(content, every)),
    };
  }

  async createFromFile(
    path: string,
    { signal: _, ...changes }: { signal?: AbortSignal } & LoaderOptions = {},
  ): Promise<CadModel> {
    if (Object.keys(changes).length > 0) this.#requireOptions();
    const options = { ...this.#options, ...changes };
    const key = JSON.stringify([path, Object.entries(options).sort()]);
    const known = this.#models.get(key);
    if (known !== undefined) return await known;
    const model = this.#open(path, options);
    this.#models.set(key, model);
    return await model;
  }

  /** Sets how this item's files are opened: others are not affected. */
  setOptions(options: LoaderOptions): void {
    this.#requireOptions();
    this.#options = { ...this.#options, ...options };
  }

  /** Does nothing: the loader is the worker's, and lives on. */
  async close(): Promise<void> {}

  #requireOptions(): void {
    if (this.#loader.setOptions !== undefined) return;
    throw new UsageError(
      "Cannot set options: a loader with options must have the method " +
        "'setOptions', and this flow's loader has not. Leave the options out.",
    );
  }

  async #open(path: string, options: LoaderOptions): Promise<CadModel> {
    const kernelExporters = [...this.#kernelExporters, ...options.kernelExporters ?? []];
    const model = await this.#loader.createFromFile(path, {
      ...options,
      ...kernelExporters.length === 0 ? {} : { kernelExporters },
      signal: this.#signal,
    });
    this.opened.push(model);
    const { provenance, exporter } = model;
    // Who asks for one reader does not want another one's numbers.
    const isOwn = provenance.reader === OWN_READER && options.reader !== "typescript";
    if (isOwn && exporter !== undefined) this.#own.push(model);
    this.#onOpen(model);
    return model;
  }
}
