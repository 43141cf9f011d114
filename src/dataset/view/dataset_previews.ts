/**
 * Pictures and 3D views of a dataset's samples.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { CadLoader } from "../../cad/cad_loader.ts";
import { PREVIEW_SIZE } from "../../cad/previews/preview_look.ts";
import { VIEW_NAMES, type ViewName } from "../../cad/render/view_frame.ts";
import type { CadViewer } from "../../cad/viewer/cad_viewer.ts";
import { DatasetQuestions } from "../explore/dataset_questions.ts";
import { type SamplesLike, samplesMeant } from "../notes/samples_meant.ts";
import type { DatasetReader } from "../read/reader.ts";
import { DEFAULT_LABEL, type LabelFormat } from "./preview_label.ts";
import type { PreviewGrid } from "./preview_grid.ts";
import type { PreviewPaths } from "./preview_paths.ts";

/** Where the CAD files are, and how they are opened. */
export interface PreviewSourceOptions {
  /**
   * Where the source folder is now; of several, each by what its files begin with in the infoset.
   *
   * @default {where it was, or where it stands to the dataset as it did}
   */
  readonly sources?: string | Readonly<Record<string, string>>;
  /**
   * Opens the files, and is left open.
   *
   * @default {a loader with the options that the dataset was encoded with}
   */
  readonly loader?: CadLoader;
}

/** What is shown of samples, and how. */
export interface PreviewOptions extends PreviewSourceOptions {
  /**
   * The most samples that are shown, up to 400: the first that were found.
   *
   * @default {12}
   */
  readonly k?: number;
  /**
   * Columns of the grid.
   *
   * @default {as many as there is room for}
   */
  readonly gridCols?: number;
  /**
   * What stands below a picture: a text with columns of the infoset in braces, such as
   * `"{name}: {face_count} faces"`, or a function of the sample's row.
   *
   * @default {"{name}"}
   */
  readonly labelFormat?: LabelFormat;
  /** Where the grid is written too: `.png` for a picture, `.html` for a page. */
  readonly savePath?: string;
  /**
   * An array with a value a face, by which faces are coloured: `"faces/face_types"`, or labels.
   * Such pictures are not kept.
   */
  readonly colorBy?: string;
  /**
   * From where bodies are looked at.
   *
   * @default {"iso"}
   */
  readonly view?: ViewName;
  /**
   * Pixels of a picture's side, from 32 to 512. A cell shows them smaller where they take too
   * much.
   *
   * @default {256}
   */
  readonly size?: number;
  /**
   * Whether the triangles are written as well, as GLB beside the pictures.
   *
   * @default {false}
   */
  readonly glb?: boolean;
}

const SOURCE_OPTIONS: OptionNames<PreviewSourceOptions> = { sources: true, loader: true };
const PREVIEW_OPTIONS: OptionNames<PreviewOptions> = {
  ...SOURCE_OPTIONS,
  k: true,
  gridCols: true,
  labelFormat: true,
  savePath: true,
  colorBy: true,
  view: true,
  size: true,
  glb: true,
};

/** Pictures and 3D views: a part of {@linkcode Dataset}. */
export class DatasetPreviews extends DatasetQuestions {
  readonly #reader: DatasetReader;

  /** A dataset makes it of what reads it. */
  protected constructor(reader: DatasetReader) {
    super(reader);
    this.#reader = reader;
  }

  /**
   * Shows pictures of samples. What was drawn before is taken from `stream_cache/png` in the flow's
   * folder; the others are drawn of their CAD files, and kept there.
   *
   * @param samples by name, by `id`, or by a query; null for all
   * @throws {UsageError} when a sample is unknown, or an option cannot be
   *
   * @example
   * ```ts
   * import { openDataset, where } from "trunnion";
   *
   * if (import.meta.main) {
   *   using dataset = await openDataset("output/flows/parts");
   *   await dataset.preview(where("face_count").gt(20), { k: 6 }); // a cell may end with it
   *   await dataset.preview(null, { savePath: "parts.png", colorBy: "faces/face_types" });
   * }
   * ```
   */
  async preview(
    samples: SamplesLike | null = null,
    options: PreviewOptions = {},
  ): Promise<PreviewGrid> {
    requireKnownOptions("show samples", options, PREVIEW_OPTIONS);
    const { k = 12, gridCols, labelFormat = DEFAULT_LABEL, savePath, colorBy } = options;
    const { view = "iso", size = PREVIEW_SIZE, glb = false, sources, loader } = options;
    requireWhole("k", k, 1, 400);
    if (gridCols !== undefined) requireWhole("gridCols", gridCols, 1, 50);
    requireWhole("size", size, 32, 512);
    requireView(view);
    const found = await this.#find(samples, "show");
    const shown = found.slice(0, k);
    const { previewLabels } = await import("./preview_label.ts");
    const labels = await previewLabels(this.#reader, shown, labelFormat);
    const { samplePaint } = await import("./sample_paint.ts");
    const paint = colorBy === undefined ? null : await samplePaint(this.#reader, shown, colorBy);
    const { drawPreviews } = await import("./draw_previews.ts");
    const drawing = { look: { size, view }, glb, paint: paint && paint.of, sources, loader };
    const previews = await drawPreviews(this.#reader, shown, drawing);
    const { PreviewGrid } = await import("./preview_grid.ts");
    const grid = new PreviewGrid({
      title: colorBy === undefined ? "Previews" : `Previews by ${colorBy}`,
      cells: previews.map(({ id, png, note }, i) => ({ id, label: labels[i], png, note })),
      found: found.length,
      columns: gridCols ?? null,
      legend: paint?.legend ?? [],
    });
    if (savePath !== undefined) await grid.save(savePath);
    return grid;
  }

  /**
   * Shows a sample in 3D, of its CAD file, with all values that the dataset has of its faces.
   *
   * @param sample its name or its `id`
   * @throws {UsageError} when it is unknown, or its file is not there any more
   */
  async preview3D(
    sample: string | number,
    options: PreviewSourceOptions = {},
  ): Promise<CadViewer> {
    requireKnownOptions("show a sample in 3D", options, SOURCE_OPTIONS);
    const [position] = await this.#find(sample, "show");
    const { viewSample } = await import("./view_sample.ts");
    return await viewSample(this.#reader, position, options);
  }

  /**
   * Where the pictures (`stream_cache/png`) and triangles (`stream_cache/glb`) of samples are, as
   * far as they were made.
   *
   * @throws {UsageError} when a sample is unknown
   */
  async previewFiles(samples: SamplesLike | null = null): Promise<PreviewPaths[]> {
    const { previewPaths } = await import("./preview_paths.ts");
    return await previewPaths(this.#reader, await this.#find(samples, "find the previews of"));
  }

  #find(samples: SamplesLike | null, attempt: string): Promise<number[]> {
    if (samples !== null) return samplesMeant(this.#reader, samples, attempt);
    return Promise.resolve(Array.from({ length: this.#reader.sampleCount }, (_, s) => s));
  }
}

function requireWhole(option: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new UsageError(
    `Cannot show samples: '${option}' must be a whole number from ${least} to ${most}; found ` +
      value,
    { data: { option, value } },
  );
}

function requireView(view: string): void {
  if (VIEW_NAMES.some((name) => name === view)) return;
  throw new UsageError(
    `Cannot show samples from '${view}': there is no such view. ` +
      suggestNames(view, VIEW_NAMES, 9),
    { data: { view } },
  );
}
