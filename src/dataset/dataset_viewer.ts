/**
 * A look at the parts of a dataset.
 *
 * @module
 */
import { UsageError } from "../base/errors.ts";
import { INSPECT } from "../base/inspect.ts";
import { type OptionNames, requireKnownOptions } from "../base/known_options.ts";
import type { CadViewer } from "../cad/viewer/cad_viewer.ts";
import type { Dataset } from "./dataset.ts";
import type { DatasetExplorer } from "./dataset_explorer.ts";
import type { WhereLike } from "./query/evaluate_query.ts";
import type { PreviewOptions, PreviewSourceOptions } from "./view/dataset_previews.ts";
import type { PreviewGrid } from "./view/preview_grid.ts";

/** What ids are of: files, as `getFileList` finds them, or samples, as `getSampleList` does. */
export interface IdOptions {
  /**
   * What the ids are of.
   *
   * @default {what the list was found of; for a list of your own, "file"}
   */
  readonly of?: "file" | "sample";
}

/** Which previews are asked for. */
export interface AvailabilityOptions extends IdOptions {
  /**
   * Whether there must be a picture.
   *
   * @default {true}
   */
  readonly png?: boolean;
  /**
   * Whether there must be triangles.
   *
   * @default {false}
   */
  readonly glb?: boolean;
}

const AVAILABILITY_OPTIONS: OptionNames<AvailabilityOptions> = { of: true, png: true, glb: true };

/** What previews there are. */
export interface ViewerStatistics {
  /** Files. */
  readonly files: number;
  /** The bodies in them. */
  readonly samples: number;
  /** Samples that have a picture. */
  readonly withPng: number;
  /** Samples whose triangles are there. */
  readonly withGlb: number;
}

/**
 * Shows the parts of a dataset: as pictures, or one in 3D. Its ids are those of files, unless a
 * query has found them as samples; `dataset.preview` is the same by sample.
 *
 * @example
 * ```ts
 * import { DatasetExplorer, DatasetViewer, where } from "trunnion";
 *
 * if (import.meta.main) {
 *   const explorer = await DatasetExplorer.open("output/flows/parts/parts.flow");
 *   const viewer = DatasetViewer.fromExplorer(explorer);
 *   const found = await explorer.getFileList({ where: where("face_count").gt(20) });
 *   await viewer.showPreviewAsImage(found, { k: 10, gridCols: 5 }); // a cell may end with it
 *   await viewer.showPreviewAs3D(found[0]);
 *   await explorer.close();
 * }
 * ```
 */
export class DatasetViewer {
  readonly #dataset: () => Promise<Dataset>;

  private constructor(dataset: () => Promise<Dataset>) {
    this.#dataset = dataset;
  }

  /** A viewer of what an explorer looks at; closing the explorer closes both. */
  static fromExplorer(explorer: DatasetExplorer): DatasetViewer {
    return new DatasetViewer(() => explorer.dataset());
  }

  /** A viewer of a dataset that is open. */
  static fromDataset(dataset: Dataset): DatasetViewer {
    return new DatasetViewer(() => Promise.resolve(dataset));
  }

  /**
   * Shows pictures of files, one a body.
   *
   * @throws {UsageError} when an id is unknown, or an option cannot be
   */
  async showPreviewAsImage(
    ids: readonly number[],
    options: PreviewOptions & IdOptions = {},
  ): Promise<PreviewGrid> {
    const { of, ...drawing } = options;
    const dataset = await this.#dataset();
    return await dataset.preview(await this.#sampleIds(ids, of), drawing);
  }

  /** Shows pictures of what a query finds. */
  async showSearchResults(where: WhereLike, options: PreviewOptions = {}): Promise<PreviewGrid> {
    return await (await this.#dataset()).preview(where, options);
  }

  /**
   * Shows a body in 3D; of a file with several, the first.
   *
   * @throws {UsageError} when the id is unknown, or the file is not there any more
   */
  async showPreviewAs3D(
    id: number,
    options: PreviewSourceOptions & IdOptions = {},
  ): Promise<CadViewer> {
    const { of, ...opening } = options;
    const [sample] = await this.#sampleIds([id], of);
    return await (await this.#dataset()).preview3D(sample, opening);
  }

  /** Of the ids, those of which all bodies have the previews that are asked for. */
  async filterByAvailability(
    ids: readonly number[],
    options: AvailabilityOptions = {},
  ): Promise<number[]> {
    requireKnownOptions("filter by previews", options, AVAILABILITY_OPTIONS);
    const { of, png = true, glb = false } = options;
    const samples = await this.#samplesById(ids, of ?? await thingOf(ids));
    const files = await (await this.#dataset()).previewFiles(samples.flat());
    const has = new Map(files.map((one) => [
      one.id,
      (!png || one.png !== null) && (!glb || one.glb !== null),
    ]));
    return ids.filter((_, i) => samples[i].every((sample) => has.get(sample)));
  }

  /** Counts previews. */
  async getStatistics(): Promise<ViewerStatistics> {
    const dataset = await this.#dataset();
    const files = await dataset.previewFiles();
    return {
      files: (await dataset.getFileList()).length,
      samples: dataset.sampleCount,
      withPng: files.filter(({ png }) => png !== null).length,
      withGlb: files.filter(({ glb }) => glb !== null).length,
    };
  }

  /** What `console.log` writes: a line. */
  [INSPECT](): string {
    return "DatasetViewer: await .showSearchResults(where(...)) shows what a query finds";
  }

  async #sampleIds(ids: readonly number[], of: IdOptions["of"]): Promise<number[]> {
    return (await this.#samplesById(ids, of ?? await thingOf(ids))).flat();
  }

  /** The `id`s of the samples that each id means. */
  async #samplesById(ids: readonly number[], of: "file" | "sample"): Promise<number[][]> {
    const dataset = await this.#dataset();
    // Without an infoset there are no files to be told from each other.
    if (of === "sample" || !dataset.columns.includes("file_id")) return ids.map((id) => [id]);
    const [files, samples] = [await dataset.column("file_id"), await dataset.column("id")];
    const byFile = new Map<number, number[]>();
    files.forEach((file, s) => {
      const own = byFile.get(Number(file));
      if (own === undefined) byFile.set(Number(file), [Number(samples[s])]);
      else own.push(Number(samples[s]));
    });
    return ids.map((id) => {
      const found = byFile.get(id);
      if (found !== undefined) return found;
      throw new UsageError(
        `Cannot show the file ${id}: there is no such file_id among ${byFile.size}. Ids of ` +
          'samples are told by `{ of: "sample" }`',
        { data: { id } },
      );
    });
  }
}

async function thingOf(ids: readonly number[]): Promise<"file" | "sample"> {
  const { foundThing } = await import("./look/found_list.ts");
  return foundThing(ids) ?? "file";
}
