/**
 * A page as text for a terminal or a file.
 *
 * @module
 */
import type { Block, List, Page, Parts, Section, Table, Tone } from "./page.ts";
import { plainText } from "../base/plain_text.ts";
import { countedText, countText } from "./quantity_text.ts";
import { createStyle, type Style } from "./style.ts";
import { tableLines } from "./table_lines.ts";
import { cutText, padText, textWidth } from "../base/text_width.ts";

/** How a page of text is drawn. */
export interface PageTextOptions {
  /**
   * The width in cells; only commands and paths that are to be copied may be wider.
   *
   * @default {80}
   */
  readonly columns?: number;
  /** @default {without colours} */
  readonly style?: Style;
}

const INDENT = "  ";
/** The sign of each part of a bar, so that it can be read without colours. */
const SIGNS: Record<Tone, string> = {
  good: "█",
  info: "▓",
  quiet: "░",
  warn: "▒",
  bad: "×",
  none: "·",
};

/** Draws a page as text, without a line break at its end. */
export function pageText(page: Page, options: PageTextOptions = {}): string {
  const { columns = 80, style = createStyle(false) } = options;
  const badge = page.badge === undefined ? "" : ` ${page.badge.text}`;
  const title = cutText(plainText(page.title), columns - textWidth(badge) - 1);
  const draw = new Drawing(columns, style);
  return [
    ...title === "" ? [] : [
      page.badge === undefined
        ? style.bold(title)
        : style.bold(`${title}:`) + draw.toned(badge, page.badge.tone),
    ],
    ...page.lead.map((line) => style.dim(cutText(plainText(line), columns))),
    ...page.sections.flatMap((section) => ["", sectionText(section, options)]),
  ].join("\n");
}

/** Draws one section as text, without a line break at its end. */
export function sectionText({ heading, blocks }: Section, options: PageTextOptions = {}): string {
  const { columns = 80, style = createStyle(false) } = options;
  const draw = new Drawing(columns, style);
  return [
    ...heading === "" ? [] : [style.bold(cutText(plainText(heading), columns))],
    ...blocks.flatMap((block) => draw.block(block)),
  ].join("\n");
}

class Drawing {
  readonly #width: number;
  readonly #style: Style;

  constructor(columns: number, style: Style) {
    this.#width = columns - INDENT.length;
    this.#style = style;
  }

  block(block: Block): string[] {
    const lines = this.#lines(block);
    return lines.map((line) => INDENT + line);
  }

  toned(text: string, tone: Tone): string {
    const { dim, green, yellow, red } = this.#style;
    const plain = (text: string) => text;
    const styles = { good: green, info: plain, warn: yellow, bad: red, quiet: dim, none: dim };
    return styles[tone](text);
  }

  #lines(block: Block): string[] {
    switch (block.kind) {
      case "note":
        return wrap(plainText(block.text), this.#width).map((line) => this.toned(line, block.tone));
      case "command":
        return [
          plainText(block.text),
          ...block.command.split("\n").map((line) => INDENT + plainText(line)),
        ];
      case "parts":
        return this.#parts(block);
      case "table":
        return this.#table(block);
      case "list":
        return this.#list(block);
      case "pictures":
        return [`${countedText(block.pictures.length, "picture")}, which a notebook shows`];
    }
  }

  #parts({ label, parts }: Parts): string[] {
    const shown = parts.filter(({ count }) => count > 0);
    const cells = shareOut(shown.map(({ count }) => count), Math.min(60, this.#width));
    const bar = shown.map(({ tone }, i) => this.toned(SIGNS[tone].repeat(cells[i]), tone));
    const legend = shown.map(({ name, count, tone }) => ({
      text: `${SIGNS[tone]} ${countText(count)} ${name}`,
      tone,
    }));
    const lines = [cutText(plainText(label), this.#width), bar.join("")];
    let [line, width] = ["", 0];
    for (const { text, tone } of legend) {
      if (width > 0 && width + 3 + text.length > this.#width) {
        lines.push(line);
        [line, width] = ["", 0];
      }
      const gap = width === 0 ? "" : "   ";
      line += gap + this.toned(text, tone);
      width += gap.length + text.length;
    }
    return [...lines, ...width > 0 ? [line] : []].filter((line) => line !== "");
  }

  #table(table: Table): string[] {
    const [head, ...body] = tableLines(table, { width: this.#width });
    const names = head.trim() === "" ? [] : [this.#style.dim(head)];
    return [...names, ...body, ...this.#more(table.more ?? 0)];
  }

  #list({ rows, more = 0 }: List): string[] {
    const margin = Math.max(0, ...rows.map(({ mark }) => textWidth(mark))) + 2;
    const room = this.#width - margin;
    const lines = rows.flatMap(({ mark, text, sub }) => {
      const [first, ...rest] = wrap(plainText(text), room);
      const below = sub === "" ? [] : [this.#style.dim(cutText(plainText(sub), room, "middle"))];
      return [
        `${padText(mark, margin - 2, "left")}  ${first}`,
        ...[...rest, ...below].map((line) => " ".repeat(margin) + line),
      ];
    });
    return [...lines, ...this.#more(more)];
  }

  #more(count: number): string[] {
    return count > 0 ? [this.#style.dim(`… and ${countText(count)} more`)] : [];
  }
}

/** Shares out cells by size; what is there at all gets at least one. */
function shareOut(counts: readonly number[], cells: number): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const shares = counts.map((count) => Math.max(1, Math.round(count / total * cells)));
  const off = shares.reduce((sum, share) => sum + share, 0) - cells;
  const largest = shares.indexOf(Math.max(...shares));
  return shares.map((share, i) => i === largest ? Math.max(1, share - off) : share);
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && textWidth(line) + 1 + textWidth(word) > width) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? cutText(word, width) : `${line} ${word}`;
  }
  return [...lines, line];
}
