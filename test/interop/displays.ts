/**
 * Opens what notebooks show in a browser: every display and chart in light, dark and narrow, with
 * the texts that must be there, pixels that are not all the same, and nothing that is wider than
 * the window. What front ends draw of a chart's specification is drawn there too.
 *
 *     deno run -A test/interop/displays.ts FLOW FOLDER [chromium]
 *
 * The pictures lie in FOLDER, to be looked at. The last line is "N passed, M failed".
 */
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { pixelsOf } from "../helpers/png_pixels.ts";
import { Browser } from "./browser.ts";
import { type Shown, shownThings } from "./displays/shown_things.ts";

const [flow, folder, browser = "chromium"] = Deno.args;

const LOOKS = {
  light: { width: 1000, dark: false },
  dark: { width: 1000, dark: true },
  narrow: { width: 420, dark: false },
};
/** Pixels of a picture's height at most, and how many colours one that is not blank has. */
const [MOST_HEIGHT, COLOURS] = [2600, 20];

await Deno.mkdir(folder, { recursive: true });
let [passed, failed] = [0, 0];
const check = (what: string, good: boolean) => {
  if (good) passed++;
  else failed++;
  if (!good) console.log(`FAILED ${what}`);
};

const things = await shownThings(flow);
const window = await Browser.start(browser, await Deno.makeTempDir());
try {
  for (const shown of things) {
    const { name, html } = shown;
    check(`${name}: ${html.length} characters are below 100 KB`, html.length < 100_000);
    check(`${name}: nothing comes from elsewhere`, !/(?:src|href)=["']?https?:/.test(html));
    for (const [look, { width, dark }] of Object.entries(LOOKS)) {
      await checkLook(shown, look, width, dark);
    }
    if (shown.spec !== undefined) await checkDrawn(name, shown.spec);
  }
} finally {
  await window.close();
}
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(failed > 0 ? 1 : 0);

async function checkLook({ name, html, texts }: Shown, look: string, width: number, dark: boolean) {
  const page = await write(`${name}-${look}.html`, cell(html, width, dark));
  await window.open(page, width, 800, dark);
  const height = Number(await window.evaluate("document.documentElement.scrollHeight"));
  await window.open(page, width, Math.min(MOST_HEIGHT, height), dark);
  const read = String(await window.evaluate("cell.textContent"));
  for (const text of texts) check(`${name} ${look} says '${text}'`, read.includes(text));
  const wide = await window.evaluate("cell.scrollWidth > cell.clientWidth");
  check(`${name} ${look} is not wider than its window`, wide === false);
  const picture = await window.picture();
  await Deno.writeFile(`${folder}/${name}-${look}.png`, picture);
  check(`${name} ${look} is not blank`, coloursOf(picture) > COLOURS);
}

/** Draws a specification as front ends do, in a narrow cell: what has a width shrinks. */
async function checkDrawn(name: string, spec: unknown) {
  const script = (path: string) =>
    `<script src="${new URL(`../../node_modules/${path}`, import.meta.url)}"></script>`;
  const page = await write(
    `${name}-drawn.html`,
    cell(`<div id="view"></div>`, 420, false) +
      script("vega/build/vega.min.js") + script("vega-lite/build/vega-lite.min.js") +
      `<script>const spec = ${JSON.stringify(spec).replaceAll("<", "\\u003c")};
const view = new vega.View(vega.parse(vegaLite.compile(spec).spec), { renderer: "svg" });
view.initialize("#view").runAsync().then(() => { globalThis.drawn = true; });</script>`,
  );
  await window.open(page, 420, 800, false);
  await window.until("globalThis.drawn");
  const wide = Number(
    await window.evaluate(`cell.querySelector("#view svg").getBoundingClientRect().width`),
  );
  check(`${name} is drawn by front ends in ${wide} pixels of 420`, wide > 150 && wide <= 420);
}

function cell(html: string, width: number, dark: boolean): string {
  const css = dark ? "background:#111318;color:#dde1e6" : "background:#fff;color:#111";
  return `<!doctype html><meta charset="utf-8"><body style="margin:0;${css}">` +
    `<div id="cell" style="padding:12px;box-sizing:border-box;width:${width}px">${html}</div>`;
}

async function write(name: string, text: string): Promise<string> {
  await Deno.writeTextFile(`${folder}/${name}`, text);
  return pathToFileURL(resolve(folder, name)).href;
}

function coloursOf(picture: Uint8Array): number {
  const { data } = pixelsOf(picture);
  const seen = new Set<number>();
  for (let i = 0; i < data.length && seen.size <= COLOURS; i += 4) {
    seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  }
  return seen.size;
}
