/**
 * A CAD file in 3D.
 *
 * @module
 */
import { paths } from "../../base/node/builtins.ts";
import { UsageError } from "../../base/errors.ts";
import { INSPECT } from "../../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { suggestNames } from "../../base/suggest.ts";
import { countedText, sizeText } from "../../page/quantity_text.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import type { Body } from "../brep.ts";
import type { CadLoader, CadModel } from "../cad_loader.ts";
import { OcctLoader } from "../occt/occt_loader.ts";
import { classColour, type FaceValues, parseColour, plainValues } from "../render/face_colours.ts";
import { VIEW_NAMES, type ViewName } from "../render/view_frame.ts";
import { PageLink } from "./page_link.ts";
import { faceColumns, hexColour, viewBodies, type ViewedModel } from "./viewed_model.ts";
import type { ViewerColumn, ViewerState } from "./viewer_data.ts";
import { viewerFrame, viewerPage } from "./viewer_page.ts";
import { viewerScript } from "./viewer_script.ts";

/** What a viewer shows. */
export interface CadViewerOptions {
  /**
   * The index of the one body that is shown, in its own coordinates.
   *
   * @default {all bodies, wherever they stand in the file}
   */
  readonly body?: number;
  /**
   * What else is known of the faces, by name: a value for each, in the order of the bodies. They
   * are shown of a face that is picked, and faces can be coloured by them.
   *
   * @default {{}}
   */
  readonly values?: Readonly<Record<string, FaceValues>>;
  /**
   * The title of the page.
   *
   * @default {the file's name}
   */
  readonly title?: string;
  /**
   * Pixels of its height in a notebook.
   *
   * @default {480}
   */
  readonly height?: number;
  /**
   * Opens the file, and is left open.
   *
   * @default {a loader for this file alone}
   */
  readonly loader?: CadLoader;
}

const VIEWER_OPTIONS: OptionNames<CadViewerOptions> = {
  body: true,
  values: true,
  title: true,
  height: true,
  loader: true,
};

/** Bytes of what a cell shows. */
const MOST_BYTES = 1_000_000;
/** How much coarser a mesh is made for a cell: times the length, and the turn in radians. */
const COARSER = [[1, Math.PI / 9], [3, Math.PI / 6], [10, Math.PI / 4]] as const;

/**
 * A CAD file in 3D, with its faces picked and coloured. A cell that ends with it shows it;
 * {@linkcode CadViewer.savePage} writes a page of its own. Neither needs a network or a kernel.
 *
 * Faces are counted over the bodies that are shown, as in `model.getBrep()`.
 *
 * @example A page of a part, its holes in red
 * ```ts
 * import { CadViewer, samples } from "trunnion";
 *
 * const folder = await Deno.makeTempDir();
 * const { files } = await samples(folder, { count: 1 });
 *
 * const viewer = await CadViewer.open(`${folder}/${files[0]}`);
 * viewer.colorBy("kind").setFaceColor([0, 1], "#d9484b");
 * await viewer.savePage(`${folder}/part.html`);
 * ```
 */
export class CadViewer {
  /** How many faces are shown. */
  readonly faceCount: number;
  readonly #file: string;
  readonly #bodies: readonly Body[];
  readonly #columns: ViewerColumn[];
  readonly #unit: string;
  readonly #title: string;
  readonly #height: number;
  readonly #link: PageLink = new PageLink((faces) => this.#picked = [...faces]);
  #picked: number[] | null = null;
  #state: ViewerState;
  #fine: ViewedModel | null = null;

  private constructor(
    file: string,
    bodies: readonly Body[],
    unit: string,
    { values = {}, title = paths().basename(file), height = 480 }: CadViewerOptions,
  ) {
    this.#file = file;
    this.#bodies = bodies;
    this.#unit = unit;
    this.#title = title;
    this.#height = height;
    this.faceCount = bodies.reduce((sum, { brep }) => sum + brep.faces.length, 0);
    this.#columns = faceColumns(bodies, unit);
    this.#state = {
      view: "iso",
      edges: true,
      colourBy: this.#columns.some(({ name }) => name === "colour") ? "colour" : null,
      painted: [],
      selected: [],
      legend: [],
    };
    for (const [name, own] of Object.entries(values)) this.#addColumn(name, own);
  }

  /**
   * Opens a file.
   *
   * @throws what the loader throws, and {@linkcode UsageError} for an option
   */
  static async open(file: string, options: CadViewerOptions = {}): Promise<CadViewer> {
    requireKnownOptions(`view '${file}'`, options, VIEWER_OPTIONS);
    const { loader, ...shown } = options;
    const own = loader === undefined ? new OcctLoader() : null;
    try {
      return CadViewer.of(await (loader ?? own!).createFromFile(file), shown);
    } finally {
      await own?.close();
    }
  }

  /**
   * Shows a file that is open.
   *
   * @throws {UsageError} for an option
   */
  static of(model: CadModel, options: Omit<CadViewerOptions, "loader"> = {}): CadViewer {
    requireKnownOptions(`view '${model.path}'`, options, VIEWER_OPTIONS);
    const { body } = options;
    const places = [{ transform: null, path: [] }];
    const bodies = body === undefined
      ? model.bodies
      : [{ ...model.getBody(body), instances: places }];
    return new CadViewer(model.path, bodies, model.provenance.units, options);
  }

  /** What is known of each face, by name. */
  get columns(): string[] {
    return this.#columns.map(({ name }) => name);
  }

  /**
   * Colours faces by what is known of them, or by values of your own: numbers on a scale, texts and
   * codes as classes.
   *
   * @param values a name of {@linkcode CadViewer.columns}, or a value for each face; null for none
   * @param name what the values are called
   * @throws {UsageError} when there is no such name, or not one value a face
   */
  colorBy(values: string | FaceValues | null, name = "values"): this {
    const isName = typeof values === "string" || values === null;
    if (!isName) this.#addColumn(name, values);
    const colourBy = isName ? values : name;
    const known = this.columns;
    if (colourBy !== null && !known.includes(colourBy)) {
      throw new UsageError(
        `Cannot colour by '${colourBy}': nothing of that name is known of the faces. ` +
          suggestNames(colourBy, known, 20),
        { data: { name: colourBy } },
      );
    }
    return this.#change({ colourBy, painted: [], legend: [] });
  }

  /**
   * Gives faces a colour.
   *
   * @param color `"#rrggbb"`, or red, green and blue from 0 to 255
   * @throws {UsageError} for a face that there is not, or something else than a colour
   */
  setFaceColor(faces: number | Iterable<number>, color: string | readonly number[]): this {
    const hex = hexColour(parseColour(color));
    const painted = this.#requireFaces(faces).map((face) => [face, hex] as const);
    return this.#change({ painted: [...this.#state.painted, ...painted] });
  }

  /**
   * Gives each group of faces a colour of its own, and a legend.
   *
   * @param groups faces by the group's name, or lists of faces
   * @param colors one a group
   * @default {colours that are easily told apart}
   * @throws {UsageError} for a face that there is not, or too few colours
   */
  colorFacesByGroups(
    groups: Readonly<Record<string, Iterable<number>>> | readonly Iterable<number>[],
    colors?: readonly (string | readonly number[])[],
  ): this {
    const named: [string, Iterable<number>][] = Array.isArray(groups)
      ? groups.map((faces, i) => [`group ${i}`, faces])
      : Object.entries(groups);
    if (colors !== undefined && colors.length < named.length) {
      throw new UsageError(
        `Cannot colour ${countedText(named.length, "group")}: each needs a colour, found ` +
          countedText(colors.length, "colour"),
        { data: { groups: named.length, colors: colors.length } },
      );
    }
    const painted: [number, string][] = [], legend: [string, string][] = [];
    named.forEach(([name, faces], i) => {
      const hex = hexColour(colors === undefined ? classColour(i) : parseColour(colors[i]));
      const own = this.#requireFaces(faces);
      for (const face of own) painted.push([face, hex]);
      legend.push([`${name} (${own.length})`, hex]);
    });
    return this.#change({ colourBy: null, painted, legend });
  }

  /** Takes all colours away. */
  clearFaceColors(): this {
    return this.#change({ colourBy: null, painted: [], legend: [] });
  }

  /** Looks from another side. */
  setView(view: ViewName): this {
    if (!VIEW_NAMES.includes(view)) {
      throw new UsageError(
        `Cannot look from '${view}': there is no such view. ${suggestNames(view, VIEW_NAMES, 9)}`,
        { data: { view } },
      );
    }
    return this.#change({ view });
  }

  /** Draws edges, or not. */
  showEdges(edges: boolean): this {
    return this.#change({ edges });
  }

  /** Picks faces, as a click does. */
  select(faces: number | Iterable<number>): this {
    this.#picked = this.#requireFaces(faces);
    return this.#change({ selected: this.#picked });
  }

  /**
   * The faces that are picked in the page, the last one last.
   *
   * @throws {UsageError} where the page cannot tell the kernel, with what to do
   */
  getSelectedFaces(): number[] {
    if (this.#picked !== null) return [...this.#picked];
    const copied = "Copy the list that the viewer shows of them and give it to `select([...])`";
    throw new UsageError(
      this.#link.possible
        ? "Cannot tell which faces are picked: no page of this viewer has said so. Pages of the " +
          "classic notebook do. In JupyterLab, `pip install anywidget`, and end a cell with " +
          `\`viewer.link()\` before you pick. ${copied}`
        : "Cannot tell which faces are picked: no page can tell this program. Trunnion's kernel " +
          `hears pages, others and scripts do not. ${copied}`,
    );
  }

  /**
   * What passes on which faces are picked, for a cell to end with: JupyterLab and notebook 7 let
   * widgets alone talk to the kernel, which need `pip install anywidget`.
   *
   * @throws {UsageError} where no kernel hears it
   */
  link(): { [JUPYTER_DISPLAY](): Record<string, unknown> } {
    const widget = this.#link.widget(this.#state);
    if (widget === undefined) {
      throw new UsageError(
        "Cannot link the viewer to this program: Trunnion's kernel hears pages, others and " +
          "scripts do not. Install it: trunnion kernel install",
      );
    }
    const text = "Faces that are picked in the viewer are told to the kernel.";
    return { [JUPYTER_DISPLAY]: () => ({ "text/plain": text, ...widget.bundle() }) };
  }

  /** The page: one HTML file that needs nothing from elsewhere. */
  async html(): Promise<string> {
    return this.#page(this.#fine ??= viewBodies(this.#bodies, {}), await viewerScript(), null);
  }

  /** Writes the page. */
  async savePage(path: string): Promise<void> {
    const page = await this.html();
    writeAtomically(path, (temporary) => Deno.writeTextFileSync(temporary, page));
  }

  /**
   * What a notebook shows: the page in a frame, of at most 1 MB. What is larger is made coarser;
   * what is too large even so is told to be saved as a page of its own.
   */
  async [JUPYTER_DISPLAY](): Promise<Record<string, string>> {
    this.#link.listen();
    const script = await viewerScript();
    const target = this.#link.possible ? this.#link.target : null;
    let frame = "";
    for (const [times, angular] of COARSER) {
      const model = times === 1
        ? this.#fine ??= viewBodies(this.#bodies, {})
        : viewBodies(this.#bodies, { chordal: this.#chordal(times), angular });
      frame = viewerFrame(this.#page(model, script, target), this.#title, this.#height);
      if (frame.length <= MOST_BYTES) return { "text/html": frame, "text/plain": this.#line() };
    }
    const text = `${this.#line()}. It takes ${sizeText(frame.length)}, too much for a cell: ` +
      "`await viewer.savePage('part.html')` writes it as a page.";
    return { "text/plain": text };
  }

  /** What `console.log` writes: a line. */
  [INSPECT](): string {
    return this.#line();
  }

  #line(): string {
    const counts = `${this.#bodies.length === 1 ? "1 body" : `${this.#bodies.length} bodies`}, ` +
      countedText(this.faceCount, "face");
    return `CadViewer of '${this.#file}': ${counts}`;
  }

  #page(model: ViewedModel, script: Uint8Array, target: string | null): string {
    const { bodies, bytes, skipped } = model;
    const data = {
      title: this.#title,
      unit: this.#unit,
      bodies,
      columns: this.#columns,
      skipped,
      state: this.#state,
      target,
    };
    return viewerPage(data, bytes, script);
  }

  /** A tolerance that is so many times coarser than what a page has. */
  #chordal(times: number): number {
    const sizes = this.#fine!.bodies.map(({ size }) => Math.hypot(...size));
    return times * 1e-3 * (Math.max(...sizes) || 1);
  }

  #addColumn(name: string, values: FaceValues): void {
    if (values.length !== this.faceCount) {
      throw new UsageError(
        `Cannot take '${name}': it must have a value for each of the ` +
          `${countedText(this.faceCount, "face")}, found ${values.length}`,
        { data: { name, faces: this.faceCount, values: values.length } },
      );
    }
    const own = plainValues(values)
      .map((value) => typeof value === "number" && !Number.isFinite(value) ? null : value);
    const at = this.#columns.findIndex((column) => column.name === name);
    this.#columns.splice(at < 0 ? this.#columns.length : at, at < 0 ? 0 : 1, { name, values: own });
  }

  #requireFaces(faces: number | Iterable<number>): number[] {
    const all = typeof faces === "number" ? [faces] : [...faces];
    for (const face of all) {
      if (Number.isInteger(face) && face >= 0 && face < this.faceCount) continue;
      throw new UsageError(
        `Cannot find face ${face}: faces are counted from 0 to ${this.faceCount - 1}`,
        { data: { face, faces: this.faceCount } },
      );
    }
    return all;
  }

  #change(changes: Partial<ViewerState>): this {
    this.#state = { ...this.#state, ...changes };
    this.#link.tell(this.#state);
    return this;
  }
}

/** Shows a CAD file in 3D: {@linkcode CadViewer.open} by another name. */
export function quickView(file: string, options: CadViewerOptions = {}): Promise<CadViewer> {
  return CadViewer.open(file, options);
}
