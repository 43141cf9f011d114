/**
 * A grid of pictures as one picture.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { escapeHtml } from "../../page/html.ts";

/** One picture of it. */
interface GridCell {
  readonly label: string;
  readonly png: Uint8Array | null;
  readonly note: string | null;
}

/** What colours mean. */
export type GridLegend = readonly { readonly name: string; readonly colour: string }[];

/** Pixels of pictures, between them, of lines of text, and of what is above the pictures. */
const [SIZE, GAP, LINE, HEAD] = [256, 20, 18, 48];
/** Characters that fit below a picture. */
const WIDTH = 34;
const MOST_COLUMNS = 6;

/** Draws it, with the labels below the pictures. */
export function gridSvg(
  lead: string,
  cells: readonly GridCell[],
  columns: number | null,
  legend: GridLegend,
): string {
  const across = columns ?? Math.max(1, Math.min(MOST_COLUMNS, Math.ceil(Math.sqrt(cells.length))));
  const captions = cells.map((cell) => captionOf(cell));
  const lines = Math.max(1, ...captions.map((caption) => caption.length));
  const high = SIZE + lines * LINE + GAP;
  const width = GAP + across * (SIZE + GAP);
  const told = legendSvg(legend, width);
  const head = HEAD + told.height;
  const height = head + Math.ceil(cells.length / across) * high;
  const parts = cells.map(({ png }, i) => {
    const x = GAP + (i % across) * (SIZE + GAP), y = head + Math.floor(i / across) * high;
    const box = `x="${x}" y="${y}" width="${SIZE}" height="${SIZE}"`;
    const picture = png === null
      ? `<rect ${box} rx="8" fill="none" stroke="#b9c0c8" stroke-dasharray="6 5"/>`
      : `<image ${box} href="data:image/png;base64,${Buffer.from(png).toString("base64")}"/>`;
    const texts = captions[i].map((text, line) =>
      `<text x="${x}" y="${y + SIZE + (line + 1) * LINE - 4}">${escapeHtml(text)}</text>`
    );
    return picture + texts.join("");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `font-family="sans-serif" font-size="13" fill="#30363d">` +
    `<text x="${GAP}" y="31" font-size="16" font-weight="600">${escapeHtml(lead)}</text>` +
    `${told.svg}${parts.join("")}</svg>`;
}

/** Colours with what they mean, in as many lines as they take. */
function legendSvg(legend: GridLegend, width: number): { svg: string; height: number } {
  let [x, line] = [GAP, 0];
  const entries = legend.map(({ name, colour }) => {
    const room = 24 + 8 * name.length + GAP;
    if (x + room > width && x > GAP) [x, line] = [GAP, line + 1];
    const y = HEAD + line * LINE;
    const entry = `<rect x="${x}" y="${y - 2}" width="12" height="12" rx="3" fill="${colour}"/>` +
      `<text x="${x + 18}" y="${y + 9}">${escapeHtml(name)}</text>`;
    x += room;
    return entry;
  });
  return { svg: entries.join(""), height: legend.length === 0 ? 0 : (line + 1) * LINE + GAP / 2 };
}

/** A label and what is noted, in lines that fit. */
function captionOf({ label, note }: GridCell): string[] {
  return [label, ...note === null ? [] : [note]].flatMap((text) => {
    const lines: string[] = [];
    for (const word of text.split(/\s+/)) {
      const last = lines.at(-1);
      if (last !== undefined && last.length + word.length < WIDTH) {
        lines[lines.length - 1] = `${last} ${word}`;
      } else {
        for (let at = 0; at < word.length; at += WIDTH) lines.push(word.slice(at, at + WIDTH));
      }
    }
    return lines.slice(0, 4);
  });
}
