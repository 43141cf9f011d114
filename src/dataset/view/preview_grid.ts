/**
 * Pictures of samples beside each other.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { writeFileSync } from "node:fs";
import { extname } from "node:path";
import { UsageError } from "../../base/errors.ts";
import { INSPECT } from "../../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import { escapeHtml, htmlFragment, htmlPage } from "../../page/html.ts";
import { encodePng } from "../../page/png.ts";
import { pngPixels, shrinkPixels } from "../../page/png_pixels.ts";
import { countedText } from "../../page/quantity_text.ts";
import { svgToPng } from "../../page/rasterize_svg.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import { type GridLegend, gridSvg } from "./grid_svg.ts";

/** One picture with what stands below it. */
export interface PreviewCell {
  /** The sample's `id` in the infoset. */
  readonly id: number;
  /** What stands below the picture. */
  readonly label: string;
  /** The picture, a PNG; null where there is none. */
  readonly png: Uint8Array | null;
  /** Why there is none, or what is to be known of it; null for nothing. */
  readonly note: string | null;
}

/** What a grid is of. */
interface PreviewGridParts {
  readonly title: string;
  readonly cells: readonly PreviewCell[];
  /** How many samples were asked for; more than there are cells where `k` is less. */
  readonly found: number;
  /** Columns; null for as many as there is room for. */
  readonly columns: number | null;
  /** What the colours of faces mean. */
  readonly legend: GridLegend;
}

/** Characters of what a cell shows: a little is left for the text. */
const MOST_CHARACTERS = 99_000;
/** Pixels of pictures, until all of them fit. */
const SIZES = [256, 224, 192, 160, 128, 112, 96, 80, 64, 48, 32, 24];
/** By which power of its bytes a picture's side grows, as measured on sample parts. */
const GROWTH = 0.8;

/** Pictures of samples; a cell that ends with it shows them, in at most 100 KB. */
export class PreviewGrid {
  /** The pictures, in the order of the samples. */
  readonly cells: readonly PreviewCell[];
  /** How many samples were found; `cells` are the first of them. */
  readonly found: number;
  readonly #title: string;
  readonly #columns: number | null;
  readonly #legend: GridLegend;

  /** A dataset makes it: `dataset.preview`. */
  constructor({ title, cells, found, columns, legend }: PreviewGridParts) {
    this.#legend = legend;
    this.#title = title;
    this.cells = cells;
    this.found = found;
    this.#columns = columns;
  }

  /**
   * Writes the pictures: as a page (`.html`) or as one picture (`.png`), both in full size.
   *
   * @throws {UsageError} for another ending
   */
  async save(path: string): Promise<void> {
    const ending = extname(path).toLowerCase();
    if (ending !== ".png" && ending !== ".html") {
      throw new UsageError(
        `Cannot write the pictures as '${path}': it must end with .png or .html`,
        { data: { path } },
      );
    }
    const bytes = ending === ".png"
      ? await svgToPng(
        gridSvg(this.#lead(this.cells.length), this.cells, this.#columns, this.#legend),
        {
          scale: 1,
          background: "#ffffff",
        },
      )
      : new TextEncoder().encode(htmlPage(this.#title, this.#body(SIZES[0])));
    writeAtomically(path, (temporary) => writeFileSync(temporary, bytes));
  }

  /** What a notebook shows: pictures as large as 100 KB allow. */
  [JUPYTER_DISPLAY](): Record<string, string> {
    let html = htmlFragment(this.#body(SIZES[0]));
    if (html.length > MOST_CHARACTERS) {
      // Smaller pictures take less, though not by their area: this is where it may be enough.
      const guess = SIZES[0] * (MOST_CHARACTERS / html.length) ** GROWTH;
      let at = Math.max(1, SIZES.findIndex((size) => size <= guess));
      html = htmlFragment(this.#body(SIZES[at]));
      while (html.length > MOST_CHARACTERS && at < SIZES.length - 1) {
        html = htmlFragment(this.#body(SIZES[++at]));
      }
    }
    // Even small ones take room: then fewer are shown, and the text says how many.
    for (let count = this.cells.length; html.length > MOST_CHARACTERS && count > 1;) {
      count = count >> 1;
      html = htmlFragment(this.#body(SIZES.at(-1)!, count));
    }
    return { "text/html": html, "text/plain": this.#text() };
  }

  /** What `console.log` writes. */
  [INSPECT](): string {
    return this.#text();
  }

  #lead(count: number): string {
    const { found } = this;
    const shown = count < found ? `The first ${count} of ` : "";
    return `${shown}${countedText(found, "sample")}`;
  }

  #text(): string {
    const lines = this.cells.map(({ id, label, note }) =>
      `  ${id}  ${label}${note === null ? "" : ` (${note})`}`
    );
    return [`${this.#title}: ${this.#lead(this.cells.length)}`, ...lines].join("\n");
  }

  #legendHtml(): string {
    return this.#legend.map(({ name, colour }) =>
      `<span class="part"><span class="dot" style="background: ${colour}"></span>` +
      `${escapeHtml(name)}</span>`
    ).join(" ");
  }

  #body(size: number, count = this.cells.length): string {
    const track = this.#columns === null
      ? `repeat(auto-fill, min(${Math.max(96, size)}px, 45%))`
      : `repeat(${this.#columns}, minmax(0, 1fr))`;
    const grid = `display: grid; grid-template-columns: ${track}; gap: 14px; margin: .8em 0`;
    return [
      `<h1>${escapeHtml(this.#title)}</h1>`,
      `<p class="lead">${escapeHtml(this.#lead(count))}</p>`,
      ...this.#legend.length === 0 ? [] : [`<p class="legend">${this.#legendHtml()}</p>`],
      `<div style="${grid}">`,
      ...this.cells.slice(0, count).map((cell) => cellHtml(cell, size)),
      "</div>",
    ].join("\n");
  }
}

function cellHtml({ id, label, png, note }: PreviewCell, size: number): string {
  const picture = png === null
    ? `<div style="aspect-ratio: 1; display: grid; place-items: center; padding: 8px; ` +
      `box-sizing: border-box; border: 1px dashed var(--quiet); border-radius: 8px; ` +
      `text-align: center; font-size: 12px; overflow: hidden; overflow-wrap: anywhere">${
        escapeHtml(note ?? "")
      }</div>`
    : `<img alt="${escapeHtml(label)}" title="sample ${id}" style="display: block; width: 100%; ` +
      `max-width: ${SIZES[0]}px" src="data:image/png;base64,${base64(atMost(png, size))}">`;
  const warning = png === null || note === null
    ? ""
    : `<br><span class="warn">${escapeHtml(note)}</span>`;
  return `<figure style="margin: 0; min-width: 0; max-width: ${SIZES[0]}px">${picture}` +
    `<figcaption style="font-size: 12px; line-height: 1.35; margin-top: 4px; overflow-wrap: ` +
    `anywhere">${escapeHtml(label)}${warning}</figcaption></figure>`;
}

/** The picture in that size, where it is larger. */
function atMost(png: Uint8Array, size: number): Uint8Array {
  const pixels = pngPixels(png);
  if (pixels === null || pixels.width !== pixels.height || pixels.width <= size) return png;
  return encodePng(shrinkPixels(pixels, size));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
