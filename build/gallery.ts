/**
 * Makes the gallery: `docs/gallery.md` and its pictures, of a dataset of sample parts.
 *
 *     deno task demo && deno run -A build/gallery.ts demo/flows/parts [chromium]
 *
 * The pictures are what a browser shows, in 256 colours.
 */
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openDataset, quickView } from "../mod.ts";
import { encodePng } from "../src/page/png.ts";
import { pixelsOf } from "../test/helpers/png_pixels.ts";
import { Browser } from "../test/interop/browser.ts";
import { type Shown, shownThings } from "../test/interop/displays/shown_things.ts";

const [flow, program = "chromium"] = Deno.args;
const docs = fileURLToPath(new URL("../docs/", import.meta.url));

/** Pixels of a page, of a chart, and of the height that is shown at most. */
const [PAGE, CHART, MOST_HEIGHT] = [860, 560, 1100];

/** The parts of the gallery, and which things are in them. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  "A dataset": ["dataset", "previews", "files", "sample", "table", "grouped", "split", "confusion"],
  "Charts": [
    "chart-areas",
    "chart-kinds",
    "chart-scatter",
    "chart-heatmap",
    "chart-heatmap-bins",
    "chart-splits",
    "chart-timings",
    "chart-confusion",
  ],
  "CAD files": ["model", "body", "face"],
  "Runs": ["run", "errors"],
};

const things = new Map((await shownThings(flow)).map((shown) => [shown.name, shown]));
const browser = await Browser.start(program, await Deno.makeTempDir());
const work = await Deno.makeTempDir();
await Deno.remove(join(docs, "gallery"), { recursive: true }).catch(() => {});
await Deno.mkdir(join(docs, "gallery"));
const parts: string[] = [];
try {
  for (const [heading, names] of Object.entries(PARTS)) {
    const shown = names.map((name) => things.get(name)!);
    for (const one of shown) await take(one);
    parts.push(`## ${heading}`, ...shown.map(entry));
  }
  await takeViewer();
} finally {
  await browser.close();
}
await Deno.writeTextFile(
  join(docs, "gallery.md"),
  [
    "# Gallery",
    "What a cell shows that ends with one of these. The pictures are made by `build/gallery.ts`, and " +
    "[previews.md](previews.md), [charts.md](charts.md) and [dataset.md](dataset.md) say more.",
    ...parts,
  ].join("\n\n") + "\n",
);
await new Deno.Command(Deno.execPath(), { args: ["fmt", "-q", join(docs, "gallery.md")] })
  .output();

function entry({ name, title, code }: Shown): string {
  return `### ${title}\n\n\`${code}\`\n\n![${title}](gallery/${name}.png)`;
}

async function take({ name, html: shown }: Shown): Promise<void> {
  // Nobody else has the folder in which this is run.
  const html = shown.replaceAll(`${Deno.cwd()}/`, "");
  const width = name.startsWith("chart-") ? CHART : PAGE;
  const page = join(work, `${name}.html`);
  await Deno.writeTextFile(
    page,
    `<!doctype html><meta charset="utf-8"><body style="margin:0;padding:12px;background:#fff">${html}`,
  );
  const url = pathToFileURL(page).href;
  await browser.open(url, width, 100, false);
  const height = Number(await browser.evaluate("document.documentElement.scrollHeight"));
  await browser.open(url, width, Math.min(MOST_HEIGHT, height), false);
  await save(name);
}

/** The one thing that a browser has to run: it is looked at when it has drawn. */
async function takeViewer(): Promise<void> {
  using dataset = await openDataset(flow);
  const [file] = await dataset.files();
  const viewer = await quickView(file);
  viewer.colorBy("kind");
  const page = join(work, "viewer.html");
  await viewer.savePage(page);
  await browser.open(pathToFileURL(page).href, PAGE, 560, false);
  await browser.until("document.querySelector('canvas') !== null");
  await browser.evaluate("new Promise((done) => setTimeout(done, 1500))");
  await save("viewer");
  parts.push(
    "## In 3D",
    '`(await quickView("part.step")).colorBy("kind")`\n\n![A part in 3D](gallery/viewer.png)',
  );
}

async function save(name: string): Promise<void> {
  const picture = encodePng(pixelsOf(await browser.picture()));
  await Deno.writeFile(join(docs, "gallery", `${name}.png`), picture);
}
