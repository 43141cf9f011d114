/**
 * What was found in a file: plain data that shows itself.
 *
 * @module
 */
import { INSPECT } from "../../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import type { Page } from "../../page/page.ts";
import { pageBundle } from "../../page/page_bundle.ts";
import { pageText } from "../../page/page_text.ts";
import type { InspectedColumn } from "./inspected_column.ts";
import type { InspectedFile } from "./inspected_file.ts";

/** What was found in a file: a cell that ends with it shows it, printed it is a screen of text. */
export class Inspection implements InspectedFile {
  readonly kind: InspectedFile["kind"];
  readonly path: string;
  readonly bytes: number;
  readonly format: string;
  readonly writer: string;
  readonly rows: number | null;
  readonly rowGroups: number | null;
  readonly rowsLooked: number | null;
  readonly columns: readonly InspectedColumn[];
  readonly groups: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly notes: readonly string[];
  readonly #file: InspectedFile;
  readonly #page: Page;

  /** Of what was found, and how it is drawn; {@linkcode inspect} makes it. */
  constructor(file: InspectedFile, page: Page) {
    this.#file = file;
    this.#page = page;
    ({
      kind: this.kind,
      path: this.path,
      bytes: this.bytes,
      format: this.format,
      writer: this.writer,
      rows: this.rows,
      rowGroups: this.rowGroups,
      rowsLooked: this.rowsLooked,
      columns: this.columns,
      groups: this.groups,
      attributes: this.attributes,
      notes: this.notes,
    } = file);
  }

  /** What was found of one column or array; undefined where there is none of that name. */
  column(name: string): InspectedColumn | undefined {
    return this.columns.find((column) => column.name === name);
  }

  /** All of it as plain data, for `JSON.stringify`. */
  toJSON(): InspectedFile {
    return this.#file;
  }

  /**
   * One screen of text.
   *
   * @param columns how wide it may be, in cells
   */
  toString(columns = 120): string {
    return pageText(this.#page, { columns });
  }

  /** What a notebook shows: a MIME bundle. */
  [JUPYTER_DISPLAY](): Record<string, string> {
    return pageBundle(this.#page);
  }

  /** What `console.log` writes: the screen of text. */
  [INSPECT](): string {
    return this.toString();
  }
}
