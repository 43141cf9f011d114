/**
 * A dataset that is looked up when it is first needed.
 *
 * @module
 */
import { INSPECT } from "../../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import type { ExportReport } from "../export/export_samples.ts";
import type { BatchOptions, CollateOptions } from "./batch_options.ts";
import type { CADDataset } from "./cad_dataset.ts";
import type { GraphBatch } from "./graph_batch.ts";
import type { Sample } from "./sample.ts";

/**
 * Samples of a dataset, to be awaited or used at once: `await` gives the {@linkcode CADDataset},
 * and `batches`, `getItem` and `for await` do not need to wait for it. Nothing is read before.
 */
export class AwaitedDataset implements Promise<CADDataset> {
  /** As a promise has it. */
  readonly [Symbol.toStringTag] = "AwaitedDataset";
  readonly #find: () => Promise<CADDataset>;
  #found: Promise<CADDataset> | null = null;

  /**
   * A dataset that is not looked up yet.
   *
   * @param find looks it up; called once
   */
  constructor(find: () => Promise<CADDataset>) {
    this.#find = find;
  }

  /** As a promise has it: `await` calls it. */
  then<R = CADDataset, E = never>(
    onFound?: ((dataset: CADDataset) => R | PromiseLike<R>) | null,
    onError?: ((error: unknown) => E | PromiseLike<E>) | null,
  ): Promise<R | E> {
    return this.#dataset().then(onFound, onError);
  }

  /** As a promise has it. */
  catch<E = never>(
    onError?: ((error: unknown) => E | PromiseLike<E>) | null,
  ): Promise<CADDataset | E> {
    return this.#dataset().catch(onError);
  }

  /** As a promise has it. */
  finally(onEnd?: (() => void) | null): Promise<CADDataset> {
    return this.#dataset().finally(onEnd);
  }

  /** {@linkcode CADDataset.getItem} */
  async getItem(position: number): Promise<Sample> {
    return await (await this.#dataset()).getItem(position);
  }

  /** {@linkcode CADDataset.batches} */
  batches<C>(options: CollateOptions<Sample, C>): AsyncGenerator<C>;
  /** {@linkcode CADDataset.batches} */
  batches(options?: BatchOptions): AsyncGenerator<GraphBatch>;
  async *batches(options?: BatchOptions): AsyncGenerator<unknown> {
    yield* (await this.#dataset()).batches(options);
  }

  /** {@linkcode CADDataset.exportTo} */
  async exportTo(...how: Parameters<CADDataset["exportTo"]>): Promise<ExportReport> {
    return await (await this.#dataset()).exportTo(...how);
  }

  /** Reads all samples, in order. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Sample> {
    yield* await this.#dataset();
  }

  /** The text that `console.log` shows: nothing has been read yet. */
  [INSPECT](): string {
    return "Samples that are not looked up yet: write `await` before them to see them";
  }

  /** Looks the samples up, and shows them. */
  async [JUPYTER_DISPLAY](): Promise<Record<string, unknown>> {
    return (await this.#dataset())[JUPYTER_DISPLAY]();
  }

  #dataset(): Promise<CADDataset> {
    return this.#found ??= this.#find();
  }
}
