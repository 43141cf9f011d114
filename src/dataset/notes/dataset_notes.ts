/**
 * What people note of a dataset's samples.
 *
 * @module
 */
import { fullName } from "../read/extra_column.ts";
import type { DatasetReader } from "../read/reader.ts";
import type { Query, Where } from "../query/where.ts";
import type { Confusion, ConfusionOptions } from "../statistics/confusion.ts";
import type { SamplesLike } from "./samples_meant.ts";
import type { TagChange } from "./tags.ts";

/** Tags, saved views, and predictions beside labels: a part of {@linkcode Dataset}. */
export class DatasetNotes {
  readonly #reader: DatasetReader;

  /** A dataset makes it of what reads it. */
  protected constructor(reader: DatasetReader) {
    this.#reader = reader;
  }

  /** The columns that were joined or noted, by the names that find them. */
  async joinedColumns(): Promise<string[]> {
    return (await this.#reader.extraColumns()).map(fullName);
  }

  /**
   * Puts a tag on samples: by name, by `id`, or by a query. Tags outlive runs; queries find them by
   * `where("tags").includes(tag)`.
   *
   * @throws {UsageError} when a sample is unknown
   */
  async tag(samples: SamplesLike, tag: string): Promise<TagChange> {
    const { changeTag } = await import("./tags.ts");
    return await changeTag(this.#reader, samples, tag, true);
  }

  /** Takes a tag off samples. */
  async untag(samples: SamplesLike, tag: string): Promise<TagChange> {
    const { changeTag } = await import("./tags.ts");
    return await changeTag(this.#reader, samples, tag, false);
  }

  /** How many samples have each tag. */
  async tags(): Promise<Record<string, number>> {
    const { countTags } = await import("./tags.ts");
    return await countTags(this.#reader);
  }

  /**
   * Saves a query under a name, beside the dataset; null removes it.
   *
   * @throws {UsageError} when it is a function, or asks for what there is not
   */
  async saveView(name: string, query: Where | Query | null): Promise<void> {
    const { saveView } = await import("./views.ts");
    await saveView(this.#reader, name, query);
  }

  /** The queries that were saved, by name: to be combined with others. */
  async views(): Promise<Record<string, Where>> {
    const { readViews } = await import("./views.ts");
    return Object.fromEntries(await readViews(this.#reader));
  }

  /**
   * Compares labels with predictions: accuracy, macro-F1, precision and recall by class, which
   * classes are taken for which, the worst samples.
   *
   * @throws {UsageError} when a key is unknown, or the two have no class in common
   */
  async confusion(options: ConfusionOptions): Promise<Confusion> {
    const { confusionOf } = await import("../statistics/confusion.ts");
    return await confusionOf(this.#reader, options);
  }
}
