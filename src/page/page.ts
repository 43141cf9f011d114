/**
 * What a page says, without how it looks: drawn as text by `page_text.ts`, as HTML by
 * `page_html.ts`.
 *
 * @module
 */

/** What a thing means to its reader; each output has a colour or a sign for it. */
export type Tone = "good" | "info" | "warn" | "bad" | "quiet" | "none";

/** One page. */
export interface Page {
  /** Empty for a small one that is part of something else. */
  readonly title: string;
  /** How it stands, in a word. */
  readonly badge?: { readonly text: string; readonly tone: Tone };
  /** Sentences below the title. */
  readonly lead: readonly string[];
  readonly sections: readonly Section[];
}

/** A part of a page. */
export interface Section {
  readonly heading: string;
  /** Whether it stands beside neighbours that are small, where there is room. @default {false} */
  readonly small?: boolean;
  readonly blocks: readonly Block[];
}

/** What sections are made of. */
export type Block =
  | Parts
  | Table
  | List
  | Pictures
  | { readonly kind: "note"; readonly text: string; readonly tone: Tone }
  /** A command to copy, with what it is for. */
  | { readonly kind: "command"; readonly text: string; readonly command: string };

/** A whole and its parts, as one bar. */
export interface Parts {
  readonly kind: "parts";
  readonly label: string;
  /** Those of no size are left out. */
  readonly parts: readonly { readonly name: string; readonly count: number; readonly tone: Tone }[];
}

/** Small pictures beside each other; text leaves them out. */
export interface Pictures {
  readonly kind: "pictures";
  readonly pictures: readonly { readonly name: string; readonly png: Uint8Array }[];
  /** How many there are beside those shown. */
  readonly more?: number;
}

/** Rows of cells. */
export interface Table {
  readonly kind: "table";
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /**
   * Whether its cells are data, each on one line: HTML lets it be scrolled where it is wide.
   *
   * @default {false}
   */
  readonly data?: boolean;
  /** How many rows there are beside those shown. */
  readonly more?: number;
}

/** One column of a table. */
export interface Column {
  readonly name: string;
  /** @default {"left"} */
  readonly align?: "left" | "right";
  /** Where a cell is cut that finds no room: paths in the middle. @default {"end"} */
  readonly cut?: "end" | "middle";
  /** Left out of HTML where there is not much room: the others say more. @default {false} */
  readonly wide?: boolean;
  /** Its texts are names, which are not broken over lines. @default {false} */
  readonly whole?: boolean;
  /** What HTML has below the name: of what type it is. */
  readonly note?: string;
  /** Counts by bin, which HTML draws below the name. */
  readonly counts?: readonly number[];
}

/** A cell: a text, a share from 0 to 1 drawn as a bar, or counts by bin drawn as small bars. */
export type Cell = string | { readonly share: number } | { readonly counts: readonly number[] };

/** Things to be told in sentences. */
export interface List {
  readonly kind: "list";
  readonly rows: readonly ListRow[];
  /** How many rows there are beside those shown. */
  readonly more?: number;
}

/** One row of a list. */
export interface ListRow {
  /** Its number, or how many it stands for. */
  readonly mark: string;
  readonly text: string;
  /** A line below the text, such as a path. */
  readonly sub: string;
  /** What HTML has behind the row, and text leaves out. */
  readonly detail?: { readonly name: string; readonly lines: readonly string[] };
}
