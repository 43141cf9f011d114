/**
 * HTML that is safe, and the one frame that all pages of the project have.
 *
 * Colours are mixed from the text's own, so that a page follows a dark notebook as it follows a
 * dark system; the few others can be read on black and on white.
 *
 * @module
 */
import { plainLines } from "../base/plain_text.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as HTML shows it, in elements and in attributes. */
export function escapeHtml(text: string): string {
  return plainLines(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** The class is written twice to weigh more than what notebooks say of tables. */
const STYLE = `
.trunnion { --good: #2f9e62; --info: #3f86d1; --warn: #c98512; --bad: #d9484b;
  --line: color-mix(in srgb, currentColor 18%, transparent);
  --quiet: color-mix(in srgb, currentColor 38%, transparent);
  font: 14px/1.5 system-ui, sans-serif; max-width: 60rem; container-type: inline-size; }
.trunnion.trunnion h1 { font-size: 1.5em; font-weight: 650; margin: 0; line-height: 1.3;
  overflow-wrap: anywhere; }
.trunnion.trunnion h2 { font-size: 1.05em; font-weight: 650; margin: 1.7em 0 .5em; }
.trunnion.trunnion p { margin: .3em 0; overflow-wrap: anywhere; }
.trunnion .lead, .trunnion p.quiet { opacity: .7; }
.trunnion p.quiet { color: inherit; }
.trunnion.trunnion h2:first-child { margin-top: .2em; }
.trunnion .badge { font-size: .55em; font-weight: 600; padding: .2em .8em; border-radius: 1em;
  border: 1px solid; vertical-align: .25em; white-space: nowrap; }
.trunnion .good { color: var(--good); } .trunnion .info { color: var(--info); }
.trunnion .warn { color: var(--warn); } .trunnion .bad { color: var(--bad); }
.trunnion .quiet { color: var(--quiet); } .trunnion .none { color: var(--line); }
.trunnion .parts { display: flex; gap: 2px; height: .8em; margin: .35em 0; border-radius: .4em;
  overflow: hidden; }
.trunnion .parts span, .trunnion .dot { background: currentColor; min-width: 3px; }
.trunnion .dot { display: inline-block; width: .7em; height: .7em; border-radius: 50%;
  margin-right: .4em; }
.trunnion.trunnion .legend { margin-bottom: .9em; }
.trunnion .legend span.part { white-space: nowrap; margin-right: 1.4em; display: inline-block; }
.trunnion.trunnion table { border-collapse: collapse; border: 0; width: 100%; margin: .3em 0;
  font-size: 1em; table-layout: auto; color: inherit; }
.trunnion.trunnion tr, .trunnion.trunnion tbody tr:nth-child(n), .trunnion.trunnion tbody tr:hover {
  background: none; }
.trunnion.trunnion th, .trunnion.trunnion td { border: 0; border-bottom: 1px solid var(--line);
  padding: .35em .9em .35em 0; text-align: left; vertical-align: top; max-width: none;
  white-space: normal; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.trunnion.trunnion th { font-weight: 500; opacity: .65; white-space: nowrap; }
.trunnion.trunnion .right { text-align: right; white-space: nowrap; width: 1%;
  padding-left: 1.2em; }
.trunnion.trunnion td.mark { padding-left: 0; font-weight: 650; }
.trunnion .scroll { overflow-x: auto; }
.trunnion.trunnion table.data { width: auto; }
.trunnion.trunnion .data td, .trunnion.trunnion .data th { white-space: nowrap;
  padding-right: 1.4em; }
.trunnion.trunnion .data .right { width: auto; padding-left: 0; }
.trunnion th .note { font-size: .8em; font-weight: 400; opacity: .8; }
.trunnion.trunnion td:has(> .spark) { width: 1%; }
.trunnion th .spark { width: 72px; height: 14px; }
.trunnion th.right .spark { margin-left: auto; }
.trunnion.trunnion td.bar { width: 30%; min-width: 6em; vertical-align: middle; }
.trunnion.trunnion .whole { white-space: nowrap; }
@container (max-width: 40rem) { .trunnion.trunnion .wide { display: none; } }
.trunnion .spark { display: block; opacity: .75; margin-top: .15em; }
.trunnion .track { height: .6em; border-radius: .3em; background: var(--line); overflow: hidden; }
.trunnion .track span { display: block; height: 100%; background: var(--info); }
.trunnion.trunnion pre, .trunnion.trunnion code { font: .92em/1.5 ui-monospace, monospace;
  background: color-mix(in srgb, currentColor 8%, transparent); color: inherit;
  border-radius: .4em; }
.trunnion.trunnion pre { padding: .6em .9em; margin: .4em 0; white-space: pre-wrap;
  overflow-wrap: anywhere; }
.trunnion summary { cursor: pointer; opacity: .7; }
.trunnion .beside { display: grid; gap: 0 2.5em; align-items: start;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); }
.trunnion.trunnion .beside h2 { margin-top: 1.7em; }
.trunnion .pictures { display: grid; gap: .6em;
  grid-template-columns: repeat(auto-fill, minmax(7rem, 1fr)); }
.trunnion.trunnion figure { margin: 0; text-align: center; }
.trunnion.trunnion .pictures img { max-width: 100%; height: auto; margin: 0; }
.trunnion figcaption { font-size: .85em; opacity: .7; overflow-wrap: anywhere; }
`.trim();

/** A part of a page, with its style: what a notebook shows. */
export function htmlFragment(body: string): string {
  return `<style>\n${STYLE}\n</style>\n<div class="trunnion">\n${body}\n</div>`;
}

/**
 * A whole page in one file, in light and dark.
 *
 * @param title as text
 * @param body as HTML
 */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; padding: 2rem clamp(1rem, 4vw, 3rem); }
body > .trunnion { margin-inline: auto; }
@media (prefers-color-scheme: dark) { :root { background: #16181c; color: #dfe3e8; } }
</style>
</head>
<body>
${htmlFragment(body)}
</body>
</html>
`;
}
