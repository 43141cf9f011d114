/**
 * A page as HTML.
 *
 * @module
 */
import { escapeHtml, htmlFragment, htmlPage } from "./html.ts";
import type { Block, Cell, Column, List, Page, Parts, Pictures, Section, Table } from "./page.ts";
import { countText, shareText } from "./quantity_text.ts";
import { sparkSvg } from "./sparkline.ts";

/** A page as a file of its own: it needs no script and nothing from elsewhere. */
export function pageHtml(page: Page): string {
  return htmlPage(page.title, body(page));
}

/** A page as the output of a notebook's cell. */
export function pageFragment(page: Page): string {
  return htmlFragment(body(page));
}

function body({ title, badge, lead, sections }: Page): string {
  const mark = badge === undefined
    ? ""
    : ` <span class="badge ${badge.tone}">${escapeHtml(badge.text)}</span>`;
  return [
    ...title === "" ? [] : [`<h1>${escapeHtml(title)}${mark}</h1>`],
    ...lead.map((line) => `<p class="lead">${escapeHtml(line)}</p>`),
    ...besideEachOther(sections).map(sectionsHtml),
  ].join("\n");
}

/** Small sections that follow each other, together; each other one by itself. */
function besideEachOther(sections: readonly Section[]): Section[][] {
  const rows: Section[][] = [];
  for (const section of sections) {
    const last = rows.at(-1);
    if (section.small && last?.[0].small) last.push(section);
    else rows.push([section]);
  }
  return rows;
}

function sectionsHtml(sections: readonly Section[]): string {
  const parts = sections.map(({ heading, blocks }) =>
    [
      ...heading === "" ? [] : [`<h2>${escapeHtml(heading)}</h2>`],
      ...blocks.map(blockHtml),
    ].join("\n")
  );
  if (parts.length === 1) return parts[0];
  return `<div class="beside">\n${
    parts.map((part) => `<div>\n${part}\n</div>`).join("\n")
  }\n</div>`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "note":
      return `<p class="${block.tone}">${escapeHtml(block.text)}</p>`;
    case "command":
      return `<p>${escapeHtml(block.text)}</p>\n<pre>${escapeHtml(block.command)}</pre>`;
    case "parts":
      return partsHtml(block);
    case "table":
      return tableHtml(block);
    case "list":
      return listHtml(block);
    case "pictures":
      return picturesHtml(block);
  }
}

function partsHtml({ label, parts }: Parts): string {
  const shown = parts.filter(({ count }) => count > 0);
  const total = shown.reduce((sum, { count }) => sum + count, 0);
  const spans = shown.map(({ count, tone }) =>
    `<span class="${tone}" style="width: ${(100 * count / total).toFixed(2)}%"></span>`
  );
  const legend = shown.map(({ name, count, tone }) =>
    `<span class="part"><span class="dot ${tone}"></span>${countText(count)} ${escapeHtml(name)}` +
    `</span>`
  );
  return [
    ...label === "" ? [] : [`<p>${escapeHtml(label)}</p>`],
    `<div class="parts">${spans.join("")}</div>`,
    `<p class="legend">${legend.join(" ")}</p>`,
  ].join("\n");
}

function tableHtml({ columns, rows, data = false, more = 0 }: Table): string {
  const classes = columns.map(columnClass);
  const head = columns.map((column, i) => `<th${classes[i]}>${headHtml(column)}</th>`).join("");
  const lines = rows.map((cells) =>
    `<tr>${cells.map((cell, i) => cellHtml(cell, classes[i])).join("")}</tr>`
  );
  return [
    `<div class="scroll"><table${data ? ' class="data"' : ""}>`,
    ...columns.some(({ name }) => name !== "") ? [`<thead><tr>${head}</tr></thead>`] : [],
    `<tbody>\n${lines.join("\n")}\n</tbody>`,
    "</table></div>",
    ...moreHtml(more),
  ].join("\n");
}

function headHtml({ name, note, counts }: Column): string {
  const below = note === undefined ? "" : `<div class="note">${escapeHtml(note)}</div>`;
  return escapeHtml(name) + below + (counts === undefined ? "" : sparkSvg(counts));
}

function columnClass({ align, wide, whole }: Column): string {
  const names = [
    ...align === "right" ? ["right"] : [],
    ...wide ? ["wide"] : [],
    ...whole ? ["whole"] : [],
  ];
  return names.length === 0 ? "" : ` class="${names.join(" ")}"`;
}

function cellHtml(cell: Cell, classes: string): string {
  if (typeof cell === "string") return `<td${classes}>${escapeHtml(cell)}</td>`;
  if ("counts" in cell) return `<td>${cell.counts.length > 0 ? sparkSvg(cell.counts) : ""}</td>`;
  const percent = (100 * Math.min(1, Math.max(0, cell.share))).toFixed(1);
  return `<td class="bar"><div class="track" title="${escapeHtml(shareText(cell.share))}">` +
    `<span style="width: ${percent}%"></span></div></td>`;
}

/** Letters of a line that is short. */
const SHORT_SUB = 40;

function listHtml({ rows, more = 0 }: List): string {
  const lines = rows.map(({ mark, text, sub, detail }) => {
    const hasDetail = detail !== undefined && detail.lines.length > 0;
    // A short line below the text opens what is behind the row: paths have a line of their own.
    const opens = hasDetail && sub !== "" && sub.length <= SHORT_SUB;
    const below = sub === "" || opens ? "" : `<div class="lead">${escapeHtml(sub)}</div>`;
    const name = opens ? `${sub} · ${detail.name}` : detail?.name ?? "";
    const behind = hasDetail
      ? `<details><summary>${escapeHtml(name)}</summary>` +
        `<pre>${escapeHtml(detail.lines.join("\n"))}</pre></details>`
      : "";
    return `<tr><td class="right mark">${escapeHtml(mark)}</td><td>${escapeHtml(text)}` +
      `${below}${behind}</td></tr>`;
  });
  return ["<table>", `<tbody>\n${lines.join("\n")}\n</tbody>`, "</table>", ...moreHtml(more)]
    .join("\n");
}

function picturesHtml({ pictures, more = 0 }: Pictures): string {
  const figures = pictures.map(({ name, png }) =>
    `<figure><img src="data:image/png;base64,${base64(png)}" alt="">` +
    `<figcaption>${escapeHtml(name)}</figcaption></figure>`
  );
  return [`<div class="pictures">\n${figures.join("\n")}\n</div>`, ...moreHtml(more)].join("\n");
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function moreHtml(count: number): string[] {
  return count > 0 ? [`<p class="lead">… and ${countText(count)} more</p>`] : [];
}
